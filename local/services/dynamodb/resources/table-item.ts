import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributes } from "../input/attribute-values";
import { getOne } from "../items/get";
import { writeOne } from "../items/single-write";
import { UNLIMITED } from "../items/throughput";
import { planDelete, planPut } from "../items/write";
import { checkedItem } from "../refusals";
import { attributeOf, type Item, pick } from "../values/attribute-value";

/** Its id is `table|hash key|range key`. */
export const tableItemType = (services: DynamoDbServices): ResourceType => {
  const put = ({ tableName, item }: Properties) => {
    const table = services.tables.require(String(tableName));
    return writeOne(unthrottled(services), planPut(table, itemOf(item)), {}, () => undefined);
  };
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
      if (idOf(olds.inputs) !== idOf(inputs)) await remove(services, olds.inputs);
      return { ...inputs, id };
    },
    async read(_, known) {
      if (known.item === undefined) return undefined;
      const { tableName, hashKey, rangeKey } = known;
      const table = services.tables.find(String(tableName));
      const { item } = table ? getOne(services, table, keyOf(known), undefined) : {};
      return item && { tableName, hashKey, rangeKey, item: JSON.stringify(item) };
    },
    delete: (_, outputs) => remove(services, outputs),
  };
};

const remove = async (services: DynamoDbServices, { tableName, ...inputs }: Properties): Promise<void> => {
  const table = services.tables.require(String(tableName));
  await writeOne(unthrottled(services), planDelete(table, keyOf(inputs)), {}, () => undefined);
};

/** The provider tries again until all of its items fit. */
const unthrottled = ({ tables, items, writes }: DynamoDbServices) => ({
  tables,
  items,
  writes,
  throughput: UNLIMITED,
});

const keyOf = (inputs: Properties): Item => pick(itemOf(inputs.item), keyNames(inputs));

const keyNames = ({ hashKey, rangeKey }: Properties): string[] =>
  [hashKey, rangeKey].filter((name) => typeof name === "string" && name !== "").map(String);

const idOf = (inputs: Properties): string => {
  const item = itemOf(inputs.item);
  const values = keyNames(inputs).map((name) => Object.values(attributeOf(item, name) ?? {}).join());
  return [String(inputs.tableName), ...values].join("|");
};

/** Checked above to be an object. */
const itemOf = (item: unknown): Item => checkedItem(attributes.read(JSON.parse(String(item))));

const isJsonObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};
