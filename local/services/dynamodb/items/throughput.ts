import type { Clock } from "../../../cloud/clock";
import type { Log } from "../../../cloud/log";
import { ServiceError } from "../../../wire/service-error";
import type { Index, Table } from "../tables/table";
import type { Usage } from "./capacity";

export type Access = "Read" | "Write";

/** What calls may use of tables, and have used. */
export interface Meter {
  /** Whether anything is left of the table, or of a global index. */
  has(access: Access, table: Table, index?: Index): boolean;
  /** Before it is done. @throws {ServiceError} when nothing is left */
  require(access: Access, table: Table, index?: Index): void;
  /** Takes what was used, in a transaction twice as much. */
  take(access: Access, usage: Usage, times?: number): void;
}

/** For what nobody throttles. */
export const UNLIMITED: Meter = { has: () => true, require: () => {}, take: () => {} };

// fidelity: docs: "Burst and adaptive capacity": up to 5 minutes of what was not used
const BURST_SECONDS = 300;

/** Between two lines of the log about the same table or index. */
const SILENCE_MS = 10_000;

// fidelity: docs: TransactWriteItems, cancellation reasons: both texts
const OF_TABLE =
  "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";
const OF_INDEX =
  "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

const CODE = "ProvisionedThroughputExceededException";

export const isThrottling = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && error.code === CODE;

interface Bucket {
  /** Units that have not been refilled yet. */
  used: number;
  /** Units a second. */
  rate: number;
  at: number;
  saidAt: number;
}

/**
 * Units of provisioned tables and of their global indexes, refilled as time goes on, in memory alone and full at first.
 * What a call uses is known only once it was done: it may begin while anything is left, and what it takes beyond that
 * those after it wait for. Tables on demand have no limit.
 */
// fidelity: guess: that the last call may use more than is left
export class ProvisionedThroughput implements Meter {
  private readonly buckets = { Read: new Map<number, Bucket>(), Write: new Map<number, Bucket>() };

  constructor(
    private readonly clock: Clock,
    private readonly log: Pick<Log, "warn">,
    private readonly arn: (table: string) => string,
  ) {}

  has(access: Access, table: Table, index?: Index): boolean {
    if (table.record.isOnDemand) return true;
    const { used, rate } = this.refilled(access, sourceOf(table, index));
    return used < rate * BURST_SECONDS;
  }

  require(access: Access, table: Table, index?: Index): void {
    if (this.has(access, table, index)) return;
    const source = sourceOf(table, index);
    const bucket = this.refilled(access, source);
    const what = source === table ? table.name : `${table.name}/index/${source.name}`;
    this.tell(bucket, `${what}: throttled: used up its ${bucket.rate} ${access.toLowerCase()} units a second`);
    // fidelity: docs: ThrottlingReason
    const reason = `${source === table ? "Table" : "Index"}${access}ProvisionedThroughputExceeded`;
    throw new ServiceError(CODE, source === table ? OF_TABLE : OF_INDEX, 400, {
      ThrottlingReasons: [{ reason, resource: this.arn(what) }],
    });
  }

  take(access: Access, { table, units, indexes }: Usage, times = 1): void {
    if (table.record.isOnDemand) return;
    let ofTable = units;
    for (const [index, used] of indexes) {
      if (index.record.isGlobal) this.refilled(access, index).used += used * times;
      else ofTable += used;
    }
    if (ofTable > 0) this.refilled(access, table).used += ofTable * times;
  }

  /** Forgets what is full again: that of tables that are gone, too. */
  forget(): void {
    const now = this.clock.now();
    for (const buckets of Object.values(this.buckets)) {
      for (const [space, bucket] of buckets) if (refill(bucket, now).used === 0) buckets.delete(space);
    }
  }

  private refilled(access: Access, { space: { space }, record }: Table | Index): Bucket {
    const now = this.clock.now();
    const buckets = this.buckets[access];
    let bucket = buckets.get(space);
    if (!bucket) {
      bucket = { used: 0, rate: 0, at: now, saidAt: Number.NEGATIVE_INFINITY };
      buckets.set(space, bucket);
    }
    bucket.rate = record.throughput?.[`${access}CapacityUnits`] ?? Number.MAX_SAFE_INTEGER;
    return refill(bucket, now);
  }

  private tell(bucket: Bucket, line: string): void {
    const now = this.clock.now();
    if (now - bucket.saidAt < SILENCE_MS) return;
    bucket.saidAt = now;
    this.log.warn("dynamodb", line);
  }
}

// fidelity: docs: "Local secondary indexes": they use what the table has
const sourceOf = (table: Table, index: Index | undefined): Table | Index => (index?.record.isGlobal ? index : table);

const refill = (bucket: Bucket, now: number): Bucket => {
  bucket.used = Math.max(0, bucket.used - (Math.max(0, now - bucket.at) / 1000) * bucket.rate);
  bucket.at = now;
  return bucket;
};

/** Takes what a read uses from what its table or index may. @throws {ServiceError} when there is nothing left of that */
export const spent = ({ throughput }: { readonly throughput: Meter }, usage: Usage, times?: number): Usage => {
  const [index] = usage.indexes.keys();
  throughput.require("Read", usage.table, index);
  throughput.take("Read", usage, times);
  return usage;
};

/** What work answers, or why there was no throughput for it. @throws what is wrong with it otherwise */
export const unlessThrottled = <Result>(work: () => Result): Result | ServiceError => {
  try {
    return work();
  } catch (error) {
    if (isThrottling(error)) return error;
    throw error;
  }
};
