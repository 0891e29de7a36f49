import { isDeepStrictEqual } from "node:util";
import type { DynamoDbServices } from "../dynamodb-services";
import type { CreateTableInput, IndexInput } from "../tables/definition-input";
import { describeKeys } from "../tables/description";
import type { Table } from "../tables/table";
import { type UpdateTableInput, updateTable } from "../tables/table-update";

/**
 * Gives a table what another definition says, as the provider does: in several updates, one index after another, each
 * of which waits for the one before. What the table has already is left, so that a change that was interrupted goes on.
 */
export const changeTable = async (
  services: DynamoDbServices,
  name: string,
  wanted: CreateTableInput,
): Promise<void> => {
  const update = async (change: Omit<UpdateTableInput, "TableName">) => {
    await services.filling.settled(name);
    await updateTable(services, { TableName: name, ...change });
    await services.filling.settled(name);
  };
  const wantedIndexes = new Map((wanted.GlobalSecondaryIndexes ?? []).map((index) => [index.IndexName, index]));
  for (const [IndexName, has] of globalIndexes(services.tables.require(name))) {
    const index = wantedIndexes.get(IndexName);
    if (!index || !isDeepStrictEqual(shapeOf(index), shapeOf(has))) {
      await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
    }
  }
  const capacity = changedCapacity(services.tables.require(name), wanted);
  if (capacity) await update(capacity);
  const known = globalIndexes(services.tables.require(name));
  for (const [IndexName, index] of wantedIndexes) {
    if (known.has(IndexName)) continue;
    const { AttributeDefinitions: all } = wanted;
    const keys = index.KeySchema.map(({ AttributeName }) => AttributeName);
    const AttributeDefinitions = all.filter(({ AttributeName }) => keys.includes(AttributeName));
    await update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create: index }] });
  }
  const { record } = services.tables.require(name);
  if (record.isProtected !== wanted.DeletionProtectionEnabled) {
    await update({ DeletionProtectionEnabled: wanted.DeletionProtectionEnabled === true });
  }
  const { TableClass = "STANDARD" } = wanted;
  if ((record.tableClass ?? "STANDARD") !== TableClass) await update({ TableClass });
  const { SSESpecification = { Enabled: false } } = wanted;
  if (record.encryption || SSESpecification.Enabled) await update({ SSESpecification });
  await changeStream(record.stream?.view, wanted.StreamSpecification, update);
};

type Update = (change: Omit<UpdateTableInput, "TableName">) => Promise<void>;

/** Another view type is another stream. */
const changeStream = async (
  view: string | undefined,
  wanted: CreateTableInput["StreamSpecification"],
  update: Update,
): Promise<void> => {
  if (view === wanted?.StreamViewType) return;
  if (view) await update({ StreamSpecification: { StreamEnabled: false } });
  if (wanted) await update({ StreamSpecification: wanted });
};

const globalIndexes = ({ record }: Table): ReadonlyMap<string, IndexInput> =>
  new Map(
    record.indexes
      .filter(({ isGlobal }) => isGlobal)
      .map(({ name, schema, projection, throughput }) => [
        name,
        {
          IndexName: name,
          KeySchema: describeKeys(schema),
          Projection: {
            ProjectionType: projection.type,
            ...(projection.attributes ? { NonKeyAttributes: projection.attributes } : {}),
          },
          ...(throughput ? { ProvisionedThroughput: throughput } : {}),
        },
      ]),
  );

const shapeOf = ({ KeySchema, Projection }: IndexInput): object => ({
  KeySchema,
  Projection: { ...Projection, NonKeyAttributes: [...(Projection.NonKeyAttributes ?? [])].sort() },
});

const changedCapacity = (table: Table, wanted: CreateTableInput): Omit<UpdateTableInput, "TableName"> | undefined => {
  const { isOnDemand, throughput } = table.record;
  const toOnDemand = wanted.BillingMode === "PAY_PER_REQUEST";
  if (toOnDemand) return isOnDemand ? undefined : { BillingMode: "PAY_PER_REQUEST" };
  const indexes = (wanted.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName, ProvisionedThroughput }) => {
    const known = globalIndexes(table).get(IndexName);
    const isSame = isDeepStrictEqual(known?.ProvisionedThroughput, ProvisionedThroughput);
    return known && ProvisionedThroughput && !isSame ? [{ Update: { IndexName, ProvisionedThroughput } }] : [];
  });
  const isSame = !isOnDemand && isDeepStrictEqual(throughput, wanted.ProvisionedThroughput);
  if (isSame && indexes.length === 0) return undefined;
  return {
    ...(isOnDemand ? { BillingMode: "PROVISIONED" as const } : {}),
    ...(isSame || !wanted.ProvisionedThroughput ? {} : { ProvisionedThroughput: wanted.ProvisionedThroughput }),
    ...(indexes.length > 0 ? { GlobalSecondaryIndexUpdates: indexes } : {}),
  };
};
