import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { passRole } from "../../iam/pass-role";
import { tooMany } from "../events-error";
import type { RuleRecord } from "../rules/rule";
import { checkTarget, name, Target } from "../targets/target";
import { type EventServices, Paged, pageOf, ruleNamed } from "./events-operation";

const OfRule = z.object({ Rule: name(64), EventBusName: z.string().min(1).max(1_600).optional() });

/** fidelity: docs: "Amazon EventBridge quotas"; observed: events-api-six-targets */
const MAX_TARGETS = 5;

/** Adds targets to a rule, in place of those of the same ids. @throws {ServiceError} where they are too many */
export const withTargets = ({ targets }: Pick<RuleRecord, "targets">, added: readonly Target[]) => {
  const put = (there: readonly Target[]) => [
    ...new Map([...there, ...added].map((target) => [target.Id, target])).values(),
  ];
  if (put(targets).length > MAX_TARGETS) throw tooMany();
  return put;
};

export const putTargets = operation(
  "PutTargets",
  OfRule.extend({ Targets: z.array(Target).min(1).max(100) }),
  {
    action: ["events:PutTargets", "iam:PassRole"],
    on: (services: EventServices, { Rule, Targets, ...input }) => {
      const { asked, target } = ruleNamed(services, Rule, input);
      const roles = Targets.flatMap(({ RoleArn }) =>
        RoleArn === undefined ? [] : [passRole(RoleArn, "events.amazonaws.com")],
      );
      return { asked: [...asked, ...roles], target };
    },
  },
  ({ rules }) =>
    async ({ Targets }, rule) => {
      for (const target of Targets) checkTarget(target);
      await rules.retarget(rule, withTargets(rule, Targets));
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
);

export const removeTargets = operation(
  "RemoveTargets",
  OfRule.extend({ Ids: z.array(z.string()).min(1).max(100), Force: z.boolean().optional() }),
  {
    action: "events:RemoveTargets",
    on: (services: EventServices, { Rule, ...input }) => ruleNamed(services, Rule, input),
  },
  ({ rules }) =>
    async ({ Ids }, rule) => {
      await rules.retarget(rule, (targets) => targets.filter(({ Id }) => !Ids.includes(Id)));
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
);

export const listTargetsByRule = operation(
  "ListTargetsByRule",
  OfRule.extend(Paged),
  {
    action: "events:ListTargetsByRule",
    on: (services: EventServices, { Rule, ...input }) => ruleNamed(services, Rule, input),
  },
  () => (input, rule) => {
    const { shown, next } = pageOf(rule.targets, ({ Id }) => Id, input);
    return { Targets: shown, ...next };
  },
);

export const listRuleNamesByTarget = operation(
  "ListRuleNamesByTarget",
  z.object({ TargetArn: z.string(), EventBusName: z.string().optional(), ...Paged }),
  {
    action: "events:ListRuleNamesByTarget",
    on: ({ buses, rules }: EventServices, { EventBusName }) => {
      const bus = buses.nameOf(EventBusName);
      return resource(rules.arn(bus, "*"), () => buses.require(bus).name);
    },
  },
  ({ rules }) =>
    ({ TargetArn, ...input }, bus) => {
      const found = rules.ofBus(bus).filter(({ targets }) => targets.some(({ Arn }) => Arn === TargetArn));
      const { shown, next } = pageOf(found, (rule) => rule.name, input);
      return { RuleNames: shown.map((rule) => rule.name), ...next };
    },
);
