import { createHash } from "node:crypto";
import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Collection, Storage } from "../../storage";
import { ServiceError } from "../../wire/service-error";
import { compareValues, type Item } from "./attribute-value";

export interface Table {
  readonly name: string;
  readonly hashKey: string;
  readonly rangeKey: string | undefined;
}

/** What the operations of DynamoDB work with. */
export interface DynamoServices {
  readonly tables: Collection<Table>;
  /** `<table>/<digest of the key>`. */
  readonly items: Collection<Item>;
  readonly access: Access;
  readonly clock: Clock;
  arn(table: string): string;
}

export const dynamoTables = (storage: Storage): Pick<DynamoServices, "tables" | "items"> => ({
  tables: storage.collection("dynamodb.tables"),
  items: storage.collection("dynamodb.items"),
});

export const requireTable = ({ tables }: DynamoServices, name: string): Table => {
  const table = tables.get(name);
  if (!table) throw new ServiceError("ResourceNotFoundException", "Requested resource not found");
  return table;
};

const keyNames = ({ hashKey, rangeKey }: Table): string[] => (rangeKey ? [hashKey, rangeKey] : [hashKey]);

/** Where an item, or the key of one, is kept. */
export const address = (table: Table, item: Item): string => {
  const parts = keyNames(table).map((name) => {
    const value = item[name];
    if (!value)
      throw new ServiceError(
        "ValidationException",
        `One or more parameter values were invalid: Missing the key ${name} in the item`,
      );
    return value;
  });
  return `${table.name}/${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
};

/** All items of a table, by hash key and then in order of the range key. */
export const itemsOf = ({ items }: DynamoServices, table: Table): Item[] => {
  const all = [...items.entries()].filter(([key]) => key.startsWith(`${table.name}/`)).map(([, item]) => item);
  const order = (name: string) => (a: Item, b: Item) => compareValues(a[name] ?? {}, b[name] ?? {}) ?? 0;
  const { rangeKey } = table;
  return all.sort((a, b) => order(table.hashKey)(a, b) || (rangeKey ? order(rangeKey)(a, b) : 0));
};
