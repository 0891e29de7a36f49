import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, isData, number, object, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import { checkTimeZone, checkWhen, type ScheduleExpression } from "../../core/args/schedule-expression";
import { wholeNumber } from "../../core/args/whole-number";
import { isName, NAME_RULE } from "../../core/component/naming";
import type { LambdaFunctionNodes, MakeFunctionChild } from "./children";

/** Instances that are kept ready, so that no request waits for one to start: always as many, or by the clock. */
export type ProvisionedConcurrency = number | ProvisionedSchedule;

export interface ProvisionedSchedule {
  /**
   * From when on there are how many, by names of your own; 1 at least. Before the first of them there is none.
   *
   * `{ open: { when: "cron(0 8 ? * MON-FRI *)", instances: 5 }, closed: { when: "cron(0 19 ? * MON-FRI *)", instances: 0 } }`
   */
  readonly schedule: Readonly<Record<string, ProvisionedChange>>;
  /** Of all of them: `Europe/Brussels`. @default "UTC" */
  readonly timeZone?: string;
}

export interface ProvisionedChange {
  /** `cron(0 8 ? * MON-FRI *)`, or once, `at(2030-01-02T03:04:05)`. */
  readonly when: ScheduleExpression;
  /** 0 or more, as far as the function may have instances. */
  readonly instances: number;
}

export const provisionedShape = either(
  (value) => !isData(value) && number("a number of instances").safeParse(value).success,
  object<ProvisionedSchedule>(
    {
      schedule: record(
        object<ProvisionedChange>({ when: text('when, such as "cron(0 8 ? * MON-FRI *)"'), instances: number() }),
        'changes by name, { open: { when: "cron(0 8 ? * MON-FRI *)", instances: 5 } }',
      ),
      timeZone: text('a time zone, such as "Europe/Brussels"').optional(),
    },
    "a number of instances",
  ),
).optional();

/** @throws {ArgsError} for numbers that are none, for more than are reserved, for times that are none, for a schedule of nothing. */
export const checkProvisioned = (
  name: string,
  given: ProvisionedConcurrency | undefined,
  reserved: number | undefined,
): void => {
  const path = "provisionedConcurrency";
  if (given === undefined) return;
  const check = (at: string, instances: number, least: number) => {
    wholeNumber(name, at, instances, least, reserved ?? MAX_INSTANCES);
  };
  if (typeof given === "number") {
    check(path, given, 1);
    return;
  }
  const changes = Object.entries(given.schedule);
  if (!changes.some(([, { instances }]) => instances !== 0))
    throw new ArgsError(
      name,
      `${path}.schedule`,
      "must at some time have instances, or provisionedConcurrency be absent",
    );
  checkTimeZone(name, `${path}.timeZone`, given.timeZone ?? "UTC");
  for (const [key, { when, instances }] of changes) {
    const at = `${path}.${argsPath(["schedule", key])}`;
    if (!isName(key)) throw new ArgsError(name, at, `is no name of a change: it ${NAME_RULE}`);
    checkWhen(name, `${at}.when`, when);
    check(`${at}.instances`, instances, 0);
  }
};

/** As an account may have after asking for it; the provider and AWS know its own limit. */
const MAX_INSTANCES = 100_000;

export type ProvisionedNodes = Pick<LambdaFunctionNodes, "provisioned" | "scalingTarget" | "scheduledActions">;

/** Of the alias: what callers invoke. */
export const createProvisioned = (
  make: MakeFunctionChild,
  given: ProvisionedConcurrency | undefined,
  {
    name: qualifier,
    functionName,
  }: { readonly name: pulumi.Output<string>; readonly functionName: pulumi.Output<string> },
  resourceId: pulumi.Output<string>,
): ProvisionedNodes => {
  if (given === undefined) return { scheduledActions: {} };
  if (typeof given === "number") {
    const args = { functionName, qualifier, provisionedConcurrentExecutions: given };
    return { provisioned: make("provisioned", "provisioned", args), scheduledActions: {} };
  }
  const changes = Object.entries(given.schedule);
  const target = make(
    "scalingTarget",
    "scaling",
    {
      serviceNamespace: "lambda",
      resourceId,
      scalableDimension: "lambda:function:ProvisionedConcurrency",
      minCapacity: 0,
      maxCapacity: Math.max(...changes.map(([, { instances }]) => instances)),
    },
    // Each change moves both, and they are not the program's any more.
    { ignoreChanges: ["minCapacity", "maxCapacity"] },
  );
  const { serviceNamespace, scalableDimension } = target;
  const subject = { serviceNamespace, scalableDimension, resourceId: target.resourceId };
  const action = (key: string, { when: schedule, instances }: ProvisionedChange) =>
    make("scheduledActions", `scaling-${key}`, {
      ...subject,
      schedule,
      timezone: given.timeZone ?? "UTC",
      scalableTargetAction: { minCapacity: instances, maxCapacity: instances },
    });
  return {
    scalingTarget: target,
    scheduledActions: Object.fromEntries(changes.map(([key, change]) => [key, action(key, change)])),
  };
};
