import type { DynamoDbServices } from "../dynamodb-services";
import { invalid } from "../refusals";
import type { Item } from "../values/attribute-value";
import { type CapacityWanted, consumed, writeUsage } from "./capacity";
import { toldMetrics } from "./collection-metrics";
import { decide, type PlannedWrite } from "./write";

export interface WriteOptions {
  readonly ReturnConsumedCapacity?: CapacityWanted;
  readonly ReturnItemCollectionMetrics?: "SIZE" | "NONE";
}

/** Does a write of one item, and answers what was asked for, given the item before and after. @throws {ServiceError} */
export const writeOne = async (
  { tables, items, writes }: DynamoDbServices,
  plan: PlannedWrite,
  { ReturnConsumedCapacity, ReturnItemCollectionMetrics }: WriteOptions,
  attributes: (before: Item | undefined, after: Item | undefined) => Item | undefined,
) => {
  const { change, written } = await writes.run(() => {
    const change = decide(items, { ...plan, table: tables.current(plan.table) });
    return { change, written: items.change(change) };
  });
  const told = attributes(change.before, change.after);
  return {
    ...(told && Object.keys(told).length > 0 ? { Attributes: told } : {}),
    ...consumed(ReturnConsumedCapacity, writeUsage(change.table, written)),
    ...toldMetrics(ReturnItemCollectionMetrics, plan.table, plan.key),
  };
};

/** What PutItem and DeleteItem can tell. @throws {ServiceError} */
export const oldOnly = (wanted = "NONE"): ((before: Item | undefined) => Item | undefined) => {
  if (wanted !== "ALL_OLD" && wanted !== "NONE") throw invalid("ReturnValues can only be ALL_OLD or NONE");
  return (before) => (wanted === "ALL_OLD" ? before : undefined);
};
