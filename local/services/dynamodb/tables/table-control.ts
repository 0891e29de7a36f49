import { ServiceError } from "../../../wire/service-error";
import type { DynamoDbServices } from "../dynamodb-services";
import { invalid, invalidParameter, noSuchResource } from "../refusals";
import { checkDefinition, tableExists } from "./check-definition";
import type { CreateTableInput } from "./definition-input";
import { newTable } from "./new-table";
import type { Table } from "./table";
import type { TableRecord, ViewType } from "./table-record";
import { spacesOf } from "./tables";

/** Makes a table. @throws {ServiceError} */
export const createTable = async (
  services: DynamoDbServices,
  name: string,
  input: CreateTableInput,
): Promise<TableRecord> => {
  checkDefinition(input);
  const view = viewOf(input.StreamSpecification);
  if (services.tables.find(name)) throw tableExists(name);
  const bare = newTable(name, input, services.clock.now(), services.newSpace);
  const record = view ? withStream(services, bare, view) : bare;
  await services.tables.keep(record);
  return record;
};

/** Deletes a table; its items are removed by and by. @throws {ServiceError} */
// fidelity: docs: DeleteTable, errors; observed: the texts
export const deleteTable = async (services: DynamoDbServices, name: string): Promise<Table> => {
  const table = requireTable(services, name);
  const { record } = table;
  if (record.isProtected) {
    throw invalid(
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Table: ${record.name}`,
    );
  }
  if (record.stream) services.streams.close(record.stream.arn);
  const removed = services.tables.remove(record.name);
  services.purges.add(spacesOf(record));
  await removed;
  return table;
};

/** As operations on tables word it. @throws {ServiceError} */
export const requireTable = ({ tables }: DynamoDbServices, name: string): Table => {
  const table = tables.find(name);
  if (!table) throw noSuchResource(`Requested resource not found: Table: ${name} not found`);
  return table;
};

/** The view type of a stream that is asked for; `undefined` when it shall be none. @throws {ServiceError} */
export const viewOf = (
  specification: { readonly StreamEnabled: boolean; readonly StreamViewType?: ViewType } | undefined,
): ViewType | undefined => {
  if (!specification) return undefined;
  const { StreamEnabled, StreamViewType } = specification;
  if (StreamEnabled && !StreamViewType)
    throw invalidParameter("StreamViewType must be specified when StreamEnabled is true");
  if (!StreamEnabled && StreamViewType) {
    throw invalidParameter("StreamViewType can only be specified when StreamEnabled is true");
  }
  return StreamViewType;
};

export const withStream = (
  { streams, tables, newSpace }: DynamoDbServices,
  record: TableRecord,
  view: ViewType,
): TableRecord => {
  const { arn, label, space } = streams.open(record, tables.arn(record.name), view, newSpace());
  return { ...record, stream: { arn, label, space, view }, latestStream: { arn, label } };
};

export const withoutStream = ({ streams }: DynamoDbServices, { stream, ...record }: TableRecord): TableRecord => {
  if (stream) streams.close(stream.arn);
  return record;
};

export const inUse = (name: string): ServiceError =>
  new ServiceError(
    "ResourceInUseException",
    `Attempt to change a resource which is still in use: Table is being updated: ${name}`,
  );

/** As operations on backups word it. @throws {ServiceError} */
export const requireBackedUp = ({ tables }: DynamoDbServices, name: string): Table => {
  const table = tables.find(name);
  if (table) return table;
  throw new ServiceError("TableNotFoundException", `Table not found: ${name}`);
};
