import { HeaderList } from "../http/header-list";
import type { GatewayAnswer, GatewayRequest } from "../http/message";

// fidelity: docs: limits: total combined size of request line and header values 10,240 bytes
const MAX_HEAD_BYTES = 10_240;

/** The answer to a request that the gateway does not take at all, which no gateway response shapes; else `undefined`. */
export const beyondLimits = (request: GatewayRequest): GatewayAnswer | undefined => {
  // fidelity: observed: answers that users quote: plain text, whatever REQUEST_TOO_LARGE says
  if (request.oversized) return plainRefusal(413, "HTTP content length exceeded 10485760 bytes.");
  // fidelity: docs: important notes: these must be URL-encoded; how-to-call-api: no %%;
  // observed: 400, as users report; guess: the text
  const [, query = ""] = request.target.split(/\?(.*)/, 2);
  if (/[|{}]|%%/.test(query)) return badQuery();
  let bytes = request.method.length + request.target.length;
  for (const [, value] of request.headers) bytes += Buffer.byteLength(value);
  // fidelity: observed: the text, as users quote it; guess: the status
  return bytes > MAX_HEAD_BYTES ? plainRefusal(431, "HTTP header is larger than 10240 bytes.") : undefined;
};

const plainRefusal = (status: number, text: string): GatewayAnswer => ({
  status,
  headers: new HeaderList([["Content-Type", "text; charset=utf-8"]]),
  body: Buffer.from(text),
});

const badQuery = (): GatewayAnswer => ({
  status: 400,
  headers: new HeaderList([
    ["Content-Type", "application/json"],
    ["x-amzn-ErrorType", "BadRequestException"],
  ]),
  body: Buffer.from('{"message":"Bad Request"}'),
});
