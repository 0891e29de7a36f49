import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Principal } from "../access/access";
import { createAccess } from "../access/create-access";
import type { Clock } from "../clock";
import type { Directory } from "../services/directory";
import type { Cloud, Service } from "../services/service";
import { createSqsService } from "../services/sqs/service";
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
    const all = [createSqsService(this.cloud)];
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
    const response = await this.services.get(service)?.handle?.({
      principal: this.administrator,
      method: "POST",
      url: "/",
      headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": target },
      body: Buffer.from(JSON.stringify(input)),
      requestId: "sandbox",
    });
    const text = response?.body.toString() ?? "";
    if (!response || response.status >= 300) throw new Error(`${target}: ${response?.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
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
