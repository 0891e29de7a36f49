import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Principal } from "../access/access";
import type { Clock } from "../cloud/clock";
import { createCloud } from "../cloud/create-cloud";
import type { Service } from "../services/service";
import type { Execution } from "../services/stepfunctions/store";

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
  private readonly folder = mkdtempSync(join(tmpdir(), "conformance-"));
  readonly cloud = createCloud({
    ...PLACE,
    folder: this.folder,
    clock: hurried,
    log: { info: () => {}, warn: () => {}, output: () => {} },
    endpoint: () => "http://127.0.0.1:4566",
  });

  /** Of state machines, in the order in which they began, from `hearExecutions` on. */
  readonly executions: Pick<Execution, "stateMachineArn" | "name" | "input">[] = [];
  private readonly hear = (execution: Execution): void => void this.executions.push(execution);

  /** For a case that has state machines: all others need not load their service. */
  hearExecutions(): void {
    this.cloud.directory.states.begun.add(this.hear);
  }

  service(name: string): Service | undefined {
    return this.cloud.directory.service(name);
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
    for (const service of this.cloud.directory.made()) await service.stop?.();
    await this.cloud.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
