import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Principal } from "../access/access";
import { createAccess } from "../access/create-access";
import type { Clock } from "../clock";
import type { Directory } from "../services/directory";
import type { Cloud, Service } from "../services/service";
import { Storage } from "../storage";

/** The place of all cases. */
export const PLACE = { partition: "aws", region: "eu-west-1", account: "000000000000" } as const;

/** Loaded by need, as `local/cloud.ts` loads its own: the same way as every other file. */
const FACTORIES: Readonly<Record<string, () => (cloud: Cloud) => Service>> = {
  "cognito-idp": () =>
    (require("../services/cognito/service") as typeof import("../services/cognito/service")).createCognitoService,
  dynamodb: () =>
    (require("../services/dynamodb/service") as typeof import("../services/dynamodb/service")).createDynamoDbService,
  events: () =>
    (require("../services/eventbridge/service") as typeof import("../services/eventbridge/service"))
      .createEventBridgeService,
  kinesis: () =>
    (require("../services/kinesis/service") as typeof import("../services/kinesis/service")).createKinesisService,
  s3: () => (require("../services/s3/service") as typeof import("../services/s3/service")).createS3Service,
  sns: () => (require("../services/sns/service") as typeof import("../services/sns/service")).createSnsService,
  sqs: () => (require("../services/sqs/service") as typeof import("../services/sqs/service")).createSqsService,
  ssm: () => (require("../services/ssm/service") as typeof import("../services/ssm/service")).createSsmService,
  states: () =>
    (require("../services/stepfunctions/service") as typeof import("../services/stepfunctions/service"))
      .createStepFunctionsService,
};

/** Long waits pass a hundred times faster, so that a timeout of 29 s is a case like any other. */
const hurried: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs > 1000 ? delayMs / 100 : delayMs);
    return () => clearTimeout(timer);
  },
};

/** Real services of the local cloud for one case, in a folder of their own that goes with it. */
export class Sandbox {
  readonly clock = hurried;
  readonly cloud: Cloud;
  private readonly services = new Map<string, Service>();
  private readonly folder = mkdtempSync(join(tmpdir(), "conformance-"));
  private readonly storage = Storage.open(this.folder);

  constructor() {
    const access = createAccess({ account: PLACE.account, storage: this.storage, roles: { find: () => undefined } });
    const directory: Directory = {
      service: (name) => this.service(name),
      functions: { invoke: () => Promise.reject(new Error("the sandbox has no functions")) },
      https: { serve: () => {}, withdraw: () => {} },
      hosts: { register: () => {}, unregister: () => {}, find: () => undefined, entries: () => ({}) },
    };
    const silent = () => {};
    this.cloud = {
      ...PLACE,
      folder: this.folder,
      clock: this.clock,
      storage: this.storage,
      log: { info: silent, warn: silent, output: silent },
      access,
      lifecycle: { spawn: unused, port: async (preferred) => preferred },
      directory,
      endpoint: "http://127.0.0.1:4566",
    };
  }

  /** The service of that name, made when it is first asked for: most cases need none. */
  service(name: string): Service | undefined {
    const known = this.services.get(name);
    if (known) return known;
    const service = Object.hasOwn(FACTORIES, name) ? FACTORIES[name]?.()(this.cloud) : undefined;
    if (service) this.services.set(name, service);
    return service;
  }

  /** Whoever calls may do everything. */
  get administrator(): Principal {
    const { access } = this.cloud;
    const found = access.find(access.administrator.accessKeyId);
    if (!found) throw new Error("the sandbox has no administrator");
    return found.principal;
  }

  /** A call in the JSON protocol. */
  async call(service: string, target: string, input: unknown): Promise<unknown> {
    const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-target": target };
    const text = await this.send(service, "POST", "/", Buffer.from(JSON.stringify(input)), headers);
    return text === "" ? {} : JSON.parse(text);
  }

  /** A call as the administrator; throws for what the service refuses. */
  async send(
    service: string,
    method: string,
    url: string,
    body: Buffer = Buffer.alloc(0),
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const request = { principal: this.administrator, method, url, headers, body, requestId: "sandbox" };
    const response = await this.service(service)?.handle?.(request);
    const text = response?.body.toString() ?? "";
    if (!response || response.status >= 300)
      throw new Error(`${service} ${method} ${url}: ${response?.status} ${text}`);
    return text;
  }

  async close(): Promise<void> {
    for (const service of this.services.values()) await service.stop?.();
    await this.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const unused = (): never => {
  throw new Error("the sandbox starts no processes");
};
