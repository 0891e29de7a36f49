import type { Cloud } from "../../../cloud/cloud";
import { listenFrom } from "../../../lifecycle/listen";
import type { Gateway } from "../gateway";
import { forbidden } from "../http/forbidden";
import { hostOf } from "../http/host";
import { type RunningServer, serveHttp } from "../http/http-server";
import type { GatewayAnswer, GatewayRequest } from "../http/message";
import { type DomainRecord, domainOf, mappedTarget, mappingsOf } from "./domains";
import type { CustomDomains } from "./gateway-server";
import { mutualTls } from "./mutual-tls";
import { type Store, valuesOf } from "./store";

const FIRST_TLS_PORT = 4700;

/**
 * The custom domains of all APIs. Every API's port answers for them by the Host header; one with mutual TLS is
 * answered on an HTTPS port of its own alone.
 */
export class DomainNames implements CustomDomains {
  private readonly servers = new Map<string, RunningServer>();
  /** Name to whether any port answers for it; read once, because every request asks. */
  private names: ReadonlyMap<string, boolean> | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly store: Store,
    private readonly gatewayOf: (apiId: string) => Gateway | undefined,
  ) {}

  get none(): boolean {
    return this.known().size === 0;
  }

  isKnown(host: string): boolean {
    const name = domainOf(this.known(), host);
    return name !== undefined && this.known().get(name) === true;
  }

  async handle(request: GatewayRequest): Promise<GatewayAnswer> {
    const name = domainOf(this.known(), hostOf(request.headers));
    const mappings = name === undefined ? [] : mappingsOf(this.store.mappings, name);
    const mapped = mappedTarget(mappings, request.target);
    const gateway = mapped && this.gatewayOf(mapped.apiId);
    return gateway ? gateway.handle(request, mapped) : forbidden(this.cloud.clock.now());
  }

  async start(): Promise<void> {
    for (const record of valuesOf(this.store.domains)) await this.serve(record);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.close()));
    this.servers.clear();
  }

  /** Keeps the domain, and serves it as it is now. */
  async put(name: string, truststore: string | undefined): Promise<void> {
    const port = this.store.domains.get(name)?.mutualTls?.port ?? this.nextPort();
    const record = { name, ...(truststore !== undefined && { mutualTls: { truststore, port } }) };
    await this.stopServing(name);
    await this.store.domains.put(name, record);
    this.names = undefined;
    await this.serve(record);
  }

  async remove(name: string): Promise<void> {
    await this.stopServing(name);
    await this.store.domains.remove(name);
    this.names = undefined;
  }

  private known(): ReadonlyMap<string, boolean> {
    this.names ??= new Map(valuesOf(this.store.domains).map(({ name, mutualTls: secured }) => [name, !secured]));
    return this.names;
  }

  private async serve({ name, mutualTls: secured }: DomainRecord): Promise<void> {
    if (!secured) return;
    const { clock, folder, log } = this.cloud;
    const handle = async (request: GatewayRequest) =>
      domainOf(this.known(), hostOf(request.headers)) === name ? this.handle(request) : forbidden(clock.now());
    const tls = mutualTls(folder, name, secured.truststore, clock.now());
    const refused = (reason: string) => log.warn("apigateway", `${name}: a TLS handshake failed: ${reason}`);
    const place = { what: `domain name ${name}`, wanted: secured.port, first: secured.port };
    const server = await listenFrom(this.cloud, place, (port) =>
      serveHttp(handle, port, (host) => domainOf(this.known(), host) === name, { tls: { ...tls, refused } }),
    );
    this.servers.set(name, server);
    if (server.port !== secured.port) {
      await this.store.domains.put(name, { name, mutualTls: { ...secured, port: server.port } });
    }
    log.info("apigateway", `https://${name}:${server.port} asks for client certificates`);
  }

  private async stopServing(name: string): Promise<void> {
    await this.servers.get(name)?.close();
    this.servers.delete(name);
  }

  /** Above the ports that other domains of this folder have had. */
  private nextPort(): number {
    const taken = valuesOf(this.store.domains).map(({ mutualTls: secured }) => secured?.port ?? 0);
    return Math.max(FIRST_TLS_PORT - 1, ...taken) + 1;
  }
}
