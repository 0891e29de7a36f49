import { ArgsError } from "./args-error";
import { type Duration, toDays } from "./duration";

/** How long log lines are kept: one of the spans that CloudWatch knows, or for good. */
export type Retention = Duration | "forever";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Of every component. */
const DEFAULT = "30 days";

/**
 * The days that CloudWatch keeps log lines; 0, its word for ever.
 *
 * @throws {ArgsError} for a span that CloudWatch does not know.
 */
export const retentionDays = (component: string, path: string, retention: Retention = DEFAULT): number => {
  if (retention === "forever") return 0;
  const days = toDays(component, path, retention);
  if (DAYS.some((known) => known === days)) return days;
  const longer = DAYS.find((known) => known > days);
  throw new ArgsError(
    component,
    path,
    `must be a span that CloudWatch knows, such as ${longer ? `"${longer} days"` : '"3653 days" or "forever"'} (it is "${retention}")`,
  );
};
