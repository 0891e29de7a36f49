import { ArgsError } from "../core/args-error";
import { type Duration, toDays } from "../core/duration";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * The days that CloudWatch keeps log lines.
 *
 * @throws {ArgsError} for a span that CloudWatch does not know.
 */
export const retentionDays = (component: string, path: string, retention: Duration): number => {
  const days = toDays(component, path, retention);
  if (DAYS.some((known) => known === days)) return days;
  const longer = DAYS.find((known) => known > days);
  throw new ArgsError(
    component,
    path,
    `must be a span that CloudWatch knows, such as ${longer ? `"${longer} days"` : '"3653 days" or "forever"'} (it is "${retention}")`,
  );
};
