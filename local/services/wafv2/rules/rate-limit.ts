import { forwardedAddress } from "./addresses";
import type { Test } from "./inspection";
import { type KeyOf, readCustomKeys } from "./rate-keys";
import { RequestCounts } from "./request-counts";
import { type Json, objectOf, textOf } from "./shapes";

const WINDOWS = [60, 120, 300, 600];

/**
 * Matches whoever sent more than `limit` requests within the last window, refused ones counted.
 * fidelity: docs: waf-rule-statement-type-rate-based; WAF looks every few seconds and estimates, this one counts each
 */
export const readRateLimit = (statement: Json, scopeDown: Test | undefined): Test => {
  const limit = Number(statement.limit);
  if (!(limit >= 10 && limit <= 2_000_000_000)) throw new Error("limit must be 10 to 2,000,000,000 requests");
  const window = Number(statement.evaluationWindowSec ?? 300);
  if (!WINDOWS.includes(window)) throw new Error(`evaluationWindowSec must be one of ${WINDOWS.join(", ")}`);
  const counts = new RequestCounts(window * 1000);
  const keyOf = readKey(statement, scopeDown !== undefined);
  return (inspection) => {
    if (scopeDown && !scopeDown(inspection)) return false;
    const key = keyOf(inspection);
    return typeof key === "string" ? counts.add(key, inspection.now) > limit : key === true;
  };
};

const readKey = (statement: Json, scoped: boolean): KeyOf => {
  const type = textOf(statement.aggregateKeyType) || "IP";
  if (type === "IP") return ({ request }) => request.sourceIp;
  if (type === "FORWARDED_IP") return forwardedAddress(objectOf(statement.forwardedIpConfig));
  if (type === "CUSTOM_KEYS") return readCustomKeys(statement);
  if (type !== "CONSTANT") throw new Error(`aggregateKeyType "${type}" is none of WAF's`);
  if (!scoped) throw new Error("aggregateKeyType CONSTANT needs a scopeDownStatement");
  return () => "all";
};
