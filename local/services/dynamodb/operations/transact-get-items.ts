import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";
import { attributes, namePlaceholders } from "../input/attribute-values";
import { list } from "../input/collections";
import { text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import {
  consumedInTransaction,
  joinUsage,
  readUsage,
  returnConsumedCapacity,
  TRANSACTION,
  type Usage,
} from "../items/capacity";
import { getOne, readWanted } from "../items/get";
import { spent } from "../items/throughput";
import { allOrReasons } from "../items/transaction";
import { invalid } from "../refusals";
import { conditionKeys } from "../rights/condition-keys";
import { tableName } from "./table-name";

const Action = structure("TransactGetItem", {
  Get: required(
    structure("Get", {
      TableName: required(tableName),
      Key: required(attributes),
      ProjectionExpression: text(),
      ExpressionAttributeNames: namePlaceholders,
    }),
  ),
});

const Input = structure("TransactGetItemsInput", {
  TransactItems: required(list(Action, { min: 1, max: 100 })),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

/** Several items, of several tables, as they are at one time. */
// fidelity: docs: TransactGetItems: an empty object for an item that is not there
export const transactGetItems: DynamoDbOperation = dynamoDbOperation(
  "TransactGetItems",
  Input,
  {
    action: "dynamodb:GetItem",
    on: ({ tables }, { TransactItems = [], ReturnConsumedCapacity }, { principal }) => ({
      asked: TransactItems.flatMap(({ Get }) => {
        if (Get?.TableName === undefined) return [];
        const asking = { ...Get, ReturnConsumedCapacity };
        const keys = conditionKeys(tables, principal, "read", asking, "TransactGetItems");
        return [{ resource: tables.arn(Get.TableName), ...keys }];
      }),
      target: () => undefined,
    }),
  },
  (services) =>
    ({ TransactItems, ReturnConsumedCapacity }) => {
      const read = TransactItems.map(({ Get }) => {
        const { keys, projection } = readWanted(Get, [Get.Key]);
        return { name: Get.TableName, key: keys[0] ?? {}, projection };
      });
      const gets = read.map((each) => ({ ...each, table: services.tables.require(each.name) }));
      const places = gets.map(({ table, key }) => table.space.key(key)?.toString("base64"));
      if (places.some((place, at) => place !== undefined && places.indexOf(place) !== at)) {
        throw invalid("Transaction request cannot include multiple operations on one item");
      }
      const usages = new Map<string, Usage>();
      const found = allOrReasons(gets, ({ table, key, projection }) => {
        const { item, bytes } = getOne(services, table, key, projection);
        const usage = spent(services, readUsage(table, bytes, true), TRANSACTION);
        usages.set(table.name, joinUsage(usages.get(table.name), usage));
        return item;
      });
      return {
        Responses: found.map((item) => (item ? { Item: item } : {})),
        ...consumedInTransaction(ReturnConsumedCapacity, "ReadCapacityUnits", usages.values()),
      };
    },
);
