import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";
import { textMap, textOf } from "../../languages/json/json-object";
import { listenFrom } from "../../lifecycle/listen";
import { verifySignature } from "../../wire/signatures/sigv4";
import { forbidden } from "../apigateway/http/forbidden";
import { HeaderList } from "../apigateway/http/header-list";
import { hostOf } from "../apigateway/http/host";
import { type RunningServer, serveHttp } from "../apigateway/http/http-server";
import type { GatewayAnswer, GatewayRequest } from "../apigateway/http/message";
import { type Definition, readDefinition } from "./definition";
import { HttpGateway } from "./http/http-gateway";
import type { ApiRecord, DeploymentRecord, MappingRecord, PartRecord, StageRecord } from "./records";
import { manageConnection, managedConnection } from "./websocket/manage-connections";
import { SocketGateway, type SocketStage } from "./websocket/socket-gateway";

const FIRST_PORT = 4700;

interface Served {
  readonly gateway: SocketGateway;
  readonly http: HttpGateway;
  readonly server: RunningServer;
}

/** WebSocket and HTTP APIs, each on a port of its own. */
export class Apis {
  readonly apis: Collection<ApiRecord>;
  readonly parts: Collection<PartRecord>;
  readonly stages: Collection<StageRecord>;
  readonly deployments: Collection<DeploymentRecord>;
  /** By `<domain>/<key>`. */
  readonly mappings: Collection<MappingRecord>;
  private readonly served = new Map<string, Served>();
  /** By API or deployment, until a part changes. */
  private readonly definitions = new Map<string, Definition>();

  constructor(readonly cloud: Cloud) {
    this.apis = cloud.storage.collection("apigatewayv2.apis");
    this.parts = cloud.storage.collection("apigatewayv2.parts");
    this.stages = cloud.storage.collection("apigatewayv2.stages");
    this.deployments = cloud.storage.collection("apigatewayv2.deployments");
    this.mappings = cloud.storage.collection("apigatewayv2.mappings");
  }

  async start(): Promise<void> {
    for (const [, api] of this.apis.entries()) await this.serve(api);
  }

  async stop(): Promise<void> {
    for (const id of [...this.served.keys()]) await this.withdraw(id);
  }

  async putApi(api: ApiRecord): Promise<void> {
    await this.apis.put(api.id, { ...this.apis.get(api.id), ...api });
    if (!this.served.has(api.id)) await this.serve(api);
  }

  async removeApi(id: string): Promise<void> {
    await this.withdraw(id);
    for (const all of [this.parts, this.stages, this.deployments])
      for (const key of keysBelow(all, `${id}/`)) await all.remove(key);
    await this.apis.remove(id);
  }

  async putPart(part: PartRecord): Promise<void> {
    await this.parts.put(`${part.apiId}/${part.id}`, part);
    this.definitions.delete(part.apiId);
  }

  async removePart(apiId: string, id: string): Promise<void> {
    await this.parts.remove(`${apiId}/${id}`);
    this.definitions.delete(apiId);
  }

  partsOf(apiId: string): PartRecord[] {
    return keysBelow(this.parts, `${apiId}/`).flatMap((key) => this.parts.get(key) ?? []);
  }

  async putMapping(mapping: MappingRecord): Promise<void> {
    await this.mappings.put(`${mapping.domain}/${mapping.key}`, mapping);
    this.name(mapping.domain);
  }

  async removeMapping({ domain, key }: MappingRecord): Promise<void> {
    await this.mappings.remove(`${domain}/${key}`);
    this.cloud.directory.https.withdraw(domain);
    this.name(domain);
  }

  /** `127.0.0.1:4700`, where an API is reached. */
  placeOf(apiId: string): string | undefined {
    const port = this.served.get(apiId)?.server.port ?? this.apis.get(apiId)?.port;
    return port === undefined ? undefined : `127.0.0.1:${port}`;
  }

  defaultHost(apiId: string): string {
    return `${apiId}.execute-api.${this.cloud.region}.amazonaws.com`;
  }

