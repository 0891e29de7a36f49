import { randomUUID } from "node:crypto";
import type { Cloud } from "../../cloud/cloud";
import { throttled } from "./errors";
import type { FunctionRecord, FunctionVersion } from "./function-record";
import type { Resolved } from "./functions";
import type { Invocation, Outcome } from "./process/invocation";
import { ProcessPool } from "./process/pool";

/** fidelity: docs: "Lambda quotas": concurrent executions of an account */
const ACCOUNT_CONCURRENCY = 1_000;

/** Runs invocations of all functions, within the limits of concurrency. */
export class Runner {
  private readonly pools = new Map<string, ProcessPool>();
  /** Invocations in flight, by function. */
  private readonly inFlight = new Map<string, number>();
  private total = 0;

  constructor(private readonly cloud: Cloud) {}

  /** @throws {ServiceError} TooManyRequestsException */
  async run(
    target: Resolved,
    event: Buffer | string,
    about: Pick<Invocation, "clientContext" | "trace" | "take"> = {},
  ): Promise<Outcome & Pick<Invocation, "requestId">> {
    const { record, version, arn } = target;
    const requestId = randomUUID();
    this.admit(record);
    try {
      const outcome = await this.pool(record.name, version).run({ requestId, event, arn, ...about });
      return { ...outcome, requestId };
    } finally {
      this.total -= 1;
      this.inFlight.set(record.name, (this.inFlight.get(record.name) ?? 1) - 1);
    }
  }

  /** Processes of versions that the function no longer has, or has otherwise, end after what they are at. */
  refresh(name: string, record: FunctionRecord | undefined): void {
    for (const [key, pool] of this.pools) {
      if (!key.startsWith(`${name}:`)) continue;
      const { version } = pool.version;
      const now = version === "$LATEST" ? record?.latest : record?.versions[version];
      if (JSON.stringify(now) === JSON.stringify(pool.version)) continue;
      pool.retire();
      this.pools.delete(key);
    }
  }

  stop(): void {
    for (const pool of this.pools.values()) pool.stop();
    this.pools.clear();
  }

  private admit({ name, reservedConcurrency }: FunctionRecord): void {
    const count = this.inFlight.get(name) ?? 0;
    if (reservedConcurrency >= 0 && count >= reservedConcurrency) {
      this.cloud.log.warn("lambda", `${name} is throttled: its reserved concurrency is ${reservedConcurrency}`);
      throw throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    if (this.total >= ACCOUNT_CONCURRENCY) throw throttled("ConcurrentInvocationLimitExceeded");
    this.total += 1;
    this.inFlight.set(name, count + 1);
  }

  private pool(name: string, version: FunctionVersion): ProcessPool {
    const key = `${name}:${version.version}`;
    let pool = this.pools.get(key);
    if (!pool) {
      pool = new ProcessPool(this.cloud, name, version);
      this.pools.set(key, pool);
    }
    return pool;
  }
}
