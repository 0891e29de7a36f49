import { invalid } from "../refusals";
import type { Item } from "../values/attribute-value";
import { bindCondition } from "./bind-condition";
import { bindUpdate } from "./bind-update";
import type { Condition } from "./condition";
import { inExpression, remembering } from "./parse";
import { parseCondition } from "./parse-condition";
import { parseProjection } from "./parse-projection";
import { parseUpdate } from "./parse-update";
import { Placeholders } from "./placeholders";
import { bindProjection, type Projection } from "./project";
import type { Update } from "./update";

/** The members of an input that are expressions, and what they name. */
export interface ExpressionMembers {
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

export interface Expressions {
  readonly update?: Update;
  readonly condition?: Condition;
  readonly keyCondition?: Condition;
  readonly filter?: Condition;
  readonly projection?: Projection;
}

type ExpressionMember = Exclude<keyof ExpressionMembers, "ExpressionAttributeNames" | "ExpressionAttributeValues">;

const parsed = {
  update: remembering(parseUpdate),
  condition: remembering(parseCondition),
  projection: remembering(parseProjection),
};

/**
 * Reads the expressions of a call. `members` are those that its operation has, `legacy` the older ones that do the same;
 * `between` checks what DynamoDB checks once these are known to go together, before it looks into them.
 * @throws {ServiceError}
 */
export const readExpressions = (
  input: ExpressionMembers & object,
  members: readonly ExpressionMember[],
  legacy: readonly string[] = [],
  between: () => void = () => {},
): Expressions => {
  checkTogether(input, members, legacy);
  between();
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  const placeholders = new Placeholders(names, values, members.includes("ConditionExpression"));
  const bound = <Result>(member: ExpressionMember, bind: (expression: string) => Result): Result | undefined => {
    const expression = input[member];
    return expression === undefined ? undefined : inExpression(member, () => bind(expression));
  };
  const condition = (member: ExpressionMember) =>
    bound(member, (expression) => bindCondition(parsed.condition(expression), placeholders));
  const expressions = {
    update: bound("UpdateExpression", (expression) => bindUpdate(parsed.update(expression), placeholders)),
    condition: condition("ConditionExpression"),
    keyCondition: condition("KeyConditionExpression"),
    filter: condition("FilterExpression"),
    projection: bound("ProjectionExpression", (expression) =>
      bindProjection(parsed.projection(expression), placeholders),
    ),
  };
  placeholders.requireUsed();
  return expressions as Expressions; // a member that is undefined is absent
};

/** The key condition alone, of a call that may have more wrong with it. @throws {ServiceError} */
export const readKeyCondition = (input: ExpressionMembers): Condition | undefined => {
  const {
    KeyConditionExpression: expression,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  } = input;
  if (expression === undefined) return undefined;
  const placeholders = new Placeholders(names, values);
  return inExpression("KeyConditionExpression", () => bindCondition(parsed.condition(expression), placeholders));
};

// fidelity: observed: nubo-db/dynamodb-conformance and dynalite's tests
const checkTogether = (
  input: ExpressionMembers & object,
  members: readonly ExpressionMember[],
  legacy: readonly string[],
): void => {
  const given = members.filter((member) => input[member] !== undefined);
  const older = legacy.filter((member) => (input as Record<string, unknown>)[member] !== undefined);
  if (given.length > 0 && older.length > 0) {
    throw invalid(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${older.join(", ")}} Expression parameters: {${given.join(", ")}}`,
    );
  }
  if (input.ExpressionAttributeNames && given.length === 0) {
    throw invalid("ExpressionAttributeNames can only be specified when using expressions");
  }
  const withValues = members.filter((member) => member !== "ProjectionExpression");
  if (
    input.ExpressionAttributeValues &&
    withValues.length > 0 &&
    !withValues.some((member) => given.includes(member))
  ) {
    const verb = withValues.length > 1 ? "are" : "is";
    throw invalid(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(" and ")} ${verb} null`,
    );
  }
};