  private async serve(api: ApiRecord): Promise<void> {
    const { cloud } = this;
    const { account, region, partition } = cloud;
    const environment = {
      api: { id: api.id, account, region, partition },
      clock: cloud.clock,
      backends: {
        functions: {
          invoke: (...call: Parameters<typeof cloud.directory.lambda.functions.invoke>) =>
            cloud.directory.lambda.functions.invoke(...call),
        },
        service: (name: string) => cloud.directory.service(name),
        principal: (role: string) => cloud.access.servicePrincipal(role, "apigateway.amazonaws.com"),
        authenticate: (request: Parameters<typeof verifySignature>[0]) =>
          verifySignature(request, cloud.access, cloud.clock),
        decide: (...asked: Parameters<typeof cloud.access.decide>) => cloud.access.decide(...asked),
        verificationKey: () => undefined,
      },
      log: (line: string) => cloud.log.warn(`apigatewayv2 ${api.name}`, line),
    };
    const gateway = new SocketGateway(environment, (name) => this.stage(api.id, name));
    const place = { what: `API ${api.name}`, wanted: api.port, first: FIRST_PORT };
    const server = await listenFrom(cloud, place, (port) =>
      serveHttp(
        async (request) =>
          isHttp(this.apis.get(api.id)) ? this.answer(api.id, request) : this.manage(api.id, environment, request),
        port,
        (host) => this.isDomain(host),
        { upgrade: (message, socket, head) => void this.open(api.id, message, socket, head) },
      ),
    );
    const http = new HttpGateway(environment, cloud.directory.hosts);
    this.served.set(api.id, { gateway, http, server });
    await this.apis.put(api.id, { ...api, ...this.apis.get(api.id), port: server.port });
    cloud.directory.https.serve(this.defaultHost(api.id), server.port);
    for (const [, { domain, apiId }] of this.mappings.entries()) if (apiId === api.id) this.name(domain);
  }

  private async withdraw(id: string): Promise<void> {
    const served = this.served.get(id);
    this.cloud.directory.https.withdraw(this.defaultHost(id));
    served?.gateway.close();
    await served?.server.close();
    this.served.delete(id);
  }

  private isDomain(host: string): boolean {
    return keysBelow(this.mappings, `${host}/`).length > 0;
  }

  /** A domain may lead to several APIs; the port of any of them takes its requests. */
  private name(domain: string): void {
    const [key] = keysBelow(this.mappings, `${domain}/`);
    const apiId = key === undefined ? undefined : this.mappings.get(key)?.apiId;
    const served = apiId === undefined ? undefined : this.served.get(apiId);
    if (served) this.cloud.directory.https.serve(domain, served.server.port);
  }

  private async open(apiId: string, message: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A client may go while its $connect is asked for.
    socket.on("error", () => socket.destroy());
    const host = hostOf([["host", message.headers.host ?? ""]]);
    const target = this.target(apiId, host, message.url ?? "/");
    const stage = target && this.stage(target.apiId, target.stage);
    const served = target && this.served.get(target.apiId);
    if (!target || !stage || !served || !["", "/"].includes(target.rest.split("?", 1)[0] ?? "")) {
      socket.end(
        'HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: 23\r\nConnection: close\r\n\r\n{"message":"Forbidden"}',
      );
      return;
    }
    const domainName = this.isDomain(host) ? host : this.defaultHost(target.apiId);
    await served.gateway.open(message, socket, head, stage, domainName).catch((error: Error) => {
      this.cloud.log.warn("apigatewayv2", `internal error: ${error.stack}`);
      socket.destroy();
    });
  }

  private manage(
    apiId: string,
    environment: Parameters<typeof manageConnection>[0],
    request: GatewayRequest,
  ): GatewayAnswer {
    const target = this.target(apiId, hostOf(request.headers), request.target);
    const stage = target && this.stage(target.apiId, target.stage);
    const served = target && this.served.get(target.apiId);
    const id = target && managedConnection(target.rest);
    if (!stage || !served || id === undefined) return forbidden(this.cloud.clock.now());
    const { method, target: url, body } = request;
    const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    return manageConnection(
      { ...environment, api: { ...environment.api, id: target.apiId } },
      served.gateway,
      stage.name,
      id,
      { method, url, headers, body },
    );
  }

