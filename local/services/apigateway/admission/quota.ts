import type { Client, Quota } from "./usage-plans";

/** Counts of the current periods; kept by whoever owns the storage. */
export interface UsageCounts {
  get(key: string): number;
  set(key: string, count: number): void;
}

/** Counts the request against the client's quota; `false` when nothing is left. */
export const withinQuota = (client: Client, counts: UsageCounts, now: number): boolean => {
  const { quota } = client.plan;
  if (!quota) return true;
  const period = periodStart(quota, now);
  const key = `${client.plan.id}/${client.key.id}/${period}`;
  const used = counts.get(key);
  // fidelity: docs: QuotaSettings: the offset is subtracted in the initial time period
  const offset = periodStart(quota, quota.since ?? now) === period ? quota.offset : 0;
  if (used + offset >= quota.limit) return false;
  counts.set(key, used + 1);
  return true;
};

const DAY = 86_400_000;

// fidelity: docs: CreateUsagePlan: periods in UTC, a week begins on Sunday
const periodStart = ({ period }: Quota, now: number): string => {
  const date = new Date(now);
  if (period === "MONTH") return date.toISOString().slice(0, 7);
  const day = period === "WEEK" ? new Date(now - date.getUTCDay() * DAY) : date;
  return day.toISOString().slice(0, 10);
};
