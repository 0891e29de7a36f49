import type { Clock } from "../../../cloud/clock";
import type { Collection, Storage } from "../../../data/storage";
import type { Sent } from "../messages/message";

/** fidelity: docs: SQS developer guide, "Using the message deduplication ID": the interval cannot be changed */
export const DEDUPLICATION_MS = 300_000;

interface Accepted {
  readonly at: number;
  readonly sent: Sent;
}

/** The messages that a FIFO queue accepted of late, by deduplication id, on disk: a restart forgets none. */
export class Deduplication {
  private readonly kept: Collection<Accepted>;
  /** The oldest first. */
  private readonly recent = new Map<string, Accepted & { readonly written: Promise<void> }>();

  constructor(
    queueId: string,
    storage: Storage,
    private readonly clock: Clock,
  ) {
    this.kept = storage.collection(`sqs.deduplication/${queueId}`);
    const loaded = [...this.kept.entries()].sort(([, a], [, b]) => a.at - b.at);
    for (const [key, accepted] of loaded) this.recent.set(key, { ...accepted, written: Promise.resolve() });
  }

  /** What the first sender of this message was told, once that is as durable as it was told; also when it is deleted. */
  find(key: string): Promise<Sent> | undefined {
    this.forget();
    const first = this.recent.get(key);
    return first?.written.then(() => first.sent);
  }

  /** Committed together with the message when both are written in the same turn. */
  note(key: string, sent: Sent): Promise<void> {
    const accepted: Accepted = { at: this.clock.now(), sent };
    const written = this.kept.put(key, accepted);
    this.recent.set(key, { ...accepted, written });
    return written;
  }

  async clear(): Promise<void> {
    this.recent.clear();
    await this.kept.clear();
  }

  private forget(): void {
    const until = this.clock.now() - DEDUPLICATION_MS;
    for (const [key, { at }] of this.recent) {
      if (at > until) return;
      this.recent.delete(key);
      void this.kept.remove(key);
    }
  }
}