  private async answer(apiId: string, request: GatewayRequest): Promise<GatewayAnswer> {
    const host = hostOf(request.headers);
    const target = this.target(apiId, host, request.target);
    const api = target && this.apis.get(target.apiId);
    const served = target && this.served.get(target.apiId);
    const named = target && this.stage(target.apiId, target.stage);
    // fidelity: docs: "Working with stages for HTTP APIs": $default is served at the base of the URL
    const stage = named ?? (target && !this.isDomain(host) ? this.stage(target.apiId, "$default") : undefined);
    if (!target || !api || !served || !stage) return NOT_FOUND();
    return served.http.handle(request, {
      ...stage,
      corsConfiguration: api.inputs.corsConfiguration,
      rest: named ? target.rest || "/" : request.target,
      domainName: this.isDomain(host) ? host : this.defaultHost(api.id),
    });
  }

  /** Which API and stage a request is for, and what of its path is left. */
  // fidelity: docs: "Invoking a WebSocket API": wss://<host>/<stage>; on a domain the longest key of its mappings
  private target(
    apiId: string,
    host: string,
    path: string,
  ): { apiId: string; stage: string; rest: string } | undefined {
    const mappings = keysBelow(this.mappings, `${host}/`).flatMap((key) => this.mappings.get(key) ?? []);
    if (mappings.length === 0) {
      const api = this.apis.get(apiId);
      if (api?.inputs.disableExecuteApiEndpoint === true && host === this.defaultHost(apiId)) return undefined;
      const [, stage = "", rest = ""] = /^\/([^/?]*)(.*)$/.exec(path) ?? [];
      return { apiId, stage, rest };
    }
    const plain = path.split("?", 1)[0] ?? "";
    const [found] = mappings
      .filter(({ key }) => key === "" || plain === `/${key}` || plain.startsWith(`/${key}/`))
      .sort((a, b) => b.key.length - a.key.length);
    return (
      found && {
        apiId: found.apiId,
        stage: found.stage,
        rest: found.key === "" ? path : path.slice(found.key.length + 1),
      }
    );
  }

  private stage(apiId: string, name: string): SocketStage | undefined {
    const stage = this.stages.get(`${apiId}/${name}`);
    const api = this.apis.get(apiId);
    if (!stage || !api) return undefined;
    const definition = this.definition(stage);
    return (
      definition && {
        name,
        variables: Object.fromEntries(textMap(stage.inputs.stageVariables)),
        definition,
        routeSelection: textOf(api.inputs.routeSelectionExpression) ?? "$request.body.action",
      }
    );
  }

  /** Of the deployment that a stage names; of the API as it is where it deploys by itself. */
  private definition({ apiId, inputs }: StageRecord): Definition | undefined {
    const deploymentId = inputs.autoDeploy === true ? undefined : textOf(inputs.deploymentId);
    const key = deploymentId === undefined ? apiId : `${apiId}/${deploymentId}`;
    const parts = () => (deploymentId === undefined ? this.partsOf(apiId) : this.deployments.get(key)?.parts);
    if (deploymentId === undefined && inputs.autoDeploy !== true) return undefined;
    const known = this.definitions.get(key);
    if (known) return known;
    const read = parts();
    if (!read) return undefined;
    const definition = readDefinition(read);
    this.definitions.set(key, definition);
    return definition;
  }
}

const isHttp = (api: ApiRecord | undefined): boolean => api?.inputs.protocolType === "HTTP";

const NOT_FOUND = (): GatewayAnswer => ({
  status: 404,
  headers: new HeaderList([["Content-Type", "application/json"]]),
  body: Buffer.from('{"message":"Not Found"}'),
});

const keysBelow = (items: Collection<unknown>, prefix: string): string[] => {
  const keys: string[] = [];
  for (const [key] of items.entries(prefix)) {
    if (!key.startsWith(prefix)) break;
    keys.push(key);
  }
  return keys;
};
