import type { Call } from "../../../wire/operations/operation";
import type { Subject } from "../../../wire/operations/right";
import type { DynamoDbServices } from "../dynamodb-services";
import { text } from "../input/plain";
import type { Shape } from "../input/shape";
import { type Asking, conditionKeys, type Kind } from "../rights/condition-keys";

const NAME = text({ min: 1, max: 255, pattern: "[a-zA-Z0-9_.-]+" });

/** The name of a table, or its ARN. */
export const tableName: Shape<string> = {
  ...NAME,
  check(value, place, found) {
    if (value === "" || !value.startsWith("arn:")) checkName(value, place, found);
  },
};

/** An empty name is only too short. */
const checkName: Shape<string>["check"] = (value, place, found) =>
  value === ""
    ? found.add(place, "''", "Member must have length greater than or equal to 1")
    : NAME.check(value, place, found);

export const indexName = text({ min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" });

/** The table that a call names, or its index. */
export const namedTable = (
  { tables }: Pick<DynamoDbServices, "tables">,
  { TableName, IndexName }: { readonly TableName?: string; readonly IndexName?: string },
): Subject<undefined> => {
  const asked =
    TableName === undefined ? [] : [{ resource: tables.arn(TableName) + (IndexName ? `/index/${IndexName}` : "") }];
  return { asked, target: () => undefined };
};

/** The table whose items a call is about, or its index, with what policies may ask about these. */
export const itemsOfTable =
  (kind: Kind) =>
  ({ tables }: DynamoDbServices, input: Asking, { principal }: Call): Subject<undefined> => {
    const { asked, target } = namedTable({ tables }, input);
    return { asked: asked.map((each) => ({ ...each, ...conditionKeys(tables, principal, kind, input) })), target };
  };

/** All tables of the account. */
export const allTables = ({ tables }: DynamoDbServices): Subject<undefined> => ({
  asked: [{ resource: tables.arn("*") }],
  target: () => undefined,
});
