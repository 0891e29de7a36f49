import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../../../cloud/cloud";
import { ServiceError } from "../../../../wire/service-error";
import type { FunctionInvoker, InvokeResult } from "../../invoker";
import type { MappingRecord } from "../mapping";
import { readBatchResponse } from "./batch-response";
import type { EventRecord } from "./event";

const THROTTLE_PAUSE_MS = 200;

/** One event on its way to the function. */
export class Batch {
  constructor(
    private readonly cloud: Cloud,
    private readonly invoker: FunctionInvoker,
    private readonly mapping: MappingRecord,
    private readonly records: readonly EventRecord[],
    private readonly text: string,
  ) {}

  /**
   * Invokes the function; resolves with the receipts of the messages that are done. All others stay hidden until their
   * visibility timeout is over and then come again.
   * fidelity: docs: "Handling errors for an SQS event source in Lambda"
   */
  async run(ending: AbortSignal): Promise<readonly string[]> {
    const result = await this.invoke(ending);
    if (!result) return [];
    const { functionArn, reportsFailures } = this.mapping;
    if (result.functionError) {
      const count = this.records.length;
      this.warn(`${functionArn} failed; ${count} ${count === 1 ? "message comes" : "messages come"} again`);
      return [];
    }
    if (!reportsFailures) return this.records.map(({ receiptHandle }) => receiptHandle);
    const response = readBatchResponse(result.payload, new Set(this.records.map(({ messageId }) => messageId)));
    if (response.kind === "malformed") {
      this.warn(`the whole batch of ${functionArn} counts as failed: ${response.reason}`);
      return [];
    }
    return this.records
      .filter(({ messageId }) => !response.failed.has(messageId))
      .map(({ receiptHandle }) => receiptHandle);
  }

  /** Tries again while the function is throttled, as long as the messages stay hidden. */
  private async invoke(ending: AbortSignal): Promise<InvokeResult | undefined> {
    const { functionArn, eventSourceArn } = this.mapping;
    const hiddenSeconds = this.cloud.directory.sqs.queues.settings(eventSourceArn)?.visibilityTimeoutSeconds ?? 0;
    const until = this.cloud.clock.now() + hiddenSeconds * 1000;
    for (;;) {
      try {
        return await this.invoker.invoke(functionArn, this.text, { as: "eventSourceMapping" });
      } catch (error) {
        const throttled = error instanceof ServiceError && error.code === "TooManyRequestsException";
        if (!throttled) throw error;
        if (ending.aborted || this.cloud.clock.now() + THROTTLE_PAUSE_MS > until) return undefined;
        await sleep(THROTTLE_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  private warn(line: string): void {
    this.cloud.log.warn("lambda", line);
  }
}
