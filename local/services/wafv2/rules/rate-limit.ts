import { clientAddresses } from "./addresses";
import type { Test } from "./inspection";
import { NotEmulated } from "./not-emulated";
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
    const keys = keyOf(inspection.request);
    if (typeof keys === "boolean") return keys;
    return keys.some((key) => counts.add(key, inspection.now) > limit);
  };
};

const readKey = (statement: Json, scoped: boolean): ReturnType<typeof clientAddresses> => {
  const type = textOf(statement.aggregateKeyType) || "IP";
  if (type === "IP") return clientAddresses(undefined);
  if (type === "FORWARDED_IP") return clientAddresses({ position: "FIRST", ...objectOf(statement.forwardedIpConfig) });
  if (type !== "CONSTANT") throw new NotEmulated(`aggregateKeyType ${type}`);
  if (!scoped) throw new Error("aggregateKeyType CONSTANT needs a scopeDownStatement");
  return () => ["all"];
};
