import type { Condition } from "../expressions/condition";
import { type ExpressionMembers, type Expressions, readExpressions } from "../expressions/read-expressions";
import { namePlaceholders, valuePlaceholders } from "../input/attribute-values";
import { oneOf, text } from "../input/plain";
import type { ValueOf } from "../input/shape";
import { returnConsumedCapacity } from "../items/capacity";
import { returnItemCollectionMetrics } from "../items/collection-metrics";
import { conditionalOperator, expectedShape, readExpected } from "../legacy/conditions";

/** Of every condition. */
export const CONDITION_MEMBERS = {
  ConditionExpression: text(),
  ExpressionAttributeNames: namePlaceholders,
  ExpressionAttributeValues: valuePlaceholders,
  ReturnValuesOnConditionCheckFailure: oneOf("ALL_OLD", "NONE"),
};

/** Of every write of one item. */
export const WRITE_MEMBERS = {
  ...CONDITION_MEMBERS,
  ConditionalOperator: conditionalOperator,
  Expected: expectedShape,
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ReturnValues: oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"),
};

interface ConditionInput extends ExpressionMembers {
  readonly Expected?: ValueOf<typeof expectedShape>;
  readonly ConditionalOperator?: "AND" | "OR";
  readonly ReturnValuesOnConditionCheckFailure?: "ALL_OLD" | "NONE";
}

/** The condition of a write, in whichever way it is written, and its update. @throws {ServiceError} */
export const readWriteExpressions = (
  input: ConditionInput,
  between: () => void,
  members: Parameters<typeof readExpressions>[1] = ["ConditionExpression"],
  legacy: readonly string[] = ["Expected", "ConditionalOperator"],
): {
  readonly condition: Condition | undefined;
  readonly update: Expressions["update"];
  readonly tellsItem: boolean;
} => {
  let older: Condition | undefined;
  const { condition, update } = readExpressions(input, members, legacy, () => {
    between();
    older = readExpected(input.Expected, input.ConditionalOperator);
  });
  const tellsItem = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
  return { condition: condition ?? older, update, tellsItem };
};
