import type { Readable } from "node:stream";
import { ServiceError } from "../service-error";

/** Above what any emulated API takes: a function's package of 50 MB, written in base64. */
const MAX_BYTES = 70_167_211;

/** @throws {ServiceError} 413 for a body over the limit. */
export const readBody = async (incoming: Readable): Promise<Buffer> => {
  const body = await readUpTo(incoming, MAX_BYTES);
  if (body !== "oversized") return body;
  throw new ServiceError("RequestEntityTooLarge", `the body is over ${MAX_BYTES} bytes`, 413);
};

/**
 * Reads to the end; of a body over the limit nothing is kept. By events: iterating over the stream costs several times
 * as much. Rejects when the client has gone.
 */
export const readUpTo = (incoming: Readable, limit: number): Promise<Buffer | "oversized"> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    incoming.on("end", () => {
      if (bytes > limit) resolve("oversized");
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes));
    });
    incoming.on("error", reject);
  });
