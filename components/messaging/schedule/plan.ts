import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { checkTimeZone, checkWhen } from "../../core/args/schedule-expression";
import { type Plan, planned } from "../../core/component/plan";
import type { Receiver } from "../../core/receiver";
import { retrySettings } from "../dead-letters/retry";
import { type ScheduleArgs, scheduleArgs } from "./args";
import type { ScheduleTransform } from "./children";

interface Settings {
  readonly when: string;
  readonly timeZone: string;
  readonly to: Receiver;
  readonly input: string | undefined;
  readonly windowMinutes: number | undefined;
  readonly retry: ReturnType<typeof retrySettings>;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly enabled: boolean;
  readonly transform: ScheduleTransform | undefined;
}

/** A schedule's arguments, checked and in the units of AWS. */
export type SchedulePlan = Plan<"Schedule", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planSchedule = (name: string, args: ScheduleArgs | SchedulePlan): SchedulePlan =>
  planned("Schedule", name, args, (given: ScheduleArgs) => settings(name, given));

const settings = (name: string, args: ScheduleArgs): Settings => {
  checkArgs(name, args, scheduleArgs);
  const { when, timeZone = "UTC", to, input, within, retry, alarms = {}, enabled = true, transform } = args;
  checkWhen(name, "when", when);
  checkTimeZone(name, "timeZone", timeZone);
  return {
    when,
    timeZone,
    to,
    input: input === undefined ? undefined : JSON.stringify(input),
    windowMinutes: within === undefined ? undefined : minutes(name, within),
    retry: retrySettings(name, retry),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    enabled,
    transform,
  };
};

const minutes = (name: string, within: NonNullable<ScheduleArgs["within"]>): number => {
  const seconds = toSeconds(name, "within", within, { min: "1 minute", max: "24 hours" });
  if (seconds % 60 === 0) return seconds / 60;
  throw new ArgsError(name, "within", `must be a whole number of minutes (it is "${within}")`);
};
