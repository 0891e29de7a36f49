import type { CheckedResource, CheckedStack, Circumstances } from "./checked-resource";

interface RuleHead {
  /** Under which a policy configuration may change its level or switch it off. */
  readonly name: string;
  /** `mandatory` stops the update, `advisory` only warns. */
  readonly level: "mandatory" | "advisory";
  /** What must hold, and why. */
  readonly description: string;
}

/** Looks at one resource, before it is made: an update never makes what a mandatory rule of this kind forbids. */
export interface ResourceRule extends RuleHead {
  readonly types: readonly string[];
  /** What is wrong, each as `path must … (it is …)`. */
  check(resource: CheckedResource, circumstances: Circumstances): readonly string[];
}

/** Looks at resources together, once all of them are known. */
export interface StackRule extends RuleHead {
  checkStack(stack: CheckedStack): readonly Finding[];
}

export type Rule = ResourceRule | StackRule;

export interface Finding {
  readonly resource: CheckedResource;
  readonly problem: string;
}

export interface Violation extends Finding {
  readonly rule: Rule;
}

/** All that the stack does wrong, in the order of the rules. */
export const violations = (rules: readonly Rule[], stack: CheckedStack): Violation[] =>
  rules.flatMap((rule) => findings(rule, stack).map((finding) => ({ ...finding, rule })));

const findings = (rule: Rule, stack: CheckedStack): readonly Finding[] => {
  if ("checkStack" in rule) return rule.checkStack(stack);
  return stack.resources
    .filter(({ type }) => rule.types.includes(type))
    .flatMap((resource) => rule.check(resource, stack).map((problem) => ({ resource, problem })));
};
