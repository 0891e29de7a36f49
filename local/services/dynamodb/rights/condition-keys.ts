import type { AccessRequest, PolicyDocument, Principal } from "../../../access/access";
import { ServiceError } from "../../../wire/service-error";
import { type ExpressionMembers, readKeyCondition } from "../expressions/read-expressions";
import { ExpressionError } from "../expressions/syntax";
import { keyComparisons } from "../items/key-condition";
import type { Tables } from "../tables/tables";
import { type AttributeValue, attributeOf, type Item, typeOf } from "../values/attribute-value";
import { attributesIn } from "./named-attributes";

/** Members of a request, or of a part of a batch or a transaction, that conditions of policies may ask about. */
export interface Asking {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: unknown;
  readonly Keys?: unknown;
  readonly Item?: unknown;
  readonly Items?: unknown;
  readonly ExclusiveStartKey?: unknown;
  readonly AttributesToGet?: readonly string[];
  readonly AttributeUpdates?: object;
  readonly Expected?: object;
  readonly KeyConditions?: object;
  readonly QueryFilter?: object;
  readonly ScanFilter?: object;
  readonly ProjectionExpression?: string;
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string | undefined>>;
  readonly ExpressionAttributeValues?: unknown;
  readonly Select?: string;
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: string;
}

/** What kind of operation asks: which keys a request has depends on it. */
export type Kind = "read" | "write";

const concerned = new WeakMap<readonly PolicyDocument[], boolean>();

/** Whether any policy of the caller asks about a key of DynamoDB: only then its values are worth finding out. */
const asksAbout = (policies: readonly PolicyDocument[]): boolean => {
  const known = concerned.get(policies);
  if (known !== undefined) return known;
  const found = policies.some(({ Statement }) =>
    Statement.some(({ Condition }) => Condition && /"dynamodb:/i.test(JSON.stringify(Condition))),
  );
  concerned.set(policies, found);
  return found;
};

/** What is asked of the data of a table. */
export interface Facts {
  readonly leadingKeys: readonly string[];
  readonly attributes: readonly string[];
  readonly others: Readonly<Record<string, string>>;
}

/** Condition keys and their values; a list of nothing is no key. */
export const contextOf = (principal: Principal, facts: () => Facts): Pick<AccessRequest, "context"> => {
  if (!asksAbout(principal.policies())) return {};
  const { leadingKeys, attributes, others } = facts();
  return {
    context: {
      ...(leadingKeys.length > 0 ? { "dynamodb:LeadingKeys": leadingKeys } : {}),
      ...(attributes.length > 0 ? { "dynamodb:Attributes": attributes } : {}),
      ...others,
    },
  };
};

/** The condition keys of a request and their values. */
// fidelity: docs: "Using IAM policy conditions for fine-grained access control"; guess: GetItem has dynamodb:Select too,
// without which it would read past a list of attributes
export const conditionKeys = (
  tables: Tables,
  principal: Principal,
  kind: Kind,
  asking: Asking,
  enclosing?: string,
): Pick<AccessRequest, "context"> =>
  contextOf(principal, () => ({
    leadingKeys: leadingKeys(tables, asking),
    attributes: namedAttributes(asking),
    others: {
      ...(kind === "write"
        ? { "dynamodb:ReturnValues": asking.ReturnValues ?? "NONE" }
        : { "dynamodb:Select": selectOf(asking) }),
      "dynamodb:ReturnConsumedCapacity": asking.ReturnConsumedCapacity ?? "NONE",
      ...(enclosing ? { "dynamodb:EnclosingOperation": enclosing } : {}),
    },
  }));

const selectOf = ({ Select, ProjectionExpression, AttributesToGet, IndexName }: Asking): string => {
  if (Select !== undefined) return Select;
  if (ProjectionExpression !== undefined || AttributesToGet !== undefined) return "SPECIFIC_ATTRIBUTES";
  return IndexName === undefined ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES";
};

/** Items and keys of a request; of the right JSON. */
const itemsOf = ({ Key, Keys, Item: item, Items }: Asking): Item[] =>
  [Key, item, ...((Keys ?? []) as Item[]), ...((Items ?? []) as Item[])].filter((each) => each !== undefined) as Item[];

const leadingKeys = (tables: Tables, asking: Asking): string[] => {
  const table = tables.find(asking.TableName ?? "");
  const schema = asking.IndexName === undefined ? table?.schema : table?.index(asking.IndexName)?.schema;
  if (!schema) return [];
  const name = schema.partition[0]?.name ?? "";
  const values = [...itemsOf(asking).map((item) => attributeOf(item, name)), ...queriedKeys(asking, name)];
  return [...new Set(values.flatMap((value) => (value === undefined ? [] : [textOf(value)])))];
};

/** What the partition key must equal in a query; nothing for one that is refused anyway. */
const queriedKeys = (asking: Asking, name: string): readonly AttributeValue[] => {
  const older = asking.KeyConditions as Readonly<Record<string, { AttributeValueList?: AttributeValue[] }>> | undefined;
  if (older) return (Object.hasOwn(older, name) && older[name]?.AttributeValueList) || [];
  try {
    const condition = readKeyCondition(asking as ExpressionMembers); // of the right JSON
    return (condition && keyComparisons(condition).get(name)?.values) ?? [];
  } catch (error) {
    if (error instanceof ServiceError || error instanceof ExpressionError) return [];
    throw error;
  }
};

export const textOf = (value: AttributeValue): string => String((value as Record<string, unknown>)[typeOf(value)]);

const namedAttributes = (asking: Asking): string[] => {
  const names = asking.ExpressionAttributeNames as Readonly<Record<string, string>> | undefined; // each is a text
  const expressions = [
    asking.ProjectionExpression,
    asking.FilterExpression,
    asking.KeyConditionExpression,
    asking.ConditionExpression,
    asking.UpdateExpression,
  ];
  const older = [
    asking.AttributeUpdates,
    asking.Expected,
    asking.KeyConditions,
    asking.QueryFilter,
    asking.ScanFilter,
    asking.ExclusiveStartKey as object | undefined,
  ];
  return [
    ...new Set([
      ...itemsOf(asking).flatMap(Object.keys),
      ...(asking.AttributesToGet ?? []),
      ...older.flatMap((members) => Object.keys(members ?? {})),
      ...expressions.flatMap((expression) => (expression === undefined ? [] : attributesIn(expression, names))),
    ]),
  ];
};
