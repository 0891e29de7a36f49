import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { prepared } from "../../core/receiver";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import { deadLettersAlarm, deadLettersArgs, deadLettersPolicy, deadLettersWidget } from "../dead-letters/dead-letters";
import type { ScheduleArgs } from "./args";
import { type MakeScheduleChild, type ScheduleNodes, scheduleChildren } from "./children";
import { planSchedule, type SchedulePlan } from "./plan";

/**
 * Calls a target when it is due, with retries, a dead-letter queue and an alarm on it. A role of its own may do nothing
 * but call that target and write to that queue.
 *
 * @throws {ArgsError} for values out of bounds, before anything is registered.
 * @example
 * new Schedule("report", { when: "cron(0 7 ? * MON-FRI *)", timeZone: "Europe/Brussels", to: report });
 */
export class Schedule extends pulumi.ComponentResource implements Watched {
  readonly arn: pulumi.Output<string>;
  readonly deadLetters: { readonly url: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  /** What was asked for, checked. */
  readonly plan: SchedulePlan;
  readonly nodes: ScheduleNodes;

  constructor(name: string, args: ScheduleArgs | SchedulePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planSchedule(name, args);
    super(componentType("Schedule"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(scheduleChildren, this, name, plan.transform), plan);
    const { schedule, deadLetters } = this.nodes;
    this.arn = schedule.arn;
    this.deadLetters = { url: deadLetters.url, arn: deadLetters.arn };
    this.registerOutputs({ arn: this.arn, deadLetters: this.deadLetters });
  }

  widgets(): Widget[] {
    return [deadLettersWidget(this.nodes.deadLetters, this.plan.name)];
  }

  behind(): Watched[] {
    return watchedOf([this.plan.to]);
  }
}

const createNodes = (make: MakeScheduleChild, plan: SchedulePlan): ScheduleNodes => {
  const { when, timeZone, to, input, windowMinutes, retry, enabled, alarms, name } = plan;
  const deadLetters = make("deadLetters", "dead-letters", deadLettersArgs());
  const role = make("role", "role", { assumeRolePolicy: trustPolicy("scheduler.amazonaws.com") });
  const undelivered = { actions: ["sqs:SendMessage"], resources: [deadLetters.arn] };
  const policy = make("policy", "policy", {
    role: role.name,
    policy: policyDocument([...to.receives.grants, undelivered]),
  });
  const schedule = make(
    "schedule",
    undefined,
    {
      scheduleExpression: when,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow:
        windowMinutes === undefined ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: windowMinutes },
      state: enabled ? "ENABLED" : "DISABLED",
      target: {
        arn: to.receives.arn,
        roleArn: role.arn,
        retryPolicy: retry,
        deadLetterConfig: { arn: deadLetters.arn },
        ...(input !== undefined && { input }),
      },
    },
    { dependsOn: [policy, ...prepared(to, alarms)] },
  );
  return {
    schedule,
    role,
    policy,
    deadLetters,
    deadLettersPolicy: make("deadLettersPolicy", "dead-letters-policy", deadLettersPolicy(deadLetters)),
    ...(alarms && {
      deadLettersAlarm: make(
        "deadLettersAlarm",
        "dead-letters-alarm",
        deadLettersAlarm(deadLetters, `Calls of schedule ${name} to ${to.description}`, alarms.topicArn),
      ),
    }),
  };
};
