import { invalidValue } from "../errors";
import type { ReceivedMessage, Sent, StoredMessage } from "../messages/message";
import { Queue, type QueueHost, type ReceiveOptions } from "../queue/queue";
import type { QueueRecord } from "../queue/queue-record";
import { Deduplication } from "./deduplication";
import { GroupOrder } from "./group-order";
import { type Attempt, ReceiveAttempts } from "./receive-attempts";

/** A FIFO queue: each message once within five minutes, those of a group one after the other. */
export class FifoQueue extends Queue {
  private readonly accepted: Deduplication;
  private readonly attempts: ReceiveAttempts;

  constructor(arn: string, record: QueueRecord, host: QueueHost) {
    super(arn, record, host, new GroupOrder());
    this.accepted = new Deduplication(record.id, host.storage, host.clock);
    this.attempts = new ReceiveAttempts(host.clock);
  }

  /** fidelity: docs: API_ReceiveMessage: over the quota FIFO queues answer no error */
  override get isOverLimit(): boolean {
    return false;
  }

  /** fidelity: docs: API_SetQueueAttributes, DelaySeconds: of a FIFO queue also for the messages that are in it */
  override become(record: QueueRecord): void {
    const before = this.settings.delaySeconds;
    super.become(record);
    if (this.settings.delaySeconds !== before) this.delayAnew();
  }

  /** A message that was accepted before is answered as it was then, and dropped. */
  override async send(message: StoredMessage): Promise<Sent> {
    const key = this.keyOf(message);
    const before = this.accepted.find(key);
    if (before) return before;
    const sequence = this.store.nextSequence();
    const stored = { ...message, sequenceNumber: sequenceNumber(sequence) };
    const sent: Sent = { MessageId: message.id, SequenceNumber: stored.sequenceNumber };
    await Promise.all([this.store.put(sequence, stored), this.accepted.note(key, sent)]);
    this.admit(sequence, stored);
    return sent;
  }

  override async receive(options: ReceiveOptions): Promise<ReceivedMessage[]> {
    const { attemptId } = options;
    if (attemptId === undefined) return super.receive(options);
    const again = this.attempts.find(attemptId);
    const messages = again && this.hideAgain(again, options) ? [...again.messages] : await super.receive(options);
    const [first] = messages;
    const until = first && this.locate(first.receiptHandle)?.entry.visibleAt;
    if (until !== undefined) this.attempts.note(attemptId, { messages, until });
    return messages;
  }

  /** @throws {ServiceError} when the message was visible again: another consumer may have it. */
  override async delete(handles: readonly string[]): Promise<void> {
    this.index.wake(this.host.clock.now());
    const expired = handles.filter((handle) => this.isExpired(handle));
    await super.delete(handles.filter((handle) => !expired.includes(handle)));
    // The messages behind those may be had now.
    this.serve();
    const [handle] = expired;
    // fidelity: observed: test_fifo_delete_after_visibility_timeout of LocalStack's tests
    if (handle !== undefined) throw invalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");
  }

  /** fidelity: observed: test_purge_queue_clears_fifo_deduplication_cache of LocalStack's tests */
  override async purge(): Promise<void> {
    await Promise.all([super.purge(), this.accepted.clear()]);
  }

  private delayAnew(): void {
    this.index.wake(this.host.clock.now());
    for (const entry of this.index.delayed()) {
      const visibleAt = entry.sentAt + this.settings.delaySeconds * 1000;
      const message = this.store.read(entry.sequence);
      if (message) void this.store.put(entry.sequence, { ...message, visibleAt });
      this.index.delay(entry, visibleAt);
    }
    this.serve();
  }

  /**
   * Ids of a group begin with its name and its length, so that no two of them are the same.
   * fidelity: docs: a scope that is changed counts from then on; AWS took no notice within the first seconds
   * (test_fifo_change_to_high_throughput_after_creation of LocalStack's tests)
   */
  private keyOf({ groupId = "", deduplicationId = "" }: StoredMessage): string {
    return this.settings.fifo?.perGroup ? `${groupId.length} ${groupId} ${deduplicationId}` : deduplicationId;
  }

  private isExpired(handle: string): boolean {
    const found = this.locate(handle);
    return found !== undefined && (!found.isLatest || found.entry.state !== "inFlight");
  }

  /**
   * Whether nothing happened to the messages since; they are hidden anew, then.
   * fidelity: docs: API_ReceiveMessage, ReceiveRequestAttemptId
   */
  private hideAgain({ messages, until }: Attempt, { visibilityTimeoutSeconds }: ReceiveOptions): boolean {
    const now = this.host.clock.now();
    this.index.wake(now);
    const found = messages.map(({ receiptHandle }) => this.locate(receiptHandle));
    const untouched = found.flatMap((each) =>
      each?.isLatest && each.entry.state === "inFlight" && each.entry.visibleAt === until ? [each.entry] : [],
    );
    if (untouched.length < messages.length) return false;
    const hiddenUntil = now + this.visibilityMs(visibilityTimeoutSeconds);
    for (const entry of untouched) this.index.hide(entry, hiddenUntil);
    return true;
  }
}

/** fidelity: docs: API_SendMessage: a large, non-consecutive number of 20 digits that grows; guess: where it begins */
const sequenceNumber = (sequence: number): string => `18849${String(sequence).padStart(15, "0")}`;
