import type { IncomingMessage } from "node:http";
import { ServiceError } from "./service-error";

/** Above what any emulated API takes: 6 MB for Lambda, 1 MiB of SQS messages written as JSON or form (up to sixfold). */
const MAX_BYTES = 16 * 1024 * 1024;

/** @throws {ServiceError} 413 for a body over the limit; the rest of it is not kept. */
export const readBody = (incoming: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    incoming.on("end", () => {
      if (bytes <= MAX_BYTES) resolve(Buffer.concat(chunks, bytes));
      else reject(new ServiceError("RequestEntityTooLarge", `the body is over ${MAX_BYTES} bytes`, 413));
    });
    incoming.on("error", reject);
  });
