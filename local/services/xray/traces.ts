import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Cloud } from "../../cloud/cloud";

/** A document of X-Ray, as it is sent. */
export interface Segment {
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id?: string | undefined;
  readonly name: string;
  readonly [member: string]: unknown;
}

/** fidelity: docs: X-Ray, "Sampling rules": one request each second, and five percent of any additional ones */
const SHARE = 0.05;

/**
 * Where traces go: gateway and functions write their segments, and functions send theirs to the daemon's port. Each is a
 * line of `.local/logs/traces.log`; the API of X-Ray does not give them back.
 */
export class Traces {
  private socket: Socket | undefined;
  private sampledIn = 0;

  constructor(private readonly cloud: Pick<Cloud, "clock" | "log">) {}

  /** Opens the port of the daemon. */
  async start(): Promise<void> {
    const socket = createSocket("udp4", (datagram) => this.received(datagram.toString("utf8")));
    this.socket = socket;
    socket.bind(0, "127.0.0.1").unref();
    await once(socket, "listening");
  }

  stop(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  /** `127.0.0.1:2000`; absent before it is open. */
  get daemon(): string | undefined {
    return this.socket && `127.0.0.1:${this.socket.address().port}`;
  }

  /** Whether a trace that begins here is kept. */
  samples(): boolean {
    const second = Math.floor(this.cloud.clock.now() / 1000);
    if (second === this.sampledIn) return Math.random() < SHARE;
    this.sampledIn = second;
    return true;
  }

  write(segment: Segment): void {
    this.cloud.log.output("traces", JSON.stringify(segment), { shown: false });
  }

  /** fidelity: docs: X-Ray, "Sending segment documents": a header, a line break, the document */
  private received(datagram: string): void {
    const [, document] = /^\{"format": ?"json", ?"version": ?1\}\n([\s\S]+)$/.exec(datagram) ?? [];
    try {
      if (document === undefined) throw new Error("it has no header");
      this.write(JSON.parse(document));
    } catch (error) {
      this.cloud.log.warn("xray", `a datagram to the daemon is no segment: ${(error as Error).message}`);
    }
  }
}
