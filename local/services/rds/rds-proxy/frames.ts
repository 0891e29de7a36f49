import type { Duplex } from "node:stream";

/** One message of PostgreSQL's protocol after the opening: a type, a length, a body. */
export interface Frame {
  readonly type: string;
  /** As it came. */
  readonly bytes: Buffer;
}

const HEAD = 5;

export const bodyOf = ({ bytes }: Frame): Buffer => bytes.subarray(HEAD);

export const frame = (type: string, body: Buffer): Frame => {
  const bytes = Buffer.alloc(HEAD + body.length);
  bytes.write(type, 0, "latin1");
  bytes.writeInt32BE(body.length + 4, 1);
  body.copy(bytes, HEAD);
  return { type, bytes };
};

/** The first text of a body from an offset on, up to its zero. */
export const textAt = (body: Buffer, offset = 0): string => {
  const end = body.indexOf(0, offset);
  return body.toString("utf8", offset, end < 0 ? body.length : end);
};

/** Hands each message of a stream on as soon as it is whole. */
export const eachFrame = (stream: Duplex, take: (frame: Frame) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= HEAD) {
      const length = rest.readInt32BE(at + 1) + 1;
      if (length < HEAD || length > MAX_BYTES) return void stream.destroy();
      if (rest.length - at < length) break;
      take({ type: rest.toString("latin1", at, at + 1), bytes: rest.subarray(at, at + length) });
      at += length;
    }
    if (at > 0) rest = rest.subarray(at);
  });
};

/** fidelity: docs: PostgreSQL 17, "Limits": a field of 1 GB */
const MAX_BYTES = 2 ** 30;
