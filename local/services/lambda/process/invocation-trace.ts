import { randomUUID } from "node:crypto";
import { newSegmentId, parseTrace } from "../../xray/trace-header";
import type { Traces } from "../../xray/traces";

/** What a function is told of its trace, and what is written of it once it has answered. */
export interface InvocationTrace {
  readonly header: string;
  /** Absent where the trace is not sampled. */
  readonly end?: (failed: boolean) => void;
}

interface Traced {
  readonly functionName: string;
  /** Whether the function takes part: `tracingConfig` is `Active`. */
  readonly active: boolean;
  readonly requestId: string;
  /** Of the request that leads here. */
  readonly incoming: string | undefined;
}

/**
 * The trace of an invocation: that of the request which leads to it, or one of its own.
 *
 * fidelity: docs: Lambda, "Visualize Lambda function invocations using AWS X-Ray": a decision made before counts, otherwise
 * X-Ray's sampling; two segments, that of the service and below it that of the function
 */
export const invocationTrace = (traces: Traces, now: () => number, traced: Traced): InvocationTrace => {
  const { root, parent, sampled } = traced.incoming === undefined ? {} : parseTrace(traced.incoming);
  const begun = now();
  const traceId = root ?? newTraceId(begun);
  if (!traced.active || !(sampled ?? traces.samples())) {
    const passed = !traced.active && sampled && parent !== undefined;
    return { header: `Root=${traceId};Parent=${passed ? parent : newParentId()};Sampled=${passed ? 1 : 0}` };
  }
  const [service, own] = [newSegmentId(), newSegmentId()];
  const end = (failed: boolean): void => {
    const { functionName: name, requestId } = traced;
    const about = {
      trace_id: traceId,
      name,
      start_time: begun / 1000,
      end_time: now() / 1000,
      aws: { request_id: requestId },
      ...(failed && { fault: true }),
    };
    traces.write({ ...about, id: service, parent_id: parent, origin: "AWS::Lambda" });
    traces.write({ ...about, id: own, parent_id: service, origin: "AWS::Lambda::Function" });
  };
  return { header: `Root=${traceId};Parent=${own};Sampled=1`, end };
};

// Node draws the bytes of UUIDs many at a time, which makes them far cheaper than a few random bytes.
const newTraceId = (now: number): string =>
  `1-${Math.floor(now / 1000).toString(16)}-${randomUUID().replaceAll("-", "").slice(0, 24)}`;

const newParentId = (): string => {
  const random = randomUUID();
  return random.slice(-12) + random.slice(0, 4);
};
