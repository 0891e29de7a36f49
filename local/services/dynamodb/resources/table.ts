import { nameOf } from "../../../aws-types/resource-names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import type { DynamoDbServices } from "../dynamodb-services";
import { createTable, deleteTable } from "../tables/table-control";
import { changeTimeToLive } from "../tables/time-to-live";
import { changeTable } from "./table-changes";
import { tableDefinition } from "./table-definition";
import { tableProperties } from "./table-properties";

const TYPE = "aws:dynamodb/table:Table";

const MISSING = ["importTable", "replicas", "restoreBackupArn", "restoreSourceName", "restoreSourceTableArn"];

export const tableType = (services: DynamoDbServices): ResourceType => ({
  type: TYPE,
  check: (inputs) =>
    MISSING.filter((property) => isGiven(inputs[property])).map((property) => ({
      property,
      reason: `${property} of a table is not emulated by the local cloud`,
    })),
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const definition = tableDefinition(name, inputs);
    // A crash may have left the table without its state: then it is taken over.
    if (services.tables.find(name)) await changeTable(services, name, definition);
    else await createTable(services, name, definition);
    await settle(services, name, inputs, context);
    return { id: name, outputs: { ...inputs, ...propertiesOf(services, name) } };
  },
  async update(id, inputs, _, context) {
    if (!services.tables.find(id)) throw new Error(`${context.name}: table ${id} is gone`);
    await changeTable(services, id, tableDefinition(id, inputs));
    await settle(services, id, inputs, context);
    return { ...inputs, ...propertiesOf(services, id) };
  },
  read: async (id) => propertiesOf(services, id),
  async delete(id) {
    if (services.tables.find(id)) await deleteTable(services, id);
  },
});

const propertiesOf = ({ tables }: DynamoDbServices, name: string): Properties | undefined => {
  const table = tables.find(name);
  return table && tableProperties(table.record, tables.arn(name));
};

/** fidelity: guess: on demand, nothing is throttled here */
const isBounded = (inputs: Properties): boolean =>
  [inputs, ...[inputs.globalSecondaryIndexes ?? []].flat()].some((one) => isGiven(objectOf(one).onDemandThroughput));

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== false;

/** What the provider sets by calls of their own. */
const settle = async (
  services: DynamoDbServices,
  name: string,
  inputs: Properties,
  context: ResourceContext,
): Promise<void> => {
  const { tables, clock, log } = services;
  if (isBounded(inputs)) log.warn("dynamodb", `${context.name}: onDemandThroughput is recorded only`);
  const { timeToLive } = tables.require(name).record;
  const wanted = objectOf(inputs.ttl);
  const attribute = wanted.enabled === true ? String(wanted.attributeName) : undefined;
  if (timeToLive && timeToLive.attribute !== attribute) {
    await changeTimeToLive(services, name, { Enabled: false, AttributeName: timeToLive.attribute });
  }
  if (attribute !== undefined && timeToLive?.attribute !== attribute) {
    await changeTimeToLive(services, name, { Enabled: true, AttributeName: attribute });
  }
  const { recovery: before, ...rest } = tables.require(name).record;
  const recovery = objectOf(inputs.pointInTimeRecovery);
  const days = Number(recovery.recoveryPeriodInDays ?? before?.days ?? 35);
  const kept = recovery.enabled === true ? { recovery: { since: before?.since ?? clock.now(), days } } : {};
  const { tagsAll: tags } = tagsAll(inputs, context.defaultTags);
  await tables.keep({ ...rest, ...kept, tags: (tags ?? {}) as Readonly<Record<string, string>> });
};

const objectOf = (value: unknown): Properties =>
  typeof value === "object" && value !== null ? (value as Properties) : {};
