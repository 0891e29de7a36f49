import { type AttributeValue, type Item, typeOf } from "./attribute-value";

// fidelity: docs: "DynamoDB item sizes and formats"

/** Bytes of a list or a map beside its content, and of each of its elements. */
const DOCUMENT_BYTES = 3;
const ELEMENT_BYTES = 1;

/** Names and values together. */
export const itemSize = (item: Item): number => {
  let size = 0;
  for (const name of Object.keys(item)) size += Buffer.byteLength(name) + valueSize(item[name] as AttributeValue);
  return size;
};

const valueSize = (value: AttributeValue): number => {
  const type = typeOf(value);
  const content = (value as Record<string, unknown>)[type];
  switch (type) {
    case "S":
      return Buffer.byteLength(content as string);
    case "N":
      return numberSize(content as string);
    case "B":
      return binarySize(content as string);
    case "BOOL":
    case "NULL":
      return 1;
    case "SS":
      return sum(content as string[], (text) => Buffer.byteLength(text));
    case "NS":
      return sum(content as string[], numberSize);
    case "BS":
      return sum(content as string[], binarySize);
    case "L":
      return DOCUMENT_BYTES + sum(content as AttributeValue[], (element) => ELEMENT_BYTES + valueSize(element));
    case "M": {
      const members = content as Item;
      return DOCUMENT_BYTES + ELEMENT_BYTES * Object.keys(members).length + itemSize(members);
    }
  }
};

const sum = <Element>(elements: readonly Element[], size: (element: Element) => number): number => {
  let total = 0;
  for (const element of elements) total += size(element);
  return total;
};

const binarySize = (base64: string): number => Buffer.byteLength(base64, "base64");

/** One byte for two digits, counted from the point, and one more; another one for a minus. */
const numberSize = (text: string): number => {
  if (/^[1-9]\d{0,8}$/.test(text) && !text.endsWith("00")) return 1 + Math.ceil(text.length / 2);
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const left = whole.replace(/^0+/, "");
  const right = fraction.replace(/0+$/, "");
  const zeros = right === "" ? trailingPairs(left) : left === "" ? leadingPairs(right) : 0;
  const pairs = Math.ceil(left.length / 2) + Math.ceil(right.length / 2) - zeros;
  return 1 + Math.max(pairs, 0) + (text.startsWith("-") ? 1 : 0);
};

const trailingPairs = (digits: string): number => Math.floor((digits.length - digits.replace(/0+$/, "").length) / 2);
const leadingPairs = (digits: string): number => Math.floor((digits.length - digits.replace(/^0+/, "").length) / 2);
