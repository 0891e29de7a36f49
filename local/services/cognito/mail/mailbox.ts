import type { Collection, Storage } from "../../../data/storage";

/** What a code is for: an attribute's name where it verifies that one. */
export type Purpose = "signUp" | "signIn" | "forgotPassword" | "invitation" | "email" | "phone_number";

/** What was sent to a user: a code or a temporary password, in words. */
export interface Message {
  readonly pool: string;
  readonly user: string;
  /** An e-mail address or a phone number; the user's name where there is neither. */
  readonly address: string;
  readonly purpose: Purpose;
  readonly code: string;
  /** E-mail alone has one. */
  readonly subject?: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly sent: number;
}

/** Of one pool: who floods it with sign-ups fills no disk. */
const MAX_KEPT = 500;

/** Everything that user pools sent, the latest of each. It survives restarts, as what lies in a mailbox does. */
export class Mailbox {
  private readonly messages: Collection<Message>;
  /** Number of the latest message by pool. */
  private readonly latest = new Map<string, number>();

  constructor(storage: Storage) {
    this.messages = storage.collection("cognito.messages");
    for (const [key, { pool }] of this.messages.entries()) this.latest.set(pool, numberOf(key));
  }

  async keep(message: Message): Promise<void> {
    const { pool } = message;
    const number = (this.latest.get(pool) ?? 0) + 1;
    this.latest.set(pool, number);
    void this.messages.remove(keyOf(pool, number - MAX_KEPT));
    await this.messages.put(keyOf(pool, number), message);
  }

  /** Of one pool after the other, the latest last. */
  all(): readonly Message[] {
    return [...this.messages.entries()].map(([, message]) => message);
  }

  async forget(pool: string): Promise<void> {
    for (const message of [...this.messages.entries()]) {
      const [key, { pool: of }] = message;
      if (of === pool) await this.messages.remove(key);
    }
    this.latest.delete(pool);
  }
}

/** Keys sort as texts. */
const keyOf = (pool: string, number: number): string => `${pool}/${String(number).padStart(12, "0")}`;

const numberOf = (key: string): number => Number(key.slice(key.lastIndexOf("/") + 1));
