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
      throw invalid(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kindOf(value)} value. IndexName: ${index.name}, IndexKey: ${attribute.name}`,
      );
    }
    checkSize(value, attribute === index.schema.hash);
  }
};

export const checkKeyValue = (attribute: KeyAttribute, value: AttributeValue, isHash: boolean): void => {
  if (isEmpty(value)) {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kindOf(value)} value. Key: ${attribute.name}`,
    );
  }
  checkSize(value, isHash);
};

const checkSize = (value: AttributeValue, isHash: boolean): void => {
  if (inside(value, "N") !== undefined) return;
  const { length } = keyBytes(value);
  if (isHash && length > MAX_HASH_BYTES) {
    throw invalidParameter("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }
  if (!isHash && length > MAX_RANGE_BYTES) {
    throw invalidParameter("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  }
};

export const isEmpty = (value: AttributeValue): boolean => inside(value, "S") === "" || inside(value, "B") === "";

const kindOf = (value: AttributeValue): string => (inside(value, "S") === "" ? "string" : "binary");

/** A key without empty values, whatever its table is. @throws {ServiceError} */
export const requireFilledKey = (key: Item): Item => {
  for (const [name, value] of Object.entries(key)) {
    if (isEmpty(value)) {
      throw invalid(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kindOf(value)} value. Key: ${name}`,
      );
    }
  }
  return key;
};
