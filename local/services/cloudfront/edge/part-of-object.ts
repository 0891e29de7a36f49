import { randomBytes } from "node:crypto";
import type { EdgeAnswer, ViewerRequest } from "./message";

interface Range {
  readonly first: number;
  readonly last: number;
}

/**
 * What a viewer who has the object already, or asks for a part, gets of it.
 * @param cached whether it comes from the cache: an origin that gives no parts is passed on whole
 */
// fidelity: docs: RangeGETs: what the origin answers is passed on, later parts come from the cache
export const asAsked = (answer: EdgeAnswer, request: ViewerRequest, cached: boolean): EdgeAnswer => {
  if (answer.status !== 200 || (request.method !== "GET" && request.method !== "HEAD")) return answer;
  if (isKnown(answer, request)) {
    answer.stream?.destroy();
    const headers = answer.headers.copy();
    headers.removeAll(OF_BODY);
    return { status: 304, headers, body: Buffer.alloc(0) };
  }
  return cached && request.method === "GET" ? partOf(answer, request) : answer;
};

const OF_BODY = new Set(["content-length", "content-encoding", "content-type", "content-range"]);

/** If-None-Match counts before If-Modified-Since; ETags are compared weakly. RFC 9110, 13.1 */
const isKnown = ({ headers }: EdgeAnswer, request: ViewerRequest): boolean => {
  const etags = request.headers.get("if-none-match");
  if (etags !== undefined) {
    const own = headers.get("etag");
    return etags.trim() === "*" || (own !== undefined && etags.split(",").some((etag) => strong(etag) === strong(own)));
  }
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  const modified = Date.parse(headers.get("last-modified") ?? "");
  return modified <= since;
};

const strong = (etag: string): string => etag.trim().replace(/^W\//, "");

const partOf = (answer: EdgeAnswer, request: ViewerRequest): EdgeAnswer => {
  const asked = request.headers.get("range");
  if (asked === undefined || !isCurrent(answer, request)) return answer;
  const { length } = answer.body;
  const ranges = readRanges(asked, length);
  if (ranges === undefined) return answer;
  const headers = answer.headers.copy();
  headers.remove("content-length");
  if (ranges.length === 0) {
    headers.set("Content-Range", `bytes */${length}`);
    return { status: 416, headers, body: Buffer.alloc(0) };
  }
  const [only, second] = ranges;
  if (only && !second) {
    headers.set("Content-Range", `bytes ${only.first}-${only.last}/${length}`);
    return { status: 206, headers, body: answer.body.subarray(only.first, only.last + 1) };
  }
  const boundary = `CloudFront:${randomBytes(16).toString("hex").toUpperCase()}`;
  const type = headers.get("content-type") ?? "application/octet-stream";
  headers.set("Content-Type", `multipart/byteranges; boundary=${boundary}`);
  const parts = ranges.flatMap(({ first, last }) => [
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${first}-${last}/${length}\r\n\r\n`,
    ),
    answer.body.subarray(first, last + 1),
  ]);
  return { status: 206, headers, body: Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`)]) };
};

const isCurrent = ({ headers }: EdgeAnswer, request: ViewerRequest): boolean => {
  const condition = request.headers.get("if-range");
  return condition === undefined || condition === headers.get("etag") || condition === headers.get("last-modified");
};

/** `undefined`: the whole object; none: there is nothing of what is asked. */
// fidelity: docs: RangeGETs: several ranges in ascending order that do not overlap, otherwise the whole object
const readRanges = (text: string, length: number): readonly Range[] | undefined => {
  const [, list] = /^bytes=(.+)$/.exec(text.trim()) ?? [];
  const ranges: Range[] = [];
  for (const item of list?.split(",") ?? []) {
    const [, from = "", to = ""] = /^\s*(\d*)-(\d*)\s*$/.exec(item) ?? [];
    if (from === "" && to === "") return undefined;
    const first = from === "" ? Math.max(0, length - Number(to)) : Number(from);
    const last = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
    if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined;
    if (first <= last) ranges.push({ first, last });
  }
  if (list === undefined) return undefined;
  const ascending = ranges.every(({ first }, index) => index === 0 || first > (ranges[index - 1]?.last ?? 0));
  return ascending ? ranges : undefined;
};
