import { dynamoDbOperation } from "../dynamodb-operation";
import { attributes, namePlaceholders } from "../input/attribute-values";
import { list } from "../input/collections";
import { flag, text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { consumed, readUsage, returnConsumedCapacity } from "../items/capacity";
import { getOne, readWanted } from "../items/get";
import { spent } from "../items/throughput";
import { itemsOfTable, tableName } from "./table-name";

const Input = structure("GetItemInput", {
  TableName: required(tableName),
  Key: required(attributes),
  AttributesToGet: list(text(), { min: 1, max: 255 }),
  ConsistentRead: flag,
  ReturnConsumedCapacity: returnConsumedCapacity,
  ProjectionExpression: text(),
  ExpressionAttributeNames: namePlaceholders,
});

export const getItem = dynamoDbOperation(
  "GetItem",
  Input,
  { action: "dynamodb:GetItem", on: itemsOfTable("read") },
  (services) => (input) => {
    const { keys, projection } = readWanted(input, [input.Key]);
    const table = services.tables.require(input.TableName);
    const { item, bytes } = getOne(services, table, keys[0] ?? {}, projection);
    const usage = spent(services, readUsage(table, bytes, input.ConsistentRead === true));
    return {
      ...(item ? { Item: item } : {}),
      ...consumed(input.ReturnConsumedCapacity, usage),
    };
  },
);
