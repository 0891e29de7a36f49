import { HeaderList } from "../http/header-list";
import type { GatewayAnswer, GatewayRequest } from "../http/message";

// fidelity: docs: limits: total combined size of request line and header values 10,240 bytes
const MAX_HEAD_BYTES = 10_240;

/** The answer to a request that the gateway does not take at all, which no gateway response shapes; else `undefined`. */
export const beyondLimits = (request: GatewayRequest): GatewayAnswer | undefined => {
  // fidelity: docs: the status; guess: error type and text
  if (request.oversized) return refusal(413, "RequestEntityTooLargeException", "Request Too Long");
  // fidelity: docs: important notes: these must be URL-encoded; how-to-call-api: no %%;
  // observed: 400, as users report; guess: the text
  const [, query = ""] = request.target.split(/\?(.*)/, 2);
  if (/[|{}]|%%/.test(query)) return refusal(400, "BadRequestException", "Bad Request");
  let bytes = request.method.length + request.target.length;
  for (const [, value] of request.headers) bytes += Buffer.byteLength(value);
  // fidelity: guess: the status; docs say only that the request fails
  return bytes > MAX_HEAD_BYTES
    ? refusal(431, "RequestHeaderSectionTooLargeException", "Request header section is too large")
    : undefined;
};

const refusal = (status: number, errorType: string, message: string): GatewayAnswer => ({
  status,
  headers: new HeaderList([
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", errorType],
  ]),
  body: Buffer.from(JSON.stringify({ message })),
});
