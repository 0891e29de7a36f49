import { type Action, readAction, readBodies } from "./actions";
import { NotEmulated } from "./not-emulated";
import { byPriority, decideBy, type Rule, type RuleOwner, readPlainRule } from "./read-rule";
import { type Json, listOf, objectOf, only, textOf } from "./shapes";
import type { RuleGroupRecord, Stored } from "./stored";

type Overrides = ReadonlyMap<string, Action>;

/** A rule of a web ACL that runs the rules of one of the program's own rule groups. */
// fidelity: docs: waf-rule-group-override-options
export const readGroupRule = (rule: Json, reference: Json, owner: RuleOwner): Rule => {
  const group = owner.stored.ruleGroup(textOf(reference.arn));
  if (!group) throw new Error(`the rule group ${textOf(reference.arn)} does not exist`);
  const [override] = only(rule.overrideAction, "the overrideAction of a rule group");
  const { rules } = readGroup(group, owner.stored, readOverrides(reference, owner));
  return {
    name: textOf(rule.name),
    priority: Number(rule.priority),
    decide(inspection) {
      const decision = decideBy(rules, inspection);
      if (!decision) return undefined;
      const name = `${group.name}/${decision.rule}`;
      if (override !== "count") return { ...decision, rule: name };
      inspection.counted.push(name);
      return undefined;
    },
  };
};

/** The group's rules; `skipped` names those that are not executed here. */
export const readGroup = (
  { name, arn, inputs }: RuleGroupRecord,
  stored: Stored,
  overrides: Overrides = new Map(),
): { readonly rules: readonly Rule[]; readonly skipped: readonly string[] } => {
  const [, , , , account = ""] = arn.split(":");
  const bodies = readBodies(inputs.customResponseBodies);
  const owner = { bodies, labelPrefix: `awswaf:${account}:rulegroup:${name}:`, stored };
  const rules: Rule[] = [];
  const skipped: string[] = [];
  for (const rule of listOf(inputs.rules)) {
    try {
      rules.push(readPlainRule(rule, owner, overrides.get(textOf(rule.name))));
    } catch (error) {
      if (!(error instanceof NotEmulated)) throw error;
      skipped.push(`rule ${textOf(rule.name)}: ${error.message}; the rule is recorded only`);
    }
  }
  if (inputs.rulesJson !== undefined) skipped.push("rulesJson is not emulated; its rules are recorded only");
  return { rules: byPriority(rules), skipped };
};

/** Actions in place of those that the group gives to its rules; an excluded rule counts. */
const readOverrides = (reference: Json, { bodies }: RuleOwner): Overrides =>
  new Map([
    ...listOf(reference.excludedRules).map(
      ({ name }) => [textOf(name), { kind: "count", inserted: [] } as Action] as const,
    ),
    ...listOf(reference.ruleActionOverrides).map(
      ({ name, actionToUse }) => [textOf(name), readAction(objectOf(actionToUse), bodies)] as const,
    ),
  ]);
