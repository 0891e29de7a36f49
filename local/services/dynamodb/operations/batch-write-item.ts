import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributes } from "../input/attribute-values";
import { list, mapOf } from "../input/collections";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumedOfAll, joinUsage, returnConsumedCapacity, type Usage, writeUsage } from "../items/capacity";
import { metricsByTable, returnItemCollectionMetrics } from "../items/collection-metrics";
import { decide, type PlannedWrite, planDelete, planPut, requireSmall } from "../items/write";
import { checkedItem, invalid } from "../refusals";
import { conditionKeys } from "../rights/condition-keys";
import type { Table } from "../tables/table";
import { requireDistinct } from "./batch-keys";

const Request = structure("WriteRequest", {
  PutRequest: structure("PutRequest", { Item: required(attributes) }),
  DeleteRequest: structure("DeleteRequest", { Key: required(attributes) }),
});

// fidelity: docs: BatchWriteItem: 25 writes
const MAX_WRITES = 25;

const Input = structure("BatchWriteItemInput", {
  RequestItems: required(mapOf(list(Request), { of: "java.util.List", values: { min: 1, max: MAX_WRITES } })),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
});

export const batchWriteItem: DynamoDbOperation = dynamoDbOperation(
  "BatchWriteItem",
  Input,
  {
    action: "dynamodb:BatchWriteItem",
    on: ({ tables }, { RequestItems = {}, ReturnConsumedCapacity }, { principal }) => ({
      asked: Object.entries(RequestItems).map(([TableName, requests = []]) => {
        const Items = requests.flatMap((request) => request?.PutRequest?.Item ?? request?.DeleteRequest?.Key ?? []);
        return {
          resource: tables.arn(TableName),
          ...conditionKeys(tables, principal, "write", { TableName, Items, ReturnConsumedCapacity }),
        };
      }),
      target: () => undefined,
    }),
  },
  (services) =>
    async ({ RequestItems, ReturnConsumedCapacity, ReturnItemCollectionMetrics }) => {
      const plans = readRequests(services, RequestItems);
      const usages = await services.writes.run(() => writeAll(services, plans));
      return {
        UnprocessedItems: {},
        ...consumedOfAll(ReturnConsumedCapacity, usages),
        ...(ReturnItemCollectionMetrics === "SIZE" ? { ItemCollectionMetrics: metricsByTable(plans) } : {}),
      };
    },
);

const writeAll = ({ tables, items }: DynamoDbServices, plans: readonly PlannedWrite[]): Usage[] => {
  const known = plans.map((plan) => ({ ...plan, table: tables.current(plan.table) }));
  const usages = new Map<string, Usage>();
  for (const plan of known) {
    const written = items.change(decide(items, plan));
    usages.set(plan.table.name, joinUsage(usages.get(plan.table.name), writeUsage(plan.table, written)));
  }
  return [...usages.values()];
};

// fidelity: observed: nubo-db/dynamodb-conformance, dynalite's tests: the texts
const readRequests = (
  { tables }: DynamoDbServices,
  requested: Readonly<Record<string, readonly ValueOf<typeof Request>[]>>,
): PlannedWrite[] => {
  const entries = Object.entries(requested);
  if (entries.length === 0) throw invalid("The requestItems parameter is required for BatchWriteItem");
  const read = entries.map(([name, requests]) => ({ name, writes: requests.map(readRequest) }));
  if (read.reduce((total, { writes }) => total + writes.length, 0) > MAX_WRITES) {
    throw invalid("Too many items requested for the BatchWriteItem call");
  }
  return read.flatMap(({ name, writes }) => {
    const table = tables.require(name);
    const plans = writes.map((plan) => plan(table));
    requireDistinct(plans.map(({ key }) => key));
    return plans;
  });
};

const readRequest = ({ PutRequest, DeleteRequest }: ValueOf<typeof Request>): ((table: Table) => PlannedWrite) => {
  if (PutRequest && !DeleteRequest) {
    const item = checkedItem(PutRequest.Item);
    requireSmall(item);
    return (table) => planPut(table, item);
  }
  if (DeleteRequest && !PutRequest) {
    const key = checkedItem(DeleteRequest.Key);
    return (table) => planDelete(table, key);
  }
  throw invalid(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );
};
