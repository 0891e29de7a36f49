import type { Log } from "../../../cloud/log";
import type { Storage } from "../../../data/storage";
import type { StoredMessage } from "../messages/message";
import type { Settings } from "../queue/settings";
import type { Entry } from "./entry";

/** A queue that gives its dead letters away, or takes those of others. */
interface DeadLetterQueue {
  readonly arn: string;
  readonly settings: Pick<Settings, "redrive">;
  write(message: StoredMessage): number;
  admit(sequence: number, message: StoredMessage): void;
  erase(sequences: readonly number[]): void;
}

interface Host {
  readonly storage: Storage;
  readonly log: Log;
  find(arn: string): DeadLetterQueue | undefined;
}

/** Moves messages that were received too often to the dead-letter queue. */
export class DeadLetters {
  private pending: { readonly sequence: number; readonly message: StoredMessage }[] = [];
  private warned = false;

  constructor(
    private readonly source: DeadLetterQueue,
    private readonly host: Host,
  ) {}

  /**
   * Takes the message when it has had its receives.
   * fidelity: docs: "Using dead-letter queues": when ReceiveCount exceeds maxReceiveCount, that is at the receive after
   */
  accept(entry: Entry, message: StoredMessage): boolean {
    const { redrive } = this.source.settings;
    if (!redrive || entry.receives < redrive.maxReceiveCount || !this.target()) return false;
    // Id and age stay; receives are counted across queues. fidelity: docs: API_ReceiveMessage, MessageSystemAttributeNames
    const moved: StoredMessage = {
      ...message,
      visibleAt: undefined,
      priorReceives: entry.priorReceives + entry.receives,
      firstReceivedAt: entry.firstReceivedAt,
      deadLetterSource: this.source.arn,
    };
    this.pending.push({ sequence: entry.sequence, message: moved });
    return true;
  }

  /** Moves what was accepted, at one stroke: no crash leaves a message in both queues or in none. */
  flush(): void {
    if (this.pending.length === 0) return;
    const moves = this.pending;
    this.pending = [];
    const target = this.target();
    if (!target) return;
    this.move(moves, target).catch((error: unknown) => {
      // They are still in the source's storage and come back with the next start.
      this.host.log.warn("sqs", `${this.source.arn}: dead letters were not moved: ${String(error)}`);
    });
  }

  private async move(moves: typeof this.pending, target: DeadLetterQueue): Promise<void> {
    let written: { readonly sequence: number; readonly message: StoredMessage }[] = [];
    await this.host.storage.together(() => {
      written = moves.map(({ message }) => ({ sequence: target.write(message), message }));
      this.source.erase(moves.map(({ sequence }) => sequence));
    });
    for (const { sequence, message } of written) target.admit(sequence, message);
  }

  private target(): DeadLetterQueue | undefined {
    const arn = this.source.settings.redrive?.deadLetterTargetArn;
    const target = arn === undefined ? undefined : this.host.find(arn);
    if (arn !== undefined && !target && !this.warned) {
      this.warned = true;
      this.host.log.warn("sqs", `${this.source.arn}: its dead-letter queue ${arn} does not exist`);
    }
    return target;
  }
}
