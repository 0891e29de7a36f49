import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cloud } from "../../cloud/cloud";
import { createCloud } from "../../cloud/create-cloud";
import { startServices } from "../../cloud/start-services";
import { Teardown } from "../../cloud/teardown";
import { Processes } from "../../lifecycle/processes";
import { SILENT } from "../../terminal/steps";
import { signedHeaders } from "../../wire/signatures/sign-request";
import type { ApiResponse } from "../../wire/transport/api-request";
import { startEndpoint } from "../../wire/transport/endpoint";
import { isMap, type Json, type JsonMap } from "../case-file";
import { type RawAnswer, type RawRequest, sendRaw } from "../raw-client";
import { PLACE } from "../sandbox";
import { NotRunnable } from "../services/not-runnable";
import { valueAt } from "../services/sdk";
import { filled } from "../services/values";
import type { EdgeCase } from "./edge-case";
import { FakeIssuers } from "./fake-issuers";
import { FakeLambdas } from "./fake-lambdas";
import { FakeOrigins } from "./fake-origins";
import { MovingClock } from "./moving-clock";

const SILENCE = { info: () => {}, warn: () => {}, output: () => {} };

interface Parts {
  readonly cloud: Cloud;
  readonly clock: MovingClock;
  readonly lambdas: FakeLambdas;
  readonly origins: FakeOrigins;
  readonly issuers: FakeIssuers;
  /** Plain port of 127.0.0.1 by the name under which something answers. */
  readonly ports: ReadonlyMap<string, number>;
}

/** A local cloud for one case, and fakes of all that lies outside of it. */
export class EdgeWorld {
  /** Resource to its outputs and id. */
  readonly resources = new Map<string, Readonly<Record<string, unknown>>>();
  /** Captured, and told by connections. */
  readonly variables = new Map<string, unknown>();
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly began: number;
  private readonly unique = randomBytes(5).toString("hex");

  private constructor(
    private readonly item: EdgeCase,
    readonly parts: Parts,
    readonly close: () => Promise<void>,
  ) {
    this.began = parts.clock.now();
    const names = Object.keys(item.setup.keys ?? {});
    this.keys = new Map(names.map((name) => [name, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey]));
  }

  static async start(item: EdgeCase): Promise<EdgeWorld> {
    const teardown = new Teardown(SILENCE);
    try {
      const world: EdgeWorld = new EdgeWorld(item, await startParts(item, teardown, () => world), () => teardown.run());
      return world;
    } catch (error) {
      await teardown.run();
      throw error;
    }
  }

  get cloud(): Cloud {
    return this.parts.cloud;
  }

  /** A value with references, and what JSON cannot write, put in. */
  filled(value: Json): Json {
    return filled(value, (name) => this.lookup(name), this.makers) as Json; // of JSON and of texts
  }

  expected(value: Json): Json {
    return this.filled(value);
  }

  /** The output of a resource, as a text. */
  output(resource: string, attribute: string): string {
    const value = this.lookup(`${resource}.${attribute}`);
    if (value === undefined) throw new Error(`${resource} has no output ${attribute}`);
    return String(value);
  }

  /** Where a host name of the cloud is reached. @throws when nothing answers under it */
  place(host: string): URL {
    const port = this.parts.ports.get(host.toLowerCase());
    if (port === undefined) throw new Error(`nothing of the local cloud answers as ${host}`);
    return new URL(`http://127.0.0.1:${port}`);
  }

  send(host: string, request: RawRequest): Promise<RawAnswer> {
    return sendRaw(this.place(host), { ...request, headers: [["Host", host], ...request.headers] });
  }

  /** A call of a service's API, as the administrator. @throws for what is refused */
  async call(
    service: string,
    method: string,
    url: string,
    body: string | Buffer = "",
    headers = {},
  ): Promise<ApiResponse> {
    const { access, directory } = this.cloud;
    const principal = access.find(access.administrator.accessKeyId)?.principal;
    const handle = directory.service(service)?.handle;
    if (!principal || !handle) throw new NotRunnable(`the local cloud does not answer the API of ${service}`);
    const asked = { principal, method, url, headers, body: Buffer.from(body), requestId: "case" };
    const response = await handle(asked);
    if (response.status >= 300) throw new Error(`${service} ${method} ${url}: ${response.status} ${response.body}`);
    return response;
  }

