import type { FunctionEvent } from "./event";

// fidelity: docs: "Restrictions on edge functions", Disallowed headers
const DISALLOWED = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "trailer",
  "upgrade",
  "x-accel-buffering",
  "x-accel-charset",
  "x-accel-limit-rate",
  "x-accel-redirect",
  "x-amzn-auth",
  "x-amzn-cf-billing",
  "x-amzn-cf-id",
  "x-amzn-cf-xff",
  "x-amzn-errortype",
  "x-amzn-fle-profile",
  "x-amzn-header-count",
  "x-amzn-header-order",
  "x-amzn-lambda-integration-tag",
  "x-amzn-requestid",
  "x-cache",
  "x-forwarded-proto",
  "x-real-ip",
]);

/** Whether a header, in lower case, is neither shown to functions nor taken from them. */
export const isDisallowed = (name: string): boolean => DISALLOWED.has(name) || /^x-(amz-cf|edge)-/.test(name);

// fidelity: docs: "Restrictions on edge functions", Read-only headers in viewer request and viewer response events
export const READ_ONLY: Record<FunctionEvent["context"]["eventType"], readonly string[]> = {
  "viewer-request": ["content-length", "host", "transfer-encoding", "via"],
  "viewer-response": ["warning", "via"],
};
