import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../../../cloud/cloud";
import { ServiceError } from "../../../../wire/service-error";
import type { FunctionInvoker, InvokeResult } from "../../invoker";
import type { ConsumedShard } from "./consumed-shard";
import { type FailedBatch, invocationRecord } from "./failed-batch";
import { sendOnFailure } from "./on-failure";
import { eventText, firstBatch, type ReadRecord } from "./stream-event";
import { readStreamResponse } from "./stream-response";

const THROTTLE_PAUSE_MS = 200;
/** fidelity: guess: Lambda waits longer from retry to retry, and does not say how long */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

type Done = (records: readonly ReadRecord[]) => Promise<void>;

/** Hands records of a shard over in order: none before those in front of it are done, or given up. */
export class RecordBatches {
  constructor(
    private readonly cloud: Cloud,
    private readonly invoker: FunctionInvoker,
    private readonly shard: ConsumedShard,
  ) {}

  async deliver(records: readonly ReadRecord[], done: Done): Promise<void> {
    for (let left = records; left.length > 0; ) {
      const batch = firstBatch(left, this.shard.mapping.batchSize);
      await this.seeThrough(batch, done);
      left = left.slice(batch.length);
    }
  }

  /** Tries a batch until it is done or given up. Halves of a batch do not count as tries. */
  // fidelity: docs: "Handling errors" of Kinesis and DynamoDB as event sources: retry, age, bisect, partial responses
  private async seeThrough(batch: readonly ReadRecord[], done: Done): Promise<void> {
    const { maximumRetries = -1, bisectOnError = false } = this.shard.mapping.stream ?? {};
    let records = batch;
    let result: InvokeResult | undefined;
    for (let attempts = 0; ; attempts += 1) {
      this.shard.signal.throwIfAborted();
      records = await this.withoutExpired(records, { attempts, result }, done);
      if (records.length === 0) return;
      result = await this.invoke(records);
      const failed = this.failedOf(records, result);
      const passed = records.slice(0, records.length - failed.length);
      if (passed.length > 0) await done(passed);
      if (failed.length === 0) return;
      records = failed;
      if (bisectOnError && records.length > 1 && passed.length === 0) {
        const middle = Math.ceil(records.length / 2);
        await this.seeThrough(records.slice(0, middle), done);
        return this.seeThrough(records.slice(middle), done);
      }
      if (maximumRetries >= 0 && attempts >= maximumRetries) {
        await this.giveUp(records, { condition: "RetryAttemptsExhausted", attempts: attempts + 1, result });
        return done(records);
      }
      await this.pause(Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS));
    }
  }

  /** Gives up those that are too old by now. */
  private async withoutExpired(
    records: readonly ReadRecord[],
    tried: Pick<FailedBatch, "attempts" | "result">,
    done: Done,
  ): Promise<readonly ReadRecord[]> {
    const { maximumAgeSeconds = -1 } = this.shard.mapping.stream ?? {};
    const oldest = maximumAgeSeconds < 0 ? 0 : this.cloud.clock.now() - maximumAgeSeconds * 1000;
    const expired = records.filter(({ record }) => record.arrivedAt < oldest);
    if (expired.length === 0) return records;
    await this.giveUp(expired, { condition: "RecordAgeExceeded", ...tried });
    await done(expired);
    return records.slice(expired.length);
  }

  /** The records that come again, from the first that failed. */
  private failedOf(records: readonly ReadRecord[], result: InvokeResult): readonly ReadRecord[] {
    const { functionArn, reportsFailures } = this.shard.mapping;
    if (result.functionError) {
      this.warn(`${functionArn} failed on ${records.length} ${records.length === 1 ? "record" : "records"}`);
      return records;
    }
    if (!reportsFailures) return [];
    const numbers = records.map(({ record }) => record.sequenceNumber);
    const response = readStreamResponse(result.payload, numbers);
    if (response.kind === "done") return [];
    if (response.kind === "from") return records.slice(numbers.indexOf(response.sequenceNumber));
    this.warn(`the whole batch of ${functionArn} counts as failed: ${response.reason}`);
    return records;
  }

  /** Waits while the function is throttled, which is no try. */
  private async invoke(records: readonly ReadRecord[]): Promise<InvokeResult> {
    for (;;) {
      try {
        const { functionArn } = this.shard.mapping;
        return await this.invoker.invoke(functionArn, eventText(records), { as: "eventSourceMapping" });
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code !== "TooManyRequestsException") throw error;
        await this.pause(THROTTLE_PAUSE_MS);
        this.shard.signal.throwIfAborted();
      }
    }
  }

  /** Tells the destination, if there is one. */
  private async giveUp(records: readonly ReadRecord[], why: Omit<FailedBatch, "records" | "shardId">): Promise<void> {
    const { mapping, shardId, kind } = this.shard;
    const count = `${records.length} ${records.length === 1 ? "record" : "records"}`;
    const destination = mapping.stream?.onFailure;
    this.warn(`${count} of ${mapping.eventSourceArn} for ${mapping.functionArn} are given up: ${why.condition}`);
    if (destination === undefined) return;
    const failed = { ...why, shardId, records: records.map(({ record }) => record) };
    const record = invocationRecord(mapping, failed, { now: this.cloud.clock.now(), batchInfo: kind.batchInfo });
    const { uuid } = mapping;
    try {
      const undelivered = { record, payload: eventText(records), uuid, shardId };
      await sendOnFailure(this.cloud, destination, this.shard.principal(), undelivered);
    } catch (error) {
      this.warn(`${destination} did not take what failed: ${error instanceof Error ? error.message : error}`);
    }
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.shard.signal, ref: false }).catch(() => undefined);
  }

  private warn(line: string): void {
    this.cloud.log.warn("lambda", line);
  }
}
