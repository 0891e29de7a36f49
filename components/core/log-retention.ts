import { ArgsError } from "./args-error";
import { type Duration, toDays } from "./duration";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html (read 2026-11) */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * The days that CloudWatch keeps the events of a log group.
 *
 * @throws {ArgsError} when CloudWatch knows no such retention; names the nearest that is long enough.
 */
export const toLogRetentionDays = (component: string, path: string, value: Duration): number => {
  const days = toDays(component, path, value);
  const kept = DAYS.find((candidate) => candidate >= days);
  if (kept !== days)
    throw new ArgsError(
      component,
      path,
      `must be one of ${DAYS.join(", ")} days; ${kept === undefined ? `the longest is "3653 days"` : `the next one is "${kept} days"`} (it is "${value}")`,
    );
  return days;
};
