import { duration, number, object, type Shape } from "../../core/args/args-shape";
import { type Duration, toSeconds } from "../../core/args/duration";
import { wholeNumber } from "../../core/args/whole-number";

/** How long a delivery is tried, before the event goes to the dead-letter queue. */
export interface DeliveryRetry {
  /** After the first attempt, 0 to 185. @default 185 */
  readonly attempts?: number;
  /** 1 minute to 24 hours. @default "24 hours" */
  readonly maxAge?: Duration;
}

const shape: Shape<DeliveryRetry> = { attempts: number().optional(), maxAge: duration.optional() };

export const retryShape = object<DeliveryRetry>(shape).optional();

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html (read 2026-11) */
export const retrySettings = (name: string, { attempts = 185, maxAge = "24 hours" }: DeliveryRetry = {}) => ({
  maximumRetryAttempts: wholeNumber(name, "retry.attempts", attempts, 0, 185),
  maximumEventAgeInSeconds: toSeconds(name, "retry.maxAge", maxAge, { min: "1 minute", max: "24 hours" }),
});
