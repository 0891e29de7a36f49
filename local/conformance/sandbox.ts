import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Principal } from "../access/access";
import { createAccess } from "../access/create-access";
import type { Clock } from "../clock";
import type { Directory } from "../services/directory";
import { createDynamoDbService } from "../services/dynamodb/service";
import { createEventBridgeService } from "../services/eventbridge/service";
import { createKinesisService } from "../services/kinesis/service";
import { createS3Service } from "../services/s3/service";
import type { Cloud, Service } from "../services/service";
import { createSqsService } from "../services/sqs/service";
import { createSsmService } from "../services/ssm/service";
import { createStepFunctionsService } from "../services/stepfunctions/service";
import { Storage } from "../storage";

/** The place of all cases. */
export const PLACE = { partition: "aws", region: "eu-west-1", account: "000000000000" } as const;

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
  private readonly services: ReadonlyMap<string, Service>;
  private readonly folder = mkdtempSync(join(tmpdir(), "conformance-"));
  private readonly storage = Storage.open(this.folder);

  constructor() {
    const access = createAccess({ account: PLACE.account, storage: this.storage, roles: { find: () => undefined } });
    const directory: Directory = {
      service: (name) => this.services.get(name),
      functions: { invoke: () => Promise.reject(new Error("the sandbox has no functions")) },
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
    const all: Service[] = [
      createSqsService(this.cloud),
      createS3Service(this.cloud),
      createDynamoDbService(this.cloud),
      createStepFunctionsService(this.cloud),
      createEventBridgeService(this.cloud),
      createSsmService(this.cloud),
      createKinesisService(this.cloud),
    ];
    this.services = new Map(all.map((service) => [service.name, service]));
  }

  service(name: string): Service | undefined {
    return this.services.get(name);
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
    const response = await this.services.get(service)?.handle?.(request);
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
