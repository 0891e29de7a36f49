import type { Clock } from "../../../cloud/clock";
import type { ReceivedMessage } from "../messages/message";
import { DEDUPLICATION_MS } from "./deduplication";

export interface Attempt {
  readonly messages: readonly ReceivedMessage[];
  /** How long they were hidden. */
  readonly until: number;
}

/**
 * Receives by ReceiveRequestAttemptId: a consumer that lost the answer asks again and has the same messages. In memory
 * alone, for a restart shows all messages again anyway.
 */
export class ReceiveAttempts {
  /** The oldest first. */
  private readonly recent = new Map<string, Attempt & { readonly at: number }>();

  constructor(private readonly clock: Clock) {}

  find(id: string): Attempt | undefined {
    const until = this.clock.now() - DEDUPLICATION_MS;
    for (const [each, { at }] of this.recent) {
      if (at > until) break;
      this.recent.delete(each);
    }
    return this.recent.get(id);
  }

  note(id: string, attempt: Attempt): void {
    this.recent.delete(id);
    this.recent.set(id, { ...attempt, at: this.clock.now() });
  }
}
