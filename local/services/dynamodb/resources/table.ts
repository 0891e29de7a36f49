import { isDeepStrictEqual } from "node:util";
import { nameOf } from "../../../aws-types/names";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { ServiceError } from "../../../wire/service-error";
import type { Dynalite } from "../dynalite";
import { tableDefinition } from "../table-definition";

const TYPE = "aws:dynamodb/table:Table";

const MISSING = ["importTable", "replicas", "restoreSourceName", "restoreSourceTableArn", "streamEnabled"];

export const tableType = (dynalite: Dynalite, arn: (name: string) => string): ResourceType => ({
  type: TYPE,
  check: (inputs) =>
    MISSING.filter((property) => isGiven(inputs[property])).map((property) => ({
      property,
      reason: `${property} of a table is not emulated by the local cloud`,
    })),
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    // A crash may have left the table without its state: then it is taken over.
    if (!(await exists(dynalite, name))) {
      await dynalite.call("CreateTable", tableDefinition(name, inputs));
      await dynalite.settled(name);
    }
    return { id: name, outputs: outputsOf(name, arn(name), inputs, context.defaultTags) };
  },
  async update(id, inputs, olds, context) {
    if (!(await exists(dynalite, id))) throw new Error(`${context.name}: table ${id} is gone`);
    const definition = tableDefinition(id, inputs);
    if (!isDeepStrictEqual(definition, tableDefinition(id, olds.inputs))) await dynalite.reindex(id, definition);
    return outputsOf(id, arn(id), inputs, context.defaultTags);
  },
  async read(id, outputs) {
    return (await exists(dynalite, id)) ? outputs : undefined;
  },
  async delete(id) {
    if (!(await exists(dynalite, id))) return;
    await dynalite.call("DeleteTable", { TableName: id });
    await dynalite.settled(id);
  },
});

const isGiven = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== false;

const exists = async (dynalite: Dynalite, name: string): Promise<boolean> => {
  try {
    await dynalite.call("DescribeTable", { TableName: name });
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === "ResourceNotFoundException") return false;
    throw error;
  }
};

const outputsOf = (
  name: string,
  arn: string,
  inputs: Properties,
  defaultTags: Readonly<Record<string, string>>,
): Properties => ({
  ...inputs,
  name,
  arn,
  billingMode: inputs.billingMode ?? "PROVISIONED",
  readCapacity: inputs.readCapacity ?? 0,
  writeCapacity: inputs.writeCapacity ?? 0,
  streamArn: "",
  streamLabel: "",
  streamViewType: "",
  ...tagsAll(inputs, defaultTags),
});
