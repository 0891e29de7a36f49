import { readMembers } from "../dynalite-parts";
import {
  type DynamoDbOperation,
  dynamoDbOperation,
  objectOf,
  transactItems,
  withTableName,
} from "../dynamodb-operation";

/** Several items, of several tables. */
// fidelity: docs: TransactGetItems: an empty object for an item that is not there
export const transactGetItems: DynamoDbOperation = dynamoDbOperation(
  "TransactGetItems",
  {
    action: "dynamodb:GetItem",
    on({ arn }, input) {
      const inputs = transactItems(input).map(({ Get }) => withTableName(objectOf(Get)));
      const asked = inputs.flatMap(({ TableName }) =>
        typeof TableName === "string" ? [{ resource: arn(TableName) }] : [],
      );
      return { asked, target: () => inputs };
    },
  },
  {
    members: () => ({ ReturnConsumedCapacity: ["NONE"], TransactItems: { "*": { Get: readMembers("GetItem") } } }),
    async run({ dynalite }, _, inputs) {
      const read = inputs.map((input) => dynalite.call("GetItem", { ...input, ConsistentRead: true }));
      return { Responses: (await Promise.all(read)).map(({ Item }) => (Item === undefined ? {} : { Item })) };
    },
  },
);
