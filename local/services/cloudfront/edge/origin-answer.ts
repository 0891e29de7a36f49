import { HeaderList } from "../../apigateway/http/header-list";
import type { Behavior } from "../distribution/plan";
import type { EdgeAnswer } from "./message";

/** Of one connection, and those that CloudFront itself says. */
const REMOVED = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-amz-cf-id",
  "x-amz-cf-pop",
  "x-cache",
]);

/** An origin's answer as it is cached and passed on. */
// fidelity: docs: ResponseBehavior, HTTP response headers that CloudFront removes or replaces
export const cleaned = (answer: EdgeAnswer, behavior: Behavior): EdgeAnswer => {
  const headers = new HeaderList();
  for (const [name, value] of answer.headers.entries()) {
    const lower = name.toLowerCase();
    if (REMOVED.has(lower) || lower.startsWith("x-edge-")) continue;
    if (lower !== "vary") headers.add(name, value);
  }
  const vary = varyOf(answer.headers.getAll("vary"), behavior);
  if (vary !== undefined) headers.add("Vary", vary);
  if (!cookiesForwarded(behavior)) headers.remove("set-cookie");
  return { ...answer, headers };
};

/** Those names that make a difference here. */
const varyOf = (values: readonly string[], { cache, forward }: Behavior): string | undefined => {
  const kept = values
    .join(",")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => {
      const lower = name.toLowerCase();
      if (lower === "") return false;
      if (lower === "accept-encoding") return true;
      if (lower === "cookie") return cache.cookies.kind !== "none" || forward.cookies.kind !== "none";
      return cache.headers.includes(lower) || forward.header(lower);
    });
  return kept.length > 0 ? kept.join(", ") : undefined;
};

// fidelity: docs: Cookies (legacy settings, none): Set-Cookie is removed; guess: policies that forward no cookie do the same
const cookiesForwarded = ({ cache, forward }: Behavior): boolean =>
  cache.cookies.kind !== "none" || forward.cookies.kind !== "none";
