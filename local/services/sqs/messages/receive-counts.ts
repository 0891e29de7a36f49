import type { Clock } from "../../../cloud/clock";
import type { Collection, Storage } from "../../../data/storage";

/** How often a message was received; apart from the message, which may be a thousand times as long. */
export interface Receives {
  readonly count: number;
  readonly first: number;
}

/**
 * Long enough that a message which is soon deleted costs no write at all. What a crash loses of it only means that a
 * message may be received that much oftener before it is a dead letter.
 */
const DELAY_MS = 1_000;

/** Receive counts of one queue on disk, written behind. */
export class ReceiveCounts {
  private readonly kept: Collection<Receives>;
  private readonly onDisk = new Set<string>();
  private readonly unwritten = new Map<string, Receives>();
  private cancelWrite: (() => void) | undefined;

  constructor(
    queueId: string,
    storage: Storage,
    private readonly clock: Clock,
  ) {
    this.kept = storage.collection(`sqs.receives/${queueId}`);
  }

  load(key: string): Receives | undefined {
    const known = this.kept.get(key);
    if (known) this.onDisk.add(key);
    return known;
  }

  note(key: string, receives: Receives): void {
    this.unwritten.set(key, receives);
    this.cancelWrite ??= this.clock.after(DELAY_MS, () => void this.write());
  }

  async remove(key: string): Promise<void> {
    this.unwritten.delete(key);
    if (this.onDisk.delete(key)) await this.kept.remove(key);
  }

  /** Resolves once all counts so far are on disk. */
  async write(): Promise<void> {
    this.cancelWrite?.();
    this.cancelWrite = undefined;
    const writes = [...this.unwritten].map(([key, receives]) => {
      this.onDisk.add(key);
      return this.kept.put(key, receives);
    });
    this.unwritten.clear();
    await Promise.all(writes);
  }

  async clear(): Promise<void> {
    this.unwritten.clear();
    this.onDisk.clear();
    await this.kept.clear();
  }
}
