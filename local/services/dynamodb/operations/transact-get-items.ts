import { read } from "../../../wire/operations/members";
import {
  type DynamoDbOperation,
  dynamoDbOperation,
  objectOf,
  only,
  transactItems,
  withTableName,
} from "../dynamodb-operation";

const GET = ["ExpressionAttributeNames", "Key", "ProjectionExpression", "TableName"];

/** Several items, of several tables. */
// fidelity: docs: TransactGetItems: an empty object for an item that is not there
export const transactGetItems: DynamoDbOperation = dynamoDbOperation(
  "TransactGetItems",
  {
    action: "dynamodb:GetItem",
    on({ arn }, input) {
      const inputs = transactItems(input).map(({ Get }) => withTableName(only(objectOf(Get), GET)));
      const asked = inputs.flatMap(({ TableName }) =>
        typeof TableName === "string" ? [{ resource: arn(TableName) }] : [],
      );
      return { asked, target: () => inputs };
    },
  },
  {
    members: () => ({ ReturnConsumedCapacity: ["NONE"], TransactItems: { "*": { Get: read(...GET) } } }),
    async run({ dynalite }, _, inputs) {
      const read = inputs.map((input) => dynalite.call("GetItem", { ...input, ConsistentRead: true }));
      return { Responses: (await Promise.all(read)).map(({ Item }) => (Item === undefined ? {} : { Item })) };
    },
  },
);
