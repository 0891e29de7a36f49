import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
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
  checkWhen(name, when);
  checkTimeZone(name, timeZone);
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

const RATE = /^rate\((?:1 (?:minute|hour|day)|(?!1 )[1-9]\d* (?:minutes|hours|days))\)$/;
const AT = /^at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)$/;

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html (read 2026-11) */
const checkWhen = (name: string, when: string): void => {
  const refuse = (rule: string) => new ArgsError(name, "when", `${rule} (it is ${JSON.stringify(when)})`);
  if (when.startsWith("rate(") && !RATE.test(when))
    throw refuse('must be a rate such as "rate(1 minute)", "rate(5 minutes)", "rate(12 hours)" or "rate(7 days)"');
  if (when.startsWith("at(") && !AT.test(when))
    throw refuse('must be one time, "at(2030-01-02T03:04:05)", without a zone');
  if (!/^(?:rate|at|cron)\(.*\)$/.test(when)) throw refuse('must be "rate(…)", "cron(…)" or "at(…)"');
  if (!when.startsWith("cron(")) return;
  const fields = when.slice("cron(".length, -1).split(" ");
  if (fields.length !== 6)
    throw refuse("must have six fields: minutes, hours, day of the month, month, day of the week, year");
  if ((fields[2] === "?") === (fields[4] === "?"))
    throw refuse("must have ? for exactly one of the day of the month and the day of the week");
};

const checkTimeZone = (name: string, timeZone: string): void => {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new ArgsError(
      name,
      "timeZone",
      `must be a time zone, such as "Europe/Brussels" (it is ${JSON.stringify(timeZone)})`,
    );
  }
};

const minutes = (name: string, within: NonNullable<ScheduleArgs["within"]>): number => {
  const seconds = toSeconds(name, "within", within, { min: "1 minute", max: "24 hours" });
  if (seconds % 60 === 0) return seconds / 60;
  throw new ArgsError(name, "within", `must be a whole number of minutes (it is "${within}")`);
};
