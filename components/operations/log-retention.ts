import { ArgsError } from "../core/args-error";
import { type Duration, toDays } from "../core/duration";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html (read 2026-10) */
const DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Days for which CloudWatch keeps log events.
 *
 * @throws {ArgsError} when CloudWatch does not offer that many.
 */
export const toLogDays = (component: string, path: string, value: Duration): number => {
  const days = toDays(component, path, value);
  if (!DAYS.includes(days))
    throw new ArgsError(component, path, `must be one of ${DAYS.join(", ")} days (it is "${value}")`);
  return days;
};
