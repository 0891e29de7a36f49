import { attributes, namePlaceholders, valuePlaceholders } from "../input/attribute-values";
import { list } from "../input/collections";
import { flag, text, whole } from "../input/plain";
import { required } from "../input/shape";
import { returnConsumedCapacity } from "../items/capacity";
import type { Page } from "../items/page";
import { selectShape } from "../items/selection";
import { conditionalOperator } from "../legacy/conditions";
import { indexName, tableName } from "./table-name";

/** Of a query and of a scan. */
export const READ_MEMBERS = {
  TableName: required(tableName),
  IndexName: indexName,
  Select: selectShape,
  AttributesToGet: list(text(), { min: 1, max: 255 }),
  ConsistentRead: flag,
  ConditionalOperator: conditionalOperator,
  ExclusiveStartKey: attributes,
  ReturnConsumedCapacity: returnConsumedCapacity,
  FilterExpression: text(),
  ProjectionExpression: text(),
  ExpressionAttributeNames: namePlaceholders,
  ExpressionAttributeValues: valuePlaceholders,
};

export const limit = (isTerse: boolean) => whole({ min: 1, terse: isTerse });

/** What both answer. */
export const pageOutput = ({ items, count, scanned, lastKey }: Page, countOnly: boolean) => ({
  ...(countOnly ? {} : { Items: items }),
  Count: count,
  ScannedCount: scanned,
  ...(lastKey ? { LastEvaluatedKey: lastKey } : {}),
});
