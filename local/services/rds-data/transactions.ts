import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { transactionNotFound } from "./errors";

/** fidelity: docs: API_BeginTransaction: rolled back after three minutes without a call, and after 24 hours */
export const LIFETIMES = { idleMs: 180_000, wholeMs: 24 * 3_600_000 } as const;

interface Transaction {
  readonly client: Client;
  /** Of the cluster and the secret that began it. */
  readonly owner: string;
  timer: NodeJS.Timeout;
  readonly endsAt: number;
}

/** Transactions that go on over several calls, each with a connection of its own. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();

  constructor(private readonly lifetimes: { readonly idleMs: number; readonly wholeMs: number } = LIFETIMES) {}

  /** Takes a connection in which a transaction has begun. */
  begin(client: Client, owner: string): string {
    const id = randomBytes(138).toString("base64");
    this.open.set(id, {
      client,
      owner,
      timer: this.expiry(id, this.lifetimes.idleMs),
      endsAt: Date.now() + this.lifetimes.wholeMs,
    });
    client.once("end", () => this.forget(id));
    return id;
  }

  /** @throws {ServiceError} when there is none, or it is somebody else's. */
  client(id: string, owner: string): Client {
    const found = this.open.get(id);
    if (!found || found.owner !== owner) throw transactionNotFound(id);
    clearTimeout(found.timer);
    found.timer = this.expiry(id, Math.min(this.lifetimes.idleMs, found.endsAt - Date.now()));
    return found.client;
  }

  forget(id: string): void {
    clearTimeout(this.open.get(id)?.timer);
    this.open.delete(id);
  }

  async stop(): Promise<void> {
    const all = [...this.open];
    for (const [id] of all) this.forget(id);
    await Promise.all(all.map(([, { client }]) => client.end().catch(() => {})));
  }

  /** PostgreSQL rolls back what its client leaves in the middle. */
  private expiry(id: string, ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      const found = this.open.get(id);
      this.forget(id);
      void found?.client.end().catch(() => {});
    }, ms).unref();
  }
}