  /** A request to `@connections` of a WebSocket API. */
  async manage(host: string, stage: string, asked: JsonMap): Promise<RawAnswer> {
    const { method = "POST", connectionId = "", body, sign = true, encode = false } = asked;
    const id = encodeURIComponent(String(connectionId));
    const path = `/${stage}/${encode ? "%40connections" : "@connections"}/${encode ? id : connectionId}`;
    const content = body === undefined ? undefined : Buffer.from(String(body));
    const unsigned = { method: String(method), url: new URL(`https://${host}${path}`), headers: {}, body: content };
    const { region, access } = this.cloud;
    const signer = { service: "execute-api", region, credentials: access.administrator };
    const { host: _, ...headers } = sign ? await signedHeaders(unsigned, signer) : {};
    return this.send(host, { method: unsigned.method, target: path, headers: Object.entries(headers), body: content });
  }

  private lookup(name: string): unknown {
    if (name === "unique") return this.unique;
    if (this.variables.has(name)) return this.variables.get(name);
    const [first = "", second = "", third] = name.split(".");
    if (first === "lambda" && third === "invokeArn") return this.invokeArn(second);
    if (first === "key" && third === "publicPem") return this.publicPem(second);
    if (first === "issuer" && third === "url") return this.parts.issuers.url(second);
    const outputs = this.resources.get(first);
    if (!outputs) return undefined;
    if (second === "host") return hostOf(outputs, this.cloud.region);
    return valueAt(outputs, name.slice(first.length + 1));
  }

  private invokeArn(name: string): string | undefined {
    if (!this.item.setup.lambdas?.[name]) return undefined;
    const { region, account } = this.cloud;
    const arn = `arn:aws:lambda:${region}:${account}:function:${name}`;
    return `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  }

  private publicPem(name: string): string | undefined {
    const key = this.keys.get(name);
    return key && createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
  }

  private readonly makers = {
    $epoch: (seconds: Json) => Math.floor(this.parts.clock.now() / 1000) + Number(seconds),
    $httpDate: (seconds: Json) => new Date(this.parts.clock.now() + Number(seconds) * 1000).toUTCString(),
    $base64Text: (text: Json) => Buffer.from(String(text)).toString("base64"),
    $token: (asked: Json) => this.parts.issuers.token(isMap(asked) ? asked : {}),
  };
}

/** The host under which an API is called. */
const hostOf = ({ id, apiEndpoint }: Readonly<Record<string, unknown>>, region: string): string => {
  const url = typeof apiEndpoint === "string" ? /^\w+:\/\/([^/]+)/.exec(apiEndpoint)?.[1] : undefined;
  return url ?? `${id}.execute-api.${region}.amazonaws.com`;
};

const startParts = async ({ setup }: EdgeCase, teardown: Teardown, world: () => EdgeWorld): Promise<Parts> => {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  teardown.add("folder", () => rmSync(folder, { recursive: true, force: true }));
  const lifecycle = new Processes();
  teardown.add("processes", () => lifecycle.close());
  const lambdas = new FakeLambdas(
    setup.lambdas ?? {},
    (value) => world().filled(value),
    (event, asked) => postAs(world(), event, asked),
  );
  const ports = new Map<string, number>();
  const https = {
    serve: (host: string, port: number) => void ports.set(host.toLowerCase(), port),
    withdraw: (host: string) => void ports.delete(host.toLowerCase()),
    find: (host: string) => ports.get(host.toLowerCase()),
    namesOf: (httpPort: number) => [...ports].flatMap(([host, port]) => (port === httpPort ? [host] : [])),
  };
  const clock = new MovingClock();
  const cloud = createCloud({
    ...PLACE,
    folder,
    log: SILENCE,
    lifecycle,
    clock,
    https,
    endpoint: () => endpoint.url,
    services: { lambda: () => ({ name: "lambda", resources: [], functions: lambdas }) },
  });
  teardown.add("storage", () => cloud.storage.close());
  const { access, directory } = cloud;
  const endpoint = await startEndpoint({ port: 0, access, clock, log: SILENCE, service: directory.service });
  teardown.add("endpoint", () => endpoint.close());
  await startServices(directory, teardown, SILENT);
  const origins = await FakeOrigins.start(setup.origins ?? {}, cloud, (value) => world().filled(value) as JsonMap);
  teardown.add("origins", () => origins.close());
  const issuers = await FakeIssuers.start(Object.keys(setup.issuers ?? {}), clock);
  teardown.add("issuers", () => issuers.close());
  return { cloud, clock, lambdas, origins, issuers, ports };
};

/** What a function posts to its connection before it answers. */
const postAs = async (world: EdgeWorld, event: Json, asked: JsonMap): Promise<void> => {
  const context = valueAt(event, "requestContext");
  const { connectionId = "", stage = "", domainName = "" } = isMap(context) ? context : {};
  const { body, as } = world.filled(asked) as JsonMap; // an object stays one
  const answer = await world.manage(String(domainName), String(stage), {
    connectionId,
    ...(body !== undefined && { body }),
  });
  world.variables.set(String(as), { status: answer.status, body: answer.body.toString() });
};
