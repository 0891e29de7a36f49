import { ServiceError } from "../../../wire/service-error";
import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributes, namePlaceholders } from "../input/attribute-values";
import { list, mapOf } from "../input/collections";
import { flag, text } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumedOfAll, joinUsage, readUsage, returnConsumedCapacity, type Usage } from "../items/capacity";
import { getOne, readWanted } from "../items/get";
import { spent, unlessThrottled } from "../items/throughput";
import { invalid } from "../refusals";
import { conditionKeys } from "../rights/condition-keys";
import type { Item } from "../values/attribute-value";
import { requireDistinct } from "./batch-keys";

const Request = structure("KeysAndAttributes", {
  Keys: required(list(attributes, { min: 1, max: 100, terse: true })),
  AttributesToGet: list(text(), { min: 1, max: 255 }),
  ConsistentRead: flag,
  ProjectionExpression: text(),
  ExpressionAttributeNames: namePlaceholders,
});

const Input = structure("BatchGetItemInput", {
  RequestItems: required(mapOf(Request, { of: "com.amazonaws.dynamodb.v20120810.KeysAndAttributes" })),
  ReturnConsumedCapacity: returnConsumedCapacity,
});

// fidelity: docs: BatchGetItem: 100 items, 16 MB; keys for which there was no throughput are unprocessed, and the
// exception when those are all
const MAX_KEYS = 100;
const MAX_BYTES = 16 * 1024 * 1024;

export const batchGetItem: DynamoDbOperation = dynamoDbOperation(
  "BatchGetItem",
  Input,
  {
    action: "dynamodb:BatchGetItem",
    on: ({ tables }, { RequestItems = {}, ReturnConsumedCapacity }, { principal }) => ({
      asked: Object.entries(RequestItems).map(([TableName, request]) => ({
        resource: tables.arn(TableName),
        ...conditionKeys(tables, principal, "read", { ...request, TableName, ReturnConsumedCapacity }),
      })),
      target: () => undefined,
    }),
  },
  (services) =>
    ({ RequestItems, ReturnConsumedCapacity }) => {
      const requests = readRequests(services, RequestItems);
      const responses: [string, Item[]][] = [];
      const unprocessed: [string, object][] = [];
      const usages: Usage[] = [];
      let bytes = 0;
      let refusal: ServiceError | undefined;
      for (const { name, table, keys, projection, request } of requests) {
        const found: Item[] = [];
        const left: Item[] = [];
        let usage: Usage | undefined;
        for (const key of keys) {
          const { item, bytes: size } = getOne(services, table, key, projection);
          if (bytes + size > MAX_BYTES) {
            left.push(key);
            continue;
          }
          const used = unlessThrottled(() => spent(services, readUsage(table, size, request.ConsistentRead === true)));
          if (used instanceof ServiceError) {
            refusal = used;
            left.push(key);
            continue;
          }
          bytes += size;
          usage = joinUsage(usage, used);
          if (item) found.push(item);
        }
        responses.push([name, found]);
        if (left.length > 0) unprocessed.push([name, { ...request, Keys: left }]);
        if (usage) usages.push(usage);
      }
      if (refusal && usages.length === 0) throw refusal;
      return {
        Responses: Object.fromEntries(responses),
        UnprocessedKeys: Object.fromEntries(unprocessed),
        ...consumedOfAll(ReturnConsumedCapacity, usages),
      };
    },
);

// fidelity: observed: nubo-db/dynamodb-conformance, dynalite's tests: the texts
const readRequests = ({ tables }: DynamoDbServices, items: Readonly<Record<string, ValueOf<typeof Request>>>) => {
  const entries = Object.entries(items);
  if (entries.length === 0) throw invalid("The requestItems parameter is required for BatchGetItem");
  const read = entries.map(([name, request]) => {
    return { name, request, ...readWanted(request, request.Keys) };
  });
  if (read.reduce((total, { keys }) => total + keys.length, 0) > MAX_KEYS) {
    throw invalid("Too many items requested for the BatchGetItem call");
  }
  for (const { keys } of read) requireDistinct(keys);
  return read.map((each) => ({ ...each, table: tables.require(each.name) }));
};
