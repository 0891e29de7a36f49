import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../../../cloud/cloud";
import type { EventPattern } from "../../../../languages/event-patterns/compile-event-pattern";
import { ServiceError } from "../../../../wire/service-error";
import type { ReceivedMessage } from "../../../sqs/messages/message";
import type { FunctionInvoker } from "../../invoker";
import { compileFilter } from "../compile-filter";
import type { Poller } from "../event-source";
import type { MappingRecord } from "../mapping";
import { Batch } from "./batch";
import { eventRecord, events } from "./event";

/** fidelity: docs: Lambda polls with waits of up to 20 seconds */
const LONG_POLL_MS = 20_000;
/** fidelity: docs: "Lambda starts reading five batches at a time" */
const DEFAULT_CONCURRENCY = 5;
/** Messages come one by one: taking up those of so long a time together costs a tenth of taking up each. */
const GATHER_MS = 20;
/** After a refused poll: missing permission or queue. */
const BACK_OFF_MS = 5_000;
const ENDING_MS = 3_000;

/** Reads one queue for one function: collects batches and keeps up to `maximumConcurrency` of them going. */
export class QueuePoller implements Poller {
  private readonly ending = new AbortController();
  private readonly going = new Set<Promise<void>>();
  private readonly filters: readonly EventPattern[];
  private loop: Promise<void> | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly invoker: FunctionInvoker,
    readonly mapping: MappingRecord,
    /** The execution role of the function, now: a deployment may change it. */
    private readonly role: () => string,
  ) {
    this.filters = mapping.filters.map(compileFilter);
  }

  async start(): Promise<void> {
    this.loop ??= this.run();
  }

  /** Takes no more messages and lets the batches that are going finish, for a while. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.loop;
    const late = sleep(ENDING_MS, undefined, { ref: false });
    await Promise.race([Promise.all(this.going), late]);
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        await this.awaitTurn();
        const messages = await this.collect();
        if (messages.length > 0) this.begin(messages);
      } catch (error) {
        if (signal.aborted) return;
        const { eventSourceArn, functionArn } = this.mapping;
        const why = error instanceof Error ? error.message : String(error);
        this.cloud.log.warn(
          "lambda",
          `the event source mapping of ${eventSourceArn} to ${functionArn} cannot poll: ${why}`,
        );
        await sleep(BACK_OFF_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  private async awaitTurn(): Promise<void> {
    const limit = this.mapping.maximumConcurrency ?? DEFAULT_CONCURRENCY;
    while (this.going.size >= limit && !this.ending.signal.aborted) await Promise.race(this.going);
  }

  /** Up to a batch: what is there at once, otherwise what comes within the window after the first message. */
  private async collect(): Promise<readonly ReceivedMessage[]> {
    const { batchSize, windowSeconds } = this.mapping;
    const messages = await this.receive(batchSize, LONG_POLL_MS);
    if (messages.length === 0) return messages;
    const closesAt = this.cloud.clock.now() + windowSeconds * 1000;
    for (;;) {
      const left = closesAt - this.cloud.clock.now();
      if (messages.length >= batchSize || left <= 0) return messages;
      await sleep(Math.min(GATHER_MS, left), undefined, { signal: this.ending.signal, ref: false }).catch(() => {});
      const more = await this.receive(batchSize - messages.length, Math.max(0, left - GATHER_MS));
      if (this.ending.signal.aborted) {
        this.cloud.directory.sqs.queues.changeVisibility(
          [...messages, ...more].map(({ receiptHandle }) => receiptHandle),
          0,
        );
        return [];
      }
      messages.push(...more);
    }
  }

  private async receive(max: number, waitMs: number): Promise<ReceivedMessage[]> {
    const { signal } = this.ending;
    const as = this.principal();
    return [
      ...(await this.cloud.directory.sqs.queues.receive(this.mapping.eventSourceArn, { max, waitMs, signal, as })),
    ];
  }

  private begin(messages: readonly ReceivedMessage[]): void {
    const task = this.handle(messages)
      .catch((error: unknown) => {
        const why = error instanceof ServiceError || error instanceof Error ? error.message : String(error);
        this.cloud.log.warn("lambda", `a batch for ${this.mapping.functionArn} failed: ${why}`);
      })
      .finally(() => this.going.delete(task));
    this.going.add(task);
  }

  private async handle(messages: readonly ReceivedMessage[]): Promise<void> {
    const queues = this.cloud.directory.sqs.queues;
    const fits = (message: ReceivedMessage) =>
      this.filters.length === 0 || this.filters.some((filter) => filter.fits(filterable(message)));
    const wanted = messages.filter(fits);
    const missed = messages.filter((message) => !wanted.includes(message));
    // fidelity: docs: a message that fits no filter is deleted
    if (missed.length > 0)
      await queues.delete(
        missed.map(({ receiptHandle }) => receiptHandle),
        { as: this.principal() },
      );
    const parts = events(wanted.map((message) => eventRecord(message, this.mapping.eventSourceArn)));
    if (!this.mapping.eventSourceArn.endsWith(".fifo")) {
      await Promise.all(parts.map((part) => this.invoke(part)));
      return;
    }
    // A group may lie in several parts; the parts behind one that failed come again with it.
    for (const part of parts) if (!(await this.invoke(part))) return;
  }

  /** Answers whether all messages are done. */
  private async invoke({ records, text }: ReturnType<typeof events>[number]): Promise<boolean> {
    const batch = new Batch(this.cloud, this.invoker, this.mapping, records, text);
    const done = await batch.run(this.ending.signal);
    if (done.length > 0) await this.cloud.directory.sqs.queues.delete(done, { as: this.principal() });
    return done.length === records.length;
  }

  private principal() {
    const role = this.role();
    const principal = this.cloud.access.servicePrincipal(role, "lambda.amazonaws.com");
    if (!principal) throw new Error(`the role ${role} cannot be assumed by Lambda`);
    return principal;
  }
}

/** What patterns look into: a body that is JSON is read as such. */
const filterable = (message: ReceivedMessage): Readonly<Record<string, unknown>> => {
  const { eventSource: _, ...record } = eventRecord(message, "");
  return { ...record, body: parsed(message.body) };
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};
