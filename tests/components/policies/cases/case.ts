import type { CheckedStack } from "../../../../components/policies/checked-resource";

/** What a rule says of stacks that break it, and stacks that it must leave alone. */
export interface RuleCases {
  readonly breaks: readonly (readonly [CheckedStack, ...string[]])[];
  readonly holds: readonly CheckedStack[];
}

/** By the name of the rule. */
export type Cases = Readonly<Record<string, RuleCases>>;
