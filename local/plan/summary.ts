import { RULES, violations } from "serverless-tiers/policies";
import type { StackProject } from "../engine/program/project";
import { type Bound, boundsOf } from "./bounds";
import { type Endpoint, endpointsOf } from "./endpoints";
import { type FixedCosts, fixedCosts } from "./fixed-costs";
import { grantsOf, type Holder } from "./grants";
import type { PlannedStack } from "./planned-stack";
import { type Branch, treeOf } from "./tree";
import { type UsePrice, usePrices } from "./use-prices";
import { describe } from "./wording";

/** What a stack is, in the words and numbers that a reviewer asks for. Printed by `npm run plan -- <stack> --json`. */
export interface Summary {
  readonly project: string;
  readonly stack: string;
  readonly region: string;
  readonly resources: readonly Branch[];
  readonly grants: readonly Holder[];
  readonly endpoints: readonly Endpoint[];
  readonly bounds: readonly Bound[];
  /** What the program warned of while it was evaluated. */
  readonly warnings: readonly string[];
  readonly cost: FixedCosts;
  /** What comes on top with each that is used. */
  readonly use: readonly UsePrice[];
  /** What the policy pack says against it. */
  readonly violations: readonly BrokenRule[];
}

export interface BrokenRule {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly resource: string;
  readonly problem: string;
}

/** @param printed Lines of the program. */
export const summaryOf = (
  stack: PlannedStack,
  { project, stack: name, provider }: StackProject,
  printed: readonly string[],
): Summary => ({
  project,
  stack: name,
  region: provider.region,
  resources: treeOf(stack),
  grants: grantsOf(stack),
  endpoints: endpointsOf(stack),
  bounds: boundsOf(stack),
  warnings: printed.flatMap((line) => /^warning: (?:\[runtime\] )?(.*)$/.exec(line)?.[1] ?? []).sort(),
  cost: fixedCosts(stack),
  use: usePrices(stack),
  violations: violations(RULES, stack).map(({ rule, resource, problem }) => ({
    rule: rule.name,
    level: rule.level,
    resource: describe(resource),
    problem,
  })),
});
