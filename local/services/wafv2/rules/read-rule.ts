import { type Action, type Bodies, readAction } from "./actions";
import type { Inspection } from "./inspection";
import { readStatement } from "./read-statement";
import { type Json, listOf, textOf } from "./shapes";
import type { Stored } from "./stored";

/** An action that ends the inspection. */
export interface Decision {
  readonly action: Exclude<Action, { kind: "count" }>;
  /** The rule that decided, `group/rule` for one of a rule group. */
  readonly rule: string;
}

export interface Rule {
  readonly name: string;
  readonly priority: number;
  /** Labels and counts a request that it matches, and decides about it or leaves it to the rules after. */
  decide(inspection: Inspection): Decision | undefined;
}

/** Whose rules are read: a web ACL's, or a rule group's. */
export interface RuleOwner {
  readonly bodies: Bodies;
  /** Of the labels that its rules put on requests. */
  readonly labelPrefix: string;
  readonly stored: Stored;
}

/** @throws NotEmulated, or Error for what WAF would refuse */
export const readPlainRule = (rule: Json, owner: RuleOwner, override?: Action): Rule => {
  const name = textOf(rule.name);
  const matches = readStatement(rule.statement, owner.stored);
  const action = override ?? readAction(rule.action, owner.bodies);
  const labels = listOf(rule.ruleLabels).map((label) => `${owner.labelPrefix}${textOf(label.name)}`);
  return {
    name,
    priority: Number(rule.priority),
    decide(inspection) {
      if (!matches(inspection)) return undefined;
      for (const label of labels) inspection.labels.add(label);
      return apply(action, name, inspection);
    },
  };
};

export const apply = (action: Action, rule: string, inspection: Inspection): Decision | undefined => {
  if (action.kind !== "block") inspection.inserted.push(...action.inserted);
  if (action.kind !== "count") return { action, rule };
  inspection.counted.push(rule);
  return undefined;
};

/** In the order of their priorities, until one decides. */
// fidelity: docs: web-acl-processing, waf-rule-action
export const decideBy = (rules: readonly Rule[], inspection: Inspection): Decision | undefined => {
  for (const rule of rules) {
    const decision = rule.decide(inspection);
    if (decision) return decision;
  }
  return undefined;
};

export const byPriority = (rules: readonly Rule[]): Rule[] => [...rules].sort((a, b) => a.priority - b.priority);
