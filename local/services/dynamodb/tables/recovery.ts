import type { TableRecord } from "./table-record";

/** What can be restored of a table, were there restores here. */
// fidelity: docs: "Point-in-time recovery": to five minutes ago at most, 35 days back
export const describeRecovery = ({ recovery }: TableRecord, now: number): object => ({
  ContinuousBackupsStatus: "ENABLED",
  PointInTimeRecoveryDescription: recovery
    ? {
        PointInTimeRecoveryStatus: "ENABLED",
        RecoveryPeriodInDays: recovery.days,
        EarliestRestorableDateTime: Math.max(recovery.since, now - recovery.days * 86_400_000) / 1000,
        LatestRestorableDateTime: Math.max(recovery.since, now - 300_000) / 1000,
      }
    : { PointInTimeRecoveryStatus: "DISABLED" },
});
