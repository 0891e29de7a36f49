import { ServiceError } from "../../../wire/service-error";
import { invalid } from "../refusals";
import { checkKey, KEY_MISMATCH } from "../tables/check-key";
import { type Index, keyAttributes, type Table } from "../tables/table";
import { attributeOf, type Item, typeOf } from "../values/attribute-value";
import { checkItem, ValueError } from "../values/check-value";
import { startKeyNames } from "./selection";

const INVALID = "The provided starting key is invalid";

/** The start key's values in their one form. @throws {ServiceError} */
// fidelity: observed: dynalite's tests: only some of the texts have the beginning
export const readStartKey = (key: Item | undefined): Item | undefined => {
  if (!key) return undefined;
  try {
    return checkItem(key);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const isBare = /contains duplicates|number set|numeric value|significant digits|number with magnitude/.test(
      error.message,
    );
    throw invalid(isBare ? error.message : `${INVALID}: ${error.message}`);
  }
};

/** Whether a start key has the attributes of one. @throws {ServiceError} */
// fidelity: observed: dynalite's tests: this is told before anything else of a query, and how
export const checkStartShape = (table: Table, index: Index | undefined, key: Item, isScan: boolean): void => {
  const isPlainScan = isScan && !index;
  if (Object.keys(key).length !== startKeyNames(table, index).size) {
    throw invalid(isPlainScan ? `${INVALID}: ${KEY_MISMATCH}` : INVALID);
  }
  for (const { name, type } of isPlainScan ? [] : keyAttributes((index ?? table).schema)) {
    const value = attributeOf(key, name);
    if (!value) throw invalid(INVALID);
    if (typeOf(value) !== type) throw invalid(KEY_MISMATCH);
  }
};

/** Where the entry of a start key is. @throws {ServiceError} when it is no key of the table */
export const startEntry = (table: Table, index: Index | undefined, key: Item): Buffer => {
  try {
    checkKey(table, table.keyOf(key));
  } catch (error) {
    if (error instanceof ServiceError) throw invalid(`${INVALID}: ${error.message}`);
    throw error;
  }
  const at = table.space.key(key);
  const entry = index ? index.space.key(key, at) : at;
  if (!entry) throw invalid(INVALID);
  return entry;
};
