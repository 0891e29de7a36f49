import { randomBytes } from "node:crypto";

/** What `X-Amzn-Trace-Id` and `_X_AMZN_TRACE_ID` say: `Root=1-…;Parent=…;Sampled=1`. */
export interface TraceHeader {
  readonly root?: string | undefined;
  readonly parent?: string | undefined;
  /** `undefined` where nobody has decided yet. */
  readonly sampled?: boolean | undefined;
}

/** fidelity: docs: X-Ray, "Tracing header" */
export const parseTrace = (header = ""): TraceHeader => {
  const parts = new Map(header.split(";").map((part) => part.trim().split("=", 2) as [string, string | undefined]));
  const sampled = parts.get("Sampled");
  return {
    root: parts.get("Root"),
    parent: parts.get("Parent"),
    sampled: sampled === "1" ? true : sampled === "0" ? false : undefined,
  };
};

/** Of a segment. */
export const newSegmentId = (): string => randomBytes(8).toString("hex");
