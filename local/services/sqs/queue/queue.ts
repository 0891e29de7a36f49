import type { Clock } from "../../../cloud/clock";
import type { Log } from "../../../cloud/log";
import type { Storage } from "../../../data/storage";
import { DeadLetters } from "../delivery/dead-letters";
import { ArrivalOrder, type DeliveryOrder } from "../delivery/delivery-order";
import type { Entry } from "../delivery/entry";
import { MessageIndex } from "../delivery/message-index";
import { WaitingLine } from "../delivery/waiting-line";
import { WakeUp } from "../delivery/wake-up";
import { invalidReceiptHandle, invalidValue } from "../errors";
import type { ReceivedMessage, Sent, StoredMessage } from "../messages/message";
import { entryOf, MessageStore } from "../messages/message-store";
import { readReceipt, writeReceipt } from "../messages/receipt-handle";
import type { QueueRecord } from "./queue-record";
import { readSettings, type Settings } from "./settings";

/** What a queue stands on. */
export interface QueueHost {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  /** Another queue, for dead letters. */
  find(arn: string): Queue | undefined;
}

export interface ReceiveOptions {
  readonly max: number;
  readonly waitMs: number;
  /** Instead of the queue's own. */
  readonly visibilityTimeoutSeconds?: number;
  /** Of a FIFO queue: names the receive, for a second try. */
  readonly attemptId?: string;
  readonly signal?: AbortSignal;
}

/** fidelity: docs: ChangeMessageVisibility: 12 hours from the receive */
const MAX_HIDDEN_MS = 12 * 3_600_000;

/** fidelity: docs: "Amazon SQS message quotas", in flight per queue */
const MAX_IN_FLIGHT = 120_000;

/** A standard queue: durable messages, and who may see them when. */
export class Queue {
  private current: { readonly record: QueueRecord; readonly settings: Settings };
  protected readonly index: MessageIndex;
  protected readonly store: MessageStore;
  private readonly waiting: WaitingLine;
  private readonly deadLetters: DeadLetters;
  private readonly wakeUp: WakeUp;

  constructor(
    readonly arn: string,
    record: QueueRecord,
    protected readonly host: QueueHost,
    order: DeliveryOrder = new ArrivalOrder(),
  ) {
    this.index = new MessageIndex(order);
    this.current = { record, settings: readSettings(record.attributes) };
    this.store = new MessageStore(record.id, host.storage, host.clock);
    this.waiting = new WaitingLine(host.clock);
    this.wakeUp = new WakeUp(host.clock, () => this.serve());
    this.deadLetters = new DeadLetters(this, host);
    for (const entry of this.store.load(host.clock.now())) this.index.add(entry);
  }

  get record(): QueueRecord {
    return this.current.record;
  }

  get settings(): Settings {
    return this.current.settings;
  }

  /** Goes by other attributes or tags from now on. */
  become(record: QueueRecord): void {
    this.current = { record, settings: readSettings(record.attributes) };
  }

  count(state: "visible" | "delayed" | "inFlight"): number {
    this.index.wake(this.host.clock.now());
    return this.index.count(state);
  }

  /** Whether consumers are refused because they hold too many messages already. */
  get isOverLimit(): boolean {
    return this.index.count("inFlight") >= MAX_IN_FLIGHT;
  }

  /** All messages in the order in which they came, for onlookers: they are not received. */
  messages(): StoredMessage[] {
    return this.store.all();
  }

  /** Resolves once the message survives a `kill -9`; consumers see it from then on. */
  async send(message: StoredMessage): Promise<Sent> {
    const sequence = this.store.nextSequence();
    await this.store.put(sequence, message);
    this.admit(sequence, message);
    return { MessageId: message.id };
  }

  /** The writes of a message that comes within a larger change; `admit` it once that is committed. */
  write(message: StoredMessage): number {
    const sequence = this.store.nextSequence();
    void this.store.put(sequence, message);
    return sequence;
  }

  /** Erases messages that go to another queue within a larger change. */
  erase(sequences: readonly number[]): void {
    void this.store.remove(sequences);
  }

  admit(sequence: number, message: StoredMessage): void {
    this.index.add(entryOf(sequence, message, this.host.clock.now()));
    this.serve();
  }

  /** Up to `max` messages: at once when there are any, otherwise the first that come within `waitMs`. */
  async receive(options: ReceiveOptions): Promise<ReceivedMessage[]> {
    const { max, waitMs, visibilityTimeoutSeconds, signal } = options;
    if (signal?.aborted) return [];
    const messages = this.take(max, visibilityTimeoutSeconds);
    if (messages.length > 0 || waitMs <= 0) return messages;
    const waited = this.waiting.wait({ max, visibilityTimeoutSeconds, waitMs, signal });
    this.armAlarm();
    return waited;
  }

