import type { WebSocket } from "ws";
import type { Clock } from "../../../cloud/clock";
import type { ConnectionFacts } from "./events";

// fidelity: docs: Amazon API Gateway quotas, WebSocket API: connection duration 2 hours, idle timeout 10 minutes
const LONGEST_MS = 2 * 60 * 60_000;
const IDLE_MS = 10 * 60_000;

// fidelity: guess: RFC 6455: an endpoint that goes away
const GOING_AWAY = 1001;

/** An open connection. */
export class Connection {
  lastActiveAt: number;
  private cancel = (): void => {};

  constructor(
    readonly facts: ConnectionFacts,
    private readonly socket: WebSocket,
    private readonly clock: Clock,
  ) {
    this.lastActiveAt = facts.connectedAt;
    this.watch();
  }

  /** Something went over the connection. */
  touch(): void {
    this.lastActiveAt = this.clock.now();
  }

  send(text: string): void {
    this.touch();
    this.socket.send(text);
  }

  close(code: number, reason = ""): void {
    this.socket.close(code, reason);
  }

  /** The connection is gone. */
  ended(): void {
    this.cancel();
  }

  /** One timer, set anew when it has run out: a message costs none. */
  private watch(): void {
    const now = this.clock.now();
    const { connectedAt } = this.facts;
    const end = Math.min(connectedAt + LONGEST_MS, this.lastActiveAt + IDLE_MS);
    if (now >= end) {
      this.close(GOING_AWAY, "Going away");
      return;
    }
    this.cancel = this.clock.after(end - now, () => this.watch());
  }
}
