import type { Duplex } from "node:stream";

// fidelity: docs: PostgreSQL 17, "Frontend/Backend Protocol, Message Formats"
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const MAX_STARTUP_BYTES = 10_000;
const MAX_PASSWORD_BYTES = 65_535;
const PASSWORD_MESSAGE = "p".charCodeAt(0);

/** The first packet of a connection. `packet` is what to hand on as it came. */
export type Opening =
  | { readonly kind: "tls"; readonly packet: Buffer }
  | { readonly kind: "gss"; readonly packet: Buffer }
  | { readonly kind: "cancel"; readonly packet: Buffer }
  | { readonly kind: "startup"; readonly packet: Buffer; readonly parameters: Readonly<Record<string, string>> };

/** Reads the first packet; `undefined` when the client is gone before. */
export const readOpening = async (stream: Duplex): Promise<Opening | undefined> => {
  const head = await readExactly(stream, 4);
  if (!head) return undefined;
  const length = head.readInt32BE(0);
  if (length < 8 || length > MAX_STARTUP_BYTES)
    throw new Error(`not a PostgreSQL client: opening packet of ${length} bytes`);
  const rest = await readExactly(stream, length - 4);
  if (!rest) return undefined;
  const packet = Buffer.concat([head, rest]);
  switch (rest.readInt32BE(0)) {
    case SSL_REQUEST:
      return { kind: "tls", packet };
    case GSS_REQUEST:
      return { kind: "gss", packet };
    case CANCEL_REQUEST:
      return { kind: "cancel", packet };
    default:
      return { kind: "startup", packet, parameters: parameters(rest.subarray(4)) };
  }
};

/** Asks for a password in clear, as RDS does for IAM tokens, and reads it. */
export const askPassword = async (stream: Duplex): Promise<string | undefined> => {
  const request = Buffer.alloc(9);
  request.write("R");
  request.writeInt32BE(8, 1);
  request.writeInt32BE(3, 5);
  stream.write(request);
  const head = await readExactly(stream, 5);
  if (!head) return undefined;
  const length = head.readInt32BE(1) - 4;
  if (head[0] !== PASSWORD_MESSAGE || length < 1 || length > MAX_PASSWORD_BYTES) return undefined;
  const body = await readExactly(stream, length);
  return body?.subarray(0, length - 1).toString("utf8");
};

/** An ErrorResponse that ends the session. */
export const fatal = (code: string, message: string): Buffer => {
  const fields = [`SFATAL`, `VFATAL`, `C${code}`, `M${message}`].map((field) => `${field}\0`).join("");
  const body = Buffer.from(`${fields}\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

const parameters = (body: Buffer): Record<string, string> => {
  const words = body.toString("utf8").split("\0");
  const result: Record<string, string> = {};
  for (let i = 0; i + 1 < words.length && words[i]; i += 2) result[words[i] ?? ""] = words[i + 1] ?? "";
  return result;
};

const readExactly = async (stream: Duplex, size: number): Promise<Buffer | undefined> => {
  for (;;) {
    const chunk: Buffer | null = stream.read(size);
    if (chunk?.length === size) return chunk;
    if (chunk || stream.readableEnded || stream.destroyed) return undefined;
    await new Promise<void>((resolve) => {
      const wake = () => {
        for (const event of WAKING) stream.off(event, wake);
        resolve();
      };
      for (const event of WAKING) stream.on(event, wake);
    });
  }
};

const WAKING = ["readable", "end", "close", "error"] as const;
