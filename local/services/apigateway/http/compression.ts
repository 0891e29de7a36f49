import { deflateSync, gunzipSync, gzipSync, inflateSync, type ZlibOptions } from "node:zlib";
import type { GatewayAnswer, GatewayRequest } from "./message";

// fidelity: docs: api-gateway-enable-compression: gzip, deflate and identity
const ENCODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = { gzip: gzipSync, deflate: deflateSync };
const DECODERS: Readonly<Record<string, (bytes: Buffer, options: ZlibOptions) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
};

/** Compresses an answer of at least `minimum` bytes in the encoding that the client likes best, if the gateway knows it. */
export const compress = (
  answer: GatewayAnswer,
  accepted: string | undefined,
  minimum: number | undefined,
): GatewayAnswer => {
  const { length } = answer.body;
  // fidelity: docs: response-transfer-mode: an answer that is streamed is not compressed
  if (minimum === undefined || length < minimum || length === 0 || answer.stream) return answer;
  if (answer.headers.has("Content-Encoding")) return answer;
  const encoding = preferred(accepted ?? "");
  const encode = encoding && ENCODERS[encoding];
  if (!encode) return answer;
  const headers = answer.headers.copy();
  headers.set("Content-Encoding", encoding);
  return { ...answer, headers, body: encode(answer.body) };
};

/** Of the encodings of the highest quality the first that the gateway knows. */
// fidelity: docs: api-gateway-enable-compression: unless it knows the highest priority, nothing is compressed
const preferred = (accepted: string): string | undefined => {
  const items = accepted.split(",").map((item) => {
    const [name = "", parameter = ""] = item.split(";");
    const quality = Number(/^\s*q\s*=\s*([\d.]+)\s*$/i.exec(parameter)?.[1] ?? 1);
    return { name: name.trim().toLowerCase(), quality };
  });
  const highest = Math.max(...items.map(({ quality }) => quality));
  if (!(highest > 0)) return undefined;
  return items.find(({ name, quality }) => quality === highest && Object.hasOwn(ENCODERS, name))?.name;
};

/** What a decompressed body may grow to; beyond it the request is as too large as if it had come so. */
const MAX_BYTES = 10 * 1024 * 1024;

/** The request with its body decompressed, if that has at least `minimum` bytes; `"unsupported"` where it cannot be. */
// fidelity: docs: api-gateway-make-request-with-compressed-payload: 415 for an unknown encoding and for a body that is
// not in it; api-gateway-enable-compression: a smaller body is left as it is
export const decompress = (
  request: GatewayRequest,
  encoding: string | undefined,
  minimum: number,
): GatewayRequest | "unsupported" => {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === "identity" || request.body.length === 0) return request;
  const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
  if (!decode) return "unsupported";
  if (request.body.length < minimum) return request;
  try {
    return { ...request, body: decode(request.body, { maxOutputLength: MAX_BYTES }) };
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return tooLarge ? { ...request, body: Buffer.alloc(0), oversized: true } : "unsupported";
  }
};
