import { ServiceError } from "../../../wire/service-error";
import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributes } from "../input/attribute-values";
import { list, mapOf } from "../input/collections";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumedOfAll, joinUsage, returnConsumedCapacity, type Usage } from "../items/capacity";
import { metricsByTable, returnItemCollectionMetrics } from "../items/collection-metrics";
import { unlessThrottled } from "../items/throughput";
import { decide, type PlannedWrite, planDelete, planPut, requireSmall, write } from "../items/write";
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
      const requests = readRequests(services, RequestItems);
      const { usages, done, left } = await services.writes.run(() => writeAll(services, requests));
      return {
        UnprocessedItems: requestsByTable(left),
        ...consumedOfAll(ReturnConsumedCapacity, usages),
        ...(ReturnItemCollectionMetrics === "SIZE"
          ? { ItemCollectionMetrics: metricsByTable(done.map(({ plan }) => plan)) }
          : {}),
      };
    },
);

interface Requested {
  /** As it was written. */
  readonly name: string;
  readonly request: ValueOf<typeof Request>;
  readonly plan: PlannedWrite;
}

/** Writes what there is throughput for. Within a commit. @throws {ServiceError} when there is none for any of it */
// fidelity: docs: BatchWriteItem, UnprocessedItems
const writeAll = (services: DynamoDbServices, requested: readonly Requested[]) => {
  const known = requested.map(({ plan }) => ({ ...plan, table: services.tables.current(plan.table) }));
  const usages = new Map<string, Usage>();
  const refusals = known.map((plan) => {
    const used = unlessThrottled(() => write(services, decide(services, plan)));
    if (used instanceof ServiceError) return used;
    usages.set(plan.table.name, joinUsage(usages.get(plan.table.name), used));
    return undefined;
  });
  if (usages.size === 0 && refusals[0]) throw refusals[0];
  const isLeft = (_: Requested, at: number) => refusals[at] !== undefined;
  return {
    usages: [...usages.values()],
    done: requested.filter((each, at) => !isLeft(each, at)),
    left: requested.filter(isLeft),
  };
};

const requestsByTable = (requested: readonly Requested[]): Record<string, object[]> => {
  const byTable = new Map<string, object[]>();
  for (const { name, request } of requested) byTable.set(name, [...(byTable.get(name) ?? []), request]);
  return Object.fromEntries(byTable);
};

// fidelity: observed: nubo-db/dynamodb-conformance, dynalite's tests: the texts
const readRequests = (
  { tables }: DynamoDbServices,
  requested: Readonly<Record<string, readonly ValueOf<typeof Request>[]>>,
): Requested[] => {
  const entries = Object.entries(requested);
  if (entries.length === 0) throw invalid("The requestItems parameter is required for BatchWriteItem");
  const read = entries.map(([name, requests]) => ({
    name,
    writes: requests.map((request) => ({ request, plan: readRequest(request) })),
  }));
  if (read.reduce((total, { writes }) => total + writes.length, 0) > MAX_WRITES) {
    throw invalid("Too many items requested for the BatchWriteItem call");
  }
  return read.flatMap(({ name, writes }) => {
    const table = tables.require(name);
    const requested = writes.map(({ request, plan }) => ({ name, request, plan: plan(table) }));
    requireDistinct(requested.map(({ plan }) => plan.key));
    return requested;
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
