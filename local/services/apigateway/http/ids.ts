import { randomFillSync, randomUUID } from "node:crypto";
import type { Segment } from "../../xray/traces";

/** Ids of one request. */
export interface RequestIds {
  readonly requestId: string;
  /** What access logs show for it: not what a client sent that is no UUID. */
  readonly loggedRequestId: string;
  /** `x-amz-apigw-id`. */
  readonly extendedRequestId: string;
  /** `X-Amzn-Trace-Id`. */
  readonly traceId: string;
  /** Of the gateway itself, in a trace that is sampled. */
  readonly segment?: Pick<Segment, "id" | "trace_id" | "parent_id">;
}

/** What a client says of the ids of its request. */
interface IncomingIds {
  readonly trace?: string | undefined;
  /** Decides on a trace of which nobody has. Absent: the stage takes no part in traces. */
  readonly sampler?: { samples(): boolean } | undefined;
  /** `x-amzn-RequestId`. */
  readonly request?: string | undefined;
}

// fidelity: docs: set-up-logging: a client's UUID is the request's id; guess: otherwise the gateway makes its own
export const newRequestIds = (now: number, { trace, sampler, request }: IncomingIds = {}): RequestIds => {
  const given = request !== undefined && UUID.test(request) ? request : undefined;
  const requestId = given ?? randomUUID();
  return {
    requestId,
    loggedRequestId: request === given ? requestId : "UUID_REPLACED_INVALID_REQUEST_ID",
    // fidelity: observed: fifteen characters of base64 and a "="
    extendedRequestId: `${random(12).toString("base64url").slice(0, 15)}=`,
    ...traced(now, trace, sampler),
  };
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// fidelity: docs: X-Ray tracing header; a given root is kept, and what is behind is told of the gateway's own segment
const traced = (
  now: number,
  incoming: string | undefined,
  sampler: IncomingIds["sampler"],
): Pick<RequestIds, "traceId" | "segment"> => {
  const given = new Map((incoming ?? "").split(";").map((part) => part.split("=", 2) as [string, string | undefined]));
  const root =
    given.get("Root") ??
    `1-${Math.floor(now / 1000)
      .toString(16)
      .padStart(8, "0")}-${random(12).toString("hex")}`;
  const parent = given.get("Parent");
  const sampled = given.get("Sampled") ?? (parent || sampler?.samples() ? "1" : "0");
  if (!sampler || sampled !== "1")
    return { traceId: `Root=${root};Parent=${parent ?? random(8).toString("hex")};Sampled=${sampled}` };
  const id = random(8).toString("hex");
  return { traceId: `Root=${root};Parent=${id};Sampled=1`, segment: { id, trace_id: root, parent_id: parent } };
};

const pool = Buffer.alloc(8192);
let used = pool.length;

/** Random bytes, drawn many at a time: a call for each id would be an eighth of a request's cost. Read them at once. */
const random = (length: number): Buffer => {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
};
