import type { Clock } from "../../../cloud/clock";
import type { Collection, Storage } from "../../../data/storage";
import type { Entry } from "../delivery/entry";
import type { StoredMessage } from "./message";
import { ReceiveCounts, type Receives } from "./receive-counts";

/** The messages of one queue on disk, in the order in which they came. */
export class MessageStore {
  private readonly messages: Collection<StoredMessage>;
  private readonly receives: ReceiveCounts;
  private last = 0;

  constructor(queueId: string, storage: Storage, clock: Clock) {
    this.messages = storage.collection(`sqs.messages/${queueId}`);
    this.receives = new ReceiveCounts(queueId, storage, clock);
  }

  /**
   * What an earlier run left. Messages that were in flight then are visible now: their consumers ended with it.
   * fidelity: guess: AWS has no such moment; a message is then delivered once more, which consumers must bear anyway
   */
  load(now: number): Entry[] {
    const entries: Entry[] = [];
    for (const [key, message] of this.messages.entries()) {
      const sequence = Number(key);
      this.last = Math.max(this.last, sequence);
      entries.push(entryOf(sequence, message, now, this.receives.load(key)));
    }
    // Never again a number of an earlier run, also when its messages are gone: handles and sequence numbers hold it.
    this.last = Math.max(this.last, now * 100);
    return entries;
  }

  /** Whatever their state, in the order in which they came. */
  all(): StoredMessage[] {
    return [...this.messages.entries()].map(([, message]) => message);
  }

  /** Key of a message that comes now; keys sort as the messages came. */
  nextSequence(): number {
    this.last += 1;
    return this.last;
  }

  read(sequence: number): StoredMessage | undefined {
    return this.messages.get(keyOf(sequence));
  }

  /** Resolves once the message survives a `kill -9`. */
  put(sequence: number, message: StoredMessage): Promise<void> {
    return this.messages.put(keyOf(sequence), message);
  }

  noteReceive({ sequence, receives, firstReceivedAt, receivedAt }: Entry): void {
    this.receives.note(keyOf(sequence), { count: receives, first: firstReceivedAt ?? receivedAt });
  }

  async remove(sequences: readonly number[]): Promise<void> {
    const keys = sequences.map(keyOf);
    await Promise.all(keys.flatMap((key) => [this.messages.remove(key), this.receives.remove(key)]));
  }

  /** Writes what is still to be written. */
  close(): Promise<void> {
    return this.receives.write();
  }

  async clear(): Promise<void> {
    await Promise.all([this.messages.clear(), this.receives.clear()]);
  }
}

/** A message as the index knows it when it comes, or comes back after a restart. */
export const entryOf = (sequence: number, message: StoredMessage, now: number, receives?: Receives): Entry => {
  const { sentAt, visibleAt = 0, priorReceives = 0, firstReceivedAt } = message;
  const delayed = visibleAt > now;
  return {
    sequence,
    sentAt,
    groupId: message.groupId,
    priorReceives,
    state: delayed ? "delayed" : "visible",
    visibleAt,
    receivedAt: 0,
    firstReceivedAt: receives?.first ?? firstReceivedAt,
    receives: receives?.count ?? 0,
  };
};

const keyOf = (sequence: number): string => String(sequence).padStart(15, "0");
