import type { ServiceError } from "../../../wire/service-error";
import { invalid, invalidParameter } from "../refusals";
import { type KeyAttribute, MAX_HASH_BYTES, MAX_RANGE_BYTES } from "../storage/keys";
import { type AttributeValue, attributeOf, type Item, inside, typeOf } from "../values/attribute-value";
import { keyBytes } from "../values/key-bytes";
import type { Table } from "./table";

export const KEY_MISMATCH = "The provided key element does not match the schema";

/** The key of an item, all of it and nothing else. @throws {ServiceError} */
// fidelity: observed: dynalite's tests, moto's aws_verified tests: the texts
export const checkKey = (table: Table, key: Item): void => {
  const { keys } = table;
  if (Object.keys(key).length !== keys.length) throw invalid(KEY_MISMATCH);
  keys.forEach((attribute, at) => {
    const value = attributeOf(key, attribute.name);
    if (value === undefined || typeOf(value) !== attribute.type) throw invalid(KEY_MISMATCH);
    checkKeyValue(attribute, value, at === 0);
  });
};

/** An item that is put, for its keys in the table and in its indexes. @throws {ServiceError} */
export const checkItemKeys = (table: Table, item: Item): void => {
  table.keys.forEach((attribute, at) => {
    const value = attributeOf(item, attribute.name);
    if (value === undefined) throw invalidParameter(`Missing the key ${attribute.name} in the item`);
    if (typeOf(value) !== attribute.type) {
      throw invalidParameter(
        `Type mismatch for key ${attribute.name} expected: ${attribute.type} actual: ${typeOf(value)}`,
      );
    }
    checkKeyValue(attribute, value, at === 0);
  });
  checkIndexKeys(table, item);
};

/** @throws {ServiceError} */
export const checkIndexKeys = (table: Table, item: Item): void => {
  for (const { attribute, index } of table.indexKeys) {
    const value = attributeOf(item, attribute.name);
    if (value === undefined) continue;
    if (typeOf(value) !== attribute.type) {
      throw invalidParameter(
        `Type mismatch for Index Key ${attribute.name} Expected: ${attribute.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
      );
    }
    if (isEmpty(value)) {
      const place = `IndexName: ${index.name}, IndexKey: ${attribute.name}`;
      throw emptyKey(value, place, " A value specified for a secondary index key is not supported.");
    }
  }
  for (const { schema } of table.indexes) {
    const valuesOf = (keys: readonly KeyAttribute[]) => keys.flatMap(({ name }) => attributeOf(item, name) ?? []);
    checkSize(valuesOf(schema.partition), true);
    checkSize(valuesOf(schema.sort), false);
  }
};

const checkKeyValue = (attribute: KeyAttribute, value: AttributeValue, isHash: boolean): void => {
  if (isEmpty(value)) throw emptyKey(value, `Key: ${attribute.name}`);
  checkSize([value], isHash);
};

const checkSize = (values: readonly AttributeValue[], isHash: boolean): void => {
  const bytes = values.reduce((total, value) => total + keyBytes(value).length, 0);
  if (isHash && bytes > MAX_HASH_BYTES) {
    throw invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (!isHash && bytes > MAX_RANGE_BYTES) {
    throw invalidParameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
};

export const isEmpty = (value: AttributeValue): boolean => inside(value, "S") === "" || inside(value, "B") === "";

/** @param why a sentence that comes first */
export const emptyKey = (value: AttributeValue, place: string, why = ""): ServiceError => {
  const kind = inside(value, "S") === "" ? "string" : "binary";
  return invalid(
    `One or more parameter values are not valid.${why} The AttributeValue for a key attribute cannot contain an empty ${kind} value. ${place}`,
  );
};

/** A key without empty values, whatever its table is. @throws {ServiceError} */
export const requireFilledKey = (key: Item): Item => {
  for (const [name, value] of Object.entries(key)) if (isEmpty(value)) throw emptyKey(value, `Key: ${name}`);
  return key;
};
