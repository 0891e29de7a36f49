import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Dynalite } from "../dynalite";

/** Its id is `table|hash key|range key`. */
export const tableItemType = (dynalite: Dynalite): ResourceType => {
  const put = (inputs: Properties) => dynalite.call("PutItem", { TableName: inputs.tableName, Item: itemOf(inputs) });
  return {
    type: "aws:dynamodb/tableItem:TableItem",
    check: (inputs) =>
      typeof inputs.item === "string" && !isJsonObject(inputs.item)
        ? [{ property: "item", reason: "must be a JSON object of typed attribute values" }]
        : [],
    async create(inputs) {
      await put(inputs);
      return { id: idOf(inputs), outputs: inputs };
    },
    async update(id, inputs, olds) {
      await put(inputs);
      if (idOf(olds.inputs) !== idOf(inputs)) await remove(dynalite, olds.inputs);
      return { ...inputs, id };
    },
    delete: (_, outputs) => remove(dynalite, outputs),
  };
};

const remove = async (dynalite: Dynalite, { tableName, ...inputs }: Properties): Promise<void> => {
  const item = itemOf(inputs);
  const Key = Object.fromEntries(keyNames(inputs).map((name) => [name, item[name]]));
  await dynalite.call("DeleteItem", { TableName: tableName, Key });
};

const keyNames = ({ hashKey, rangeKey }: Properties): string[] =>
  [hashKey, rangeKey].filter((name) => typeof name === "string" && name !== "").map(String);

const idOf = (inputs: Properties): string => {
  const item = itemOf(inputs);
  const values = keyNames(inputs).map((name) => Object.values(item[name] ?? {}).join());
  return [String(inputs.tableName), ...values].join("|");
};

/** Checked above to be an object. */
const itemOf = ({ item }: Properties): Record<string, Properties> => JSON.parse(String(item));

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};
