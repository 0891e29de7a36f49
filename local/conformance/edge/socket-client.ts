import { createHash, randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How an opening handshake was answered. */
export interface Opening {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: it was refused. */
  readonly client?: SocketClient;
}

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** A client of a WebSocket that sends frames of the size it is told, which those of libraries do not (RFC 6455). */
export class SocketClient {
  private readonly messages: (string | Buffer)[] = [];
  private pending = Buffer.alloc(0);
  private parts: Buffer[] = [];
  private kind = TEXT;
  /** The code that the other side closed with; 1006 without one. */
  closed: number | undefined;

  private constructor(private readonly socket: Socket) {
    socket.on("close", () => {
      this.closed ??= 1006;
    });
  }

  static open(port: number, target: string, lines: readonly (readonly [string, string])[]): Promise<Opening> {
    return new Promise((resolve, reject) => {
      const key = randomBytes(16).toString("base64");
      const socket = connect(port, "127.0.0.1");
      const own: (readonly [string, string])[] = [
        ["Upgrade", "websocket"],
        ["Connection", "Upgrade"],
        ["Sec-WebSocket-Key", key],
        ["Sec-WebSocket-Version", "13"],
      ];
      const head = [...lines, ...own].map(([name, value]) => `${name}: ${value}\r\n`).join("");
      socket.write(`GET ${target} HTTP/1.1\r\n${head}\r\n`);
      let bytes = Buffer.alloc(0);
      const onData = (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        const end = bytes.indexOf("\r\n\r\n");
        if (end < 0) return;
        socket.off("data", onData);
        const [first = "", ...rest] = bytes.toString("latin1", 0, end).split("\r\n");
        const status = Number(first.split(" ")[1]);
        const headers = Object.fromEntries(
          rest.map((line) => [
            line.slice(0, line.indexOf(":")).toLowerCase(),
            line.slice(line.indexOf(":") + 1).trim(),
          ]),
        );
        const proof = createHash("sha1")
          .update(key + GUID)
          .digest("base64");
        if (status !== 101 || headers["sec-websocket-accept"] !== proof) {
          socket.destroy();
          resolve({ status, headers });
          return;
        }
        const client = new SocketClient(socket);
        client.take(bytes.subarray(end + 4));
        socket.on("data", (more) => client.take(more as Buffer));
        resolve({ status, headers, client });
      };
      socket.on("data", onData);
      socket.on("error", reject);
    });
  }

  /** Sends a message, in frames of at most so many bytes. */
  send(message: string | Buffer, frameSize = Number.POSITIVE_INFINITY): void {
    const bytes = Buffer.from(message as string);
    for (let at = 0; at === 0 || at < bytes.length; at += frameSize) {
      const last = at + frameSize >= bytes.length;
      const opcode = at > 0 ? 0 : typeof message === "string" ? TEXT : BINARY;
      this.frame(opcode, bytes.subarray(at, Math.min(bytes.length, at + frameSize)), last);
      if (last) return;
    }
  }

  close(code: number): void {
    const body = Buffer.alloc(2);
    body.writeUInt16BE(code);
    this.frame(CLOSE, body, true);
  }

  /** The messages that came since this was asked last; waits up to a second until there are `count`. */
  async received(count: number): Promise<(string | Buffer)[]> {
    const until = Date.now() + 1000;
    while (Date.now() < until && this.closed === undefined && (count === 0 || this.messages.length < count)) {
      await sleep(20);
    }
    return this.messages.splice(0);
  }

  async closing(): Promise<number | undefined> {
    for (let tries = 0; tries < 50 && this.closed === undefined; tries++) await sleep(20);
    return this.closed;
  }

  end(): void {
    this.socket.destroy();
  }

  private frame(opcode: number, payload: Buffer, last: boolean): void {
    if (this.socket.destroyed) return;
    const mask = randomBytes(4);
    const { length } = payload;
    const size = length < 126 ? Buffer.from([0x80 | length]) : Buffer.alloc(length < 65_536 ? 3 : 9);
    if (size.length === 3) {
      size[0] = 0x80 | 126;
      size.writeUInt16BE(length, 1);
    } else if (size.length === 9) {
      size[0] = 0x80 | 127;
      size.writeBigUInt64BE(BigInt(length), 1);
    }
    const masked = Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
    this.socket.write(Buffer.concat([Buffer.from([(last ? 0x80 : 0) | opcode]), size, mask, masked]));
  }

  private take(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (;;) {
      const [first, second] = this.pending;
      if (first === undefined || second === undefined) return;
      let [start, length] = [2, second & 0x7f];
      if (length === 126) {
        if (this.pending.length < 4) return;
        [start, length] = [4, this.pending.readUInt16BE(2)];
      } else if (length === 127) {
        if (this.pending.length < 10) return;
        [start, length] = [10, Number(this.pending.readBigUInt64BE(2))];
      }
      if (this.pending.length < start + length) return;
      const payload = this.pending.subarray(start, start + length);
      this.pending = this.pending.subarray(start + length);
      this.handle(first & 0x0f, payload, (first & 0x80) !== 0);
    }
  }

  private handle(opcode: number, payload: Buffer, last: boolean): void {
    if (opcode === CLOSE) {
      this.closed = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.frame(CLOSE, payload, true);
      this.socket.end();
    } else if (opcode === PING) this.frame(PONG, payload, true);
    else if (opcode !== PONG) {
      if (opcode !== 0) this.kind = opcode;
      this.parts.push(payload);
      if (!last) return;
      const whole = Buffer.concat(this.parts.splice(0));
      this.messages.push(this.kind === TEXT ? whole.toString("utf8") : whole);
    }
  }
}
