import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { GatewayAnswer, GatewayRequest } from "./message";

// fidelity: docs: api-gateway-enable-compression: gzip, deflate and identity
const ENCODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gzipSync, deflate: deflateSync };

/** Compresses an answer of at least `minimum` bytes in the first encoding that the client accepts and the gateway knows. */
export const compress = (
  answer: GatewayAnswer,
  accepted: string | undefined,
  minimum: number | undefined,
): GatewayAnswer => {
  if (minimum === undefined || answer.body.length < minimum || answer.headers.has("Content-Encoding")) return answer;
  const encoding = (accepted ?? "")
    .split(",")
    .map((item) => item.split(";") as [string, string?])
    .filter(([, quality]) => !/^\s*q\s*=\s*0(?:\.0*)?\s*$/.test(quality ?? ""))
    .map(([name]) => name.trim().toLowerCase())
    .find((name) => Object.hasOwn(ENCODERS, name));
  const encode = encoding && ENCODERS[encoding];
  if (!encode) return answer;
  const headers = answer.headers.copy();
  headers.set("Content-Encoding", encoding);
  return { ...answer, headers, body: encode(answer.body) };
};

/** What a decompressed body may grow to; beyond it the request is as too large as if it had come so. */
const MAX_BYTES = 10 * 1024 * 1024;

/** The request with its body decompressed; `"unsupported"` or `"broken"` where it cannot be. */
// fidelity: docs: api-gateway-make-request-with-compressed-payload: 415 and 400
export const decompress = (
  request: GatewayRequest,
  encoding: string | undefined,
): GatewayRequest | "unsupported" | "broken" => {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === "identity" || request.body.length === 0) return request;
  const options = { maxOutputLength: MAX_BYTES };
  try {
    if (name === "gzip") return { ...request, body: gunzipSync(request.body, options) };
    if (name === "deflate") return { ...request, body: inflateSync(request.body, options) };
    return "unsupported";
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return tooLarge ? { ...request, body: Buffer.alloc(0), oversized: true } : "broken";
  }
};
