import * as z from "zod";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { duration, must, object, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { ScheduleExpression } from "../../core/args/schedule-expression";
import { transformShape } from "../../core/component/children";
import { type Receiver, receiverShape } from "../../core/receiver";
import { type DeliveryRetry, retryShape } from "../dead-letters/retry";
import { type ScheduleTransform, scheduleChildren } from "./children";

export interface ScheduleArgs {
  /** `rate(5 minutes)`, `cron(0 10 * * ? *)` or, once, `at(2030-01-02T03:04:05)`. */
  readonly when: ScheduleExpression;
  /** Of `cron` and `at`: `Europe/Brussels`. @default "UTC" */
  readonly timeZone?: string;
  /** What is called: a LambdaFunction, `queue.send()`, `topic.publish()`. */
  readonly to: Receiver;
  /** What it gets, as JSON. @default AWS's notice of a scheduled event */
  readonly input?: Readonly<Record<string, unknown>>;
  /** Anywhere within this time after it is due, 1 minute to 24 hours. @default at once */
  readonly within?: Duration;
  readonly retry?: DeliveryRetry;
  /** An alarm on any call that failed for good. @default {} (no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** @default true */
  readonly enabled?: boolean;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: ScheduleTransform;
}

const shape: Shape<ScheduleArgs> = {
  when: text('when, such as "rate(5 minutes)", "cron(0 10 * * ? *)" or "at(2030-01-02T03:04:05)"'),
  timeZone: text('a time zone, such as "Europe/Brussels"').optional(),
  to: receiverShape,
  input: z.record(z.string(), z.unknown(), must("what is sent, as an object")).optional(),
  within: duration.optional(),
  retry: retryShape,
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  enabled: z.boolean(must("true or false")).optional(),
  transform: transformShape(scheduleChildren),
};

export const scheduleArgs = object(shape);
