import { type AttributeValue, inside } from "./attribute-value";
import { numberBytes } from "./number-bytes";

/** Bytes of a key's value, which sort as DynamoDB sorts: texts by their UTF-8, binaries by their bytes, numbers by value. */
export const keyBytes = (value: AttributeValue): Buffer => {
  const text = inside(value, "S");
  if (text !== undefined) return Buffer.from(text, "utf8");
  const number = inside(value, "N");
  if (number !== undefined) return numberBytes(number);
  const binary = inside(value, "B");
  if (binary !== undefined) return Buffer.from(binary, "base64");
  throw new Error("no value of a key");
};
