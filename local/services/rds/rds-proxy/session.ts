import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";
import { fatal } from "../proxy/protocol";
import { type Backend, type Login, RefusedByDatabase } from "./backend";
import { bodyOf, eachFrame, type Frame, frame } from "./frames";
import { pins } from "./pinning";
import { BorrowTimeout, type Pool } from "./pool";

/** What a client of a proxy sees: a session that has a connection to the database while a transaction lasts. */
export class Session {
  /** By which a client asks to cancel. */
  readonly key = randomBytes(8);
  private backend: Backend | undefined;
  private borrowing = false;
  private readonly held: Frame[] = [];
  /** ReadyForQuery messages that are still to come. */
  private expected = 0;
  private pinned = false;

  constructor(
    private readonly client: Duplex,
    private readonly login: Login,
    private readonly pool: Pool,
    private readonly notePin: (why: string) => void,
  ) {}

  /** Tells the client that it is in, in the database's own words, and serves it till it goes. */
  async start(): Promise<void> {
    this.client.once("close", () => this.leave());
    try {
      const backend = await this.pool.borrow(this.login);
      const { parameters } = backend;
      this.pool.giveBack(backend);
      const greeting = [frame("R", Buffer.alloc(4)), ...parameters, frame("K", this.key), READY];
      this.client.write(Buffer.concat(greeting.map(({ bytes }) => bytes)));
    } catch (error) {
      return this.fail(error);
    }
    eachFrame(this.client, (one) => this.fromClient(one));
  }

  cancel(): void {
    this.backend?.cancel();
  }

  private fromClient(one: Frame): void {
    if (one.type === "X") return void this.client.end();
    const why = this.pinned ? undefined : pins(one);
    if (why !== undefined) {
      this.pinned = true;
      this.notePin(why);
    }
    if (ASKS_FOR_READY.has(one.type)) this.expected += 1;
    if (this.backend) return void this.backend.write(one);
    this.held.push(one);
    if (!this.borrowing) void this.borrow();
  }

  private async borrow(): Promise<void> {
    this.borrowing = true;
    try {
      const backend = await this.pool.borrow(this.login);
      if (this.client.destroyed) return this.pool.giveBack(backend);
      this.backend = backend;
      backend.attach(
        (one) => this.fromDatabase(one),
        () => this.lost(),
      );
      for (const one of this.held.splice(0)) backend.write(one);
    } catch (error) {
      this.fail(error);
    } finally {
      this.borrowing = false;
    }
  }

  private fromDatabase(one: Frame): void {
    this.client.write(one.bytes);
    if (one.type !== "Z") return;
    this.expected -= 1;
    const idle = bodyOf(one).toString("latin1") === IDLE;
    if (this.expected > 0 || !idle || this.pinned || !this.backend) return;
    const { backend } = this;
    this.backend = undefined;
    this.pool.giveBack(backend);
  }

  /** The database ended a connection that is lent: so does the client's. */
  private lost(): void {
    const { backend } = this;
    this.backend = undefined;
    if (backend) this.pool.discard(backend);
    this.client.end();
  }

  private leave(): void {
    const { backend } = this;
    this.backend = undefined;
    if (backend) this.pool.discard(backend);
  }

  private fail(error: unknown): void {
    if (error instanceof RefusedByDatabase) this.client.end(error.frame.bytes);
    else if (error instanceof BorrowTimeout) this.client.end(fatal(TOO_MANY, error.message));
    else this.client.end(fatal(UNREACHABLE, "Database is not available"));
  }
}

const ASKS_FOR_READY = new Set(["Q", "S", "F"]);
const IDLE = "I";
const READY = frame("Z", Buffer.from(IDLE));

/** fidelity: guess: AWS's words are documented, their SQLSTATE is not */
const TOO_MANY = "53300";
const UNREACHABLE = "08006";
