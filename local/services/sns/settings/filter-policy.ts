import { compileEventPattern, type EventPattern } from "../../../languages/event-patterns/compile-event-pattern";
import { type Leaf, leafOf, numberLeaf, plainFields, textLeaf } from "../../../languages/event-patterns/fields";
import { PatternError } from "../../../languages/event-patterns/pattern-error";
import { isObject } from "../../../languages/json/json-object";
import type { MessageAttribute } from "../notification";
import { invalidParameter } from "../sns-error";

export type FilterScope = "MessageAttributes" | "MessageBody";

export interface FilteredMessage {
  readonly message: string;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
}

// fidelity: observed: sns-filter-refusals-anything-but-suffix: of the nested forms, prefix alone
const DIALECT = { anythingBut: ["prefix"] } as const;

/** fidelity: docs: "Filter policy constraints" */
const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

/** Whether a message goes to a subscriber. @throws {PatternError} for a policy that SNS does not take */
export const compileFilter = (policy: string, scope: FilterScope): ((message: FilteredMessage) => boolean) => {
  const pattern = compileEventPattern(policy, DIALECT);
  return scope === "MessageBody"
    ? ({ message }) => bodyFits(pattern, message)
    : ({ attributes }) => pattern.fitsFields(plainFields(leavesOf(attributes)));
};

// fidelity: docs: "Amazon SNS subscription filter policy scope": a body that is no JSON object fits none
const bodyFits = (pattern: EventPattern, message: string): boolean => {
  try {
    const body: unknown = JSON.parse(message);
    return isObject(body) && pattern.fits(body);
  } catch {
    return false;
  }
};

// fidelity: docs: "Amazon SNS message attributes": the items of String.Array, and nothing of Binary
function* leavesOf(attributes: FilteredMessage["attributes"]): Iterable<readonly [string, Leaf]> {
  for (const [name, { DataType, StringValue = "" }] of Object.entries(attributes)) {
    if (DataType === "String.Array") for (const item of itemsOf(StringValue)) yield [name, leafOf(item)];
    else if (DataType.startsWith("Number")) yield [name, numberLeaf(StringValue.trim())];
    else if (DataType.startsWith("String")) yield [name, textLeaf(StringValue)];
  }
}

const itemsOf = (text: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return [];
  }
};

/** @throws {ServiceError} in the words of Subscribe, or of SetSubscriptionAttributes */
export const checkFilterPolicy = (policy: string, scope: FilterScope, prefix: string): void => {
  const parsed = parse(policy, prefix);
  // fidelity: observed: sns-filter-refusals-six-keys
  if (Object.keys(parsed).length > MAX_KEYS) {
    throw invalidParameter(`${prefix}FilterPolicy: Filter policy can not have more than ${MAX_KEYS} keys`);
  }
  if (scope === "MessageAttributes" && isNested(parsed) && !isMisplacedOperator(parsed)) {
    throw invalidParameter(`${prefix}Filter policy scope MessageAttributes does not support nested filter policy`);
  }
  if (combinations(parsed, 1, 1) > MAX_COMBINATIONS) {
    throw invalidParameter(`${prefix}FilterPolicy: Filter policy is too complex`);
  }
  try {
    compileFilter(policy, scope);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw invalidParameter(`${prefix}FilterPolicy: ${error.message}`);
  }
};

const parse = (policy: string, prefix: string): object => {
  try {
    const value: unknown = JSON.parse(policy);
    return isObject(value) ? value : {};
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidParameter(`${prefix}FilterPolicy: failed to parse JSON. ${why}`);
  }
};

const branchesOf = (policy: object): readonly (readonly [key: string, value: unknown])[] =>
  Object.entries(policy).flatMap(([key, value]) =>
    key === "$or" && Array.isArray(value) ? value.filter(isObject).flatMap(branchesOf) : [[key, value] as const],
  );

const isNested = (policy: object): boolean => branchesOf(policy).some(([, value]) => isObject(value));

/** `{"k": {"suffix": "v"}}`: what is wrong with it is told by the pattern. */
const isMisplacedOperator = (policy: object): boolean =>
  branchesOf(policy).some(
    ([, value]) => isObject(value) && Object.values(value).some((inner) => typeof inner !== "object" || inner === null),
  );

/** fidelity: docs: "Filter policy constraints": values times depth, multiplied; observed: $or adds its alternatives up */
const combinations = (policy: object, depth: number, before: number): number =>
  Object.entries(policy).reduce((product, [key, value]) => {
    if (isObject(value)) return combinations(value, depth + 1, product);
    if (!Array.isArray(value)) return product;
    if (key !== "$or") return product * value.length * depth || product;
    return value.reduce((sum: number, each) => sum + (isObject(each) ? combinations(each, depth, product) : 0), 0);
  }, before);