  /** Deletes by receipt. A superseded handle is answered as if it had worked. @throws for one that is not ours. */
  async delete(handles: readonly string[]): Promise<void> {
    const entries = handles.map((handle) => this.require(handle)).filter((entry) => entry !== undefined);
    for (const entry of entries) this.index.remove(entry);
    await this.store.remove(entries.map(({ sequence }) => sequence));
  }

  /** Hides a message in flight for `seconds` from now; 0 shows it at once. */
  changeVisibility(handle: string, seconds: number): void {
    const now = this.host.clock.now();
    this.index.wake(now);
    const entry = this.require(handle);
    if (entry?.state !== "inFlight") {
      // fidelity: observed: the text for a message whose visibility timeout is over, or that is deleted
      throw invalidValue(
        handle,
        "ReceiptHandle",
        "Message does not exist or is not available for visibility timeout change.",
      );
    }
    if (now + seconds * 1000 > entry.receivedAt + MAX_HIDDEN_MS) {
      throw invalidValue(
        seconds,
        "VisibilityTimeout",
        "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].",
      );
    }
    if (seconds === 0) this.index.show(entry);
    else this.index.hide(entry, now + seconds * 1000);
    this.serve();
  }

  /** Removes all messages, also those in flight. */
  async purge(): Promise<void> {
    this.index.clear();
    await this.store.clear();
  }

  /** Ends long polls and timers; the queue answers nothing any more. */
  async close(): Promise<void> {
    this.waiting.endAll();
    this.wakeUp.cancel();
    await this.store.close();
  }

  /** The message that a receipt handle means, and whether it is of the latest receive. @throws for one that is not ours. */
  protected locate(handle: string): { readonly entry: Entry; readonly isLatest: boolean } | undefined {
    const receipt = readReceipt(handle);
    if (receipt?.queueId !== this.record.id) throw invalidReceiptHandle(handle);
    const entry = this.index.find(receipt.sequence);
    // A crash may have lost the latest counts: a handle from before it is newer than what we remember.
    return entry && { entry, isLatest: receipt.receive >= entry.receives };
  }

  private require(handle: string): Entry | undefined {
    const found = this.locate(handle);
    return found?.isLatest ? found.entry : undefined;
  }

  protected visibilityMs(seconds?: number): number {
    return 1000 * (seconds ?? this.settings.visibilityTimeoutSeconds);
  }

  private take(max: number, visibilityTimeoutSeconds?: number): ReceivedMessage[] {
    const now = this.host.clock.now();
    this.index.wake(now);
    const until = now + this.visibilityMs(visibilityTimeoutSeconds);
    const taken: ReceivedMessage[] = [];
    const room = Math.min(max, MAX_IN_FLIGHT - this.index.count("inFlight"));
    if (room <= 0) return taken;
    for (const entry of this.index.draw()) {
      const message = this.deliver(entry, now, until);
      if (message && taken.push(message) >= room) break;
    }
    this.deadLetters.flush();
    return taken;
  }

  /** Hands the message out, or does with it what its age or its receives ask for. */
  private deliver(entry: Entry, now: number, until: number): ReceivedMessage | undefined {
    const message = this.store.read(entry.sequence);
    if (!message || entry.sentAt + this.settings.retentionSeconds * 1000 <= now) {
      this.index.remove(entry);
      void this.store.remove([entry.sequence]);
      return undefined;
    }
    if (this.deadLetters.accept(entry, message)) {
      this.index.remove(entry);
      return undefined;
    }
    entry.receives += 1;
    entry.receivedAt = now;
    entry.firstReceivedAt ??= now;
    this.index.hide(entry, until);
    this.store.noteReceive(entry);
    return {
      ...message,
      receiptHandle: writeReceipt({
        queueId: this.record.id,
        sequence: entry.sequence,
        receive: entry.receives,
      }),
      receiveCount: entry.priorReceives + entry.receives,
      firstReceivedAt: entry.firstReceivedAt,
    };
  }

  /** Gives visible messages to those who wait. */
  protected serve(): void {
    for (let wait = this.waiting.first; wait; wait = this.waiting.first) {
      const messages = this.take(wait.max, wait.visibilityTimeoutSeconds);
      if (messages.length === 0) break;
      wait.resolve(messages);
    }
    this.armAlarm();
  }

  /** While somebody waits, the next hidden message must not become visible unnoticed. */
  private armAlarm(): void {
    const { nextAt } = this.index;
    if (this.waiting.first && nextAt !== undefined) this.wakeUp.by(nextAt);
  }
}
