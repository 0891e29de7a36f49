import type { DynamoDbServices } from "../dynamodb-services";
import { invalid } from "../refusals";
import type { Item } from "../values/attribute-value";
import { type CapacityWanted, consumed } from "./capacity";
import { toldMetrics } from "./collection-metrics";
import { decide, type PlannedWrite, type Writing, write } from "./write";

export interface WriteOptions {
  readonly ReturnConsumedCapacity?: CapacityWanted;
  readonly ReturnItemCollectionMetrics?: "SIZE" | "NONE";
}

/** Does a write of one item, and answers what was asked for, given the item before and after. @throws {ServiceError} */
export const writeOne = async (
  services: Pick<DynamoDbServices, "tables" | "writes"> & Writing,
  plan: PlannedWrite,
  { ReturnConsumedCapacity, ReturnItemCollectionMetrics }: WriteOptions,
  attributes: (before: Item | undefined, after: Item | undefined) => Item | undefined,
) => {
  const { change, usage } = await services.writes.run(() => {
    const change = decide(services, { ...plan, table: services.tables.current(plan.table) });
    return { change, usage: write(services, change) };
  });
  const told = attributes(change.before, change.after);
  return {
    ...(told && Object.keys(told).length > 0 ? { Attributes: told } : {}),
    ...consumed(ReturnConsumedCapacity, usage),
    ...toldMetrics(ReturnItemCollectionMetrics, plan.table, plan.key),
  };
};

/** What PutItem and DeleteItem can tell. @throws {ServiceError} */
export const oldOnly = (wanted = "NONE"): ((before: Item | undefined) => Item | undefined) => {
  if (wanted !== "ALL_OLD" && wanted !== "NONE") throw invalid("ReturnValues can only be ALL_OLD or NONE");
  return (before) => (wanted === "ALL_OLD" ? before : undefined);
};
