import type { StoredMessage } from "../messages/message";
import type { Queue, Surroundings } from "../queue/queue";
import type { Entry } from "./message-index";

/** Moves messages that were received too often to the dead-letter queue. */
export class DeadLetters {
  private pending: { readonly sequence: number; readonly message: StoredMessage }[] = [];
  private warned = false;

  constructor(
    private readonly source: Queue,
    private readonly surroundings: Surroundings,
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
      this.surroundings.log.warn("sqs", `${this.source.arn}: dead letters were not moved: ${String(error)}`);
    });
  }

  private async move(moves: typeof this.pending, target: Queue): Promise<void> {
    let written: { readonly sequence: number; readonly message: StoredMessage }[] = [];
    await this.surroundings.storage.together(() => {
      written = moves.map(({ message }) => ({ sequence: target.write(message), message }));
      this.source.erase(moves.map(({ sequence }) => sequence));
    });
    for (const { sequence, message } of written) target.admit(sequence, message);
  }

  private target(): Queue | undefined {
    const arn = this.source.settings.redrive?.deadLetterTargetArn;
    const target = arn === undefined ? undefined : this.surroundings.find(arn);
    if (arn !== undefined && !target && !this.warned) {
      this.warned = true;
      this.surroundings.log.warn("sqs", `${this.source.arn}: its dead-letter queue ${arn} does not exist`);
    }
    return target;
  }
}
