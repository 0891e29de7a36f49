import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { passRole } from "../../iam/pass-role";
import { invalid } from "../events-error";
import { compilePattern, type RuleRecord, readSchedule } from "../rules/rule";
import { name } from "../targets/target";
import { type EventServices, Paged, pageOf, ruleOf, Tags, tagMap } from "./events-operation";

const STATES = ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"] as const;

const Rule = z.object({ Name: name(64), EventBusName: z.string().min(1).max(1_600).optional() });

const NewRule = Rule.extend({
  EventPattern: z.string().max(4_096).optional(),
  ScheduleExpression: z.string().max(256).optional(),
  State: z.enum(STATES).default("ENABLED"),
  Description: z.string().max(512).optional(),
  RoleArn: z.string().max(1_600).optional(),
  Tags: Tags.optional(),
});

export const putRule = operation(
  "PutRule",
  NewRule,
  {
    action: ["events:PutRule", "iam:PassRole"],
    on: ({ buses, rules }: EventServices, { Name, EventBusName, RoleArn }) => {
      const bus = buses.nameOf(EventBusName);
      const role = RoleArn === undefined ? [] : [passRole(RoleArn, "events.amazonaws.com")];
      return { asked: [{ resource: rules.arn(bus, Name) }, ...role], target: () => buses.require(bus).name };
    },
  },
  ({ rules, cloud }) =>
    async ({ Name, EventPattern, ScheduleExpression, State, Description, RoleArn, Tags: tags }, bus) => {
      checkRule(bus, EventPattern, ScheduleExpression);
      const known = rules.find(bus, Name);
      const rule: RuleRecord = {
        name: Name,
        bus,
        arn: rules.arn(bus, Name),
        pattern: EventPattern,
        schedule: ScheduleExpression,
        description: Description,
        roleArn: RoleArn,
        state: State,
        // fidelity: docs: PutRule: tags of a rule that is there already stay as they are
        tags: known ? (known.tags ?? {}) : tagMap(tags ?? []),
        targets: known?.targets ?? [],
        since: known && known.schedule === ScheduleExpression ? known.since : cloud.clock.now(),
      };
      await rules.put(rule);
      return { RuleArn: rule.arn };
    },
);

/** @throws {ServiceError} in the order of AWS */
export const checkRule = (bus: string, pattern: string | undefined, schedule: string | undefined): void => {
  if (pattern === undefined && schedule === undefined) {
    throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
  }
  if (schedule !== undefined) {
    // fidelity: observed: tests_put_rule_with_schedule_custom_event_bus of LocalStack's tests
    if (bus !== "default") throw invalid("ScheduleExpression is supported only on the default event bus.");
    readSchedule(schedule);
  }
  if (pattern !== undefined) compilePattern(pattern);
};

/** fidelity: docs: DeleteRule: of a rule that is not there it is no error */
export const deleteRule = operation(
  "DeleteRule",
  Rule.extend({ Force: z.boolean().optional() }),
  {
    action: "events:DeleteRule",
    on: ({ buses, rules }: EventServices, { Name, EventBusName }) => {
      const bus = buses.nameOf(EventBusName);
      return resource(rules.arn(bus, Name), () => buses.require(bus).name);
    },
  },
  ({ rules }) =>
    async ({ Name }, bus) => {
      const rule = rules.find(bus, Name);
      if (rule && rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
      await rules.remove(bus, Name);
      return NO_OUTPUT;
    },
);

const shown = ({ name: Name, arn, pattern, schedule, state, description, roleArn, bus }: RuleRecord) => ({
  Name,
  Arn: arn,
  EventPattern: pattern,
  ScheduleExpression: schedule,
  State: state,
  Description: description,
  RoleArn: roleArn,
  EventBusName: bus,
});

export const describeRule = operation(
  "DescribeRule",
  Rule,
  { action: "events:DescribeRule", on: ruleOf },
  ({ cloud }: EventServices) =>
    (_, rule) => ({ ...shown(rule), CreatedBy: cloud.account }),
);

export const listRules = operation(
  "ListRules",
  z.object({ NamePrefix: z.string().optional(), EventBusName: z.string().optional(), ...Paged }),
  {
    action: "events:ListRules",
    on: ({ buses, rules }: EventServices, { EventBusName }) => {
      const bus = buses.nameOf(EventBusName);
      return resource(rules.arn(bus, "*"), () => buses.require(bus).name);
    },
  },
  ({ rules }) =>
    ({ NamePrefix = "", ...paged }, bus) => {
      const found = rules.ofBus(bus).filter((rule) => rule.name.startsWith(NamePrefix));
      const { shown: page, next } = pageOf(found, (rule) => rule.name, paged);
      return { Rules: page.map(shown), ...next };
    },
);

const switched = (operationName: "DisableRule" | "EnableRule", state: RuleRecord["state"]) =>
  operation(
    operationName,
    Rule,
    { action: `events:${operationName}`, on: ruleOf },
    ({ rules, cloud }: EventServices) =>
      async (_, rule) => {
        await rules.put({ ...rule, state, since: cloud.clock.now() });
        return NO_OUTPUT;
      },
  );

export const enableRule = switched("EnableRule", "ENABLED");
export const disableRule = switched("DisableRule", "DISABLED");
