import { type AttributeValue, type Item, typeOf, withAttribute } from "./attribute-value";
import { canonicalNumber, NumberError } from "./decimal";

/** A value that DynamoDB does not keep, in its words. */
export class ValueError extends Error {}

// fidelity: docs: "Quotas", attribute values: up to 32 levels deep
const MAX_DEPTH = 32;

/** The value in its one form. @throws {ValueError} */
// fidelity: observed: dynalite's tests and nubo-db/dynamodb-conformance: the texts, and their order
export const checkValue = (value: AttributeValue, depth = 1): AttributeValue => {
  if (depth > MAX_DEPTH) throw new ValueError("Nesting Levels have exceeded supported limits");
  const types = Object.keys(value);
  if (types.length === 0) {
    throw new ValueError("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  let checked = value;
  for (const type of types) checked = checkContent(value, type, depth);
  if (types.length > 1) {
    throw new ValueError(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  return checked;
};

const checkContent = (value: AttributeValue, type: string, depth: number): AttributeValue => {
  const content = (value as Record<string, unknown>)[type];
  switch (type) {
    case "N":
      return { N: checkNumber(content as string) };
    case "NULL":
      if (content !== true) throw invalid("Null attribute value types must have the value of true");
      return value;
    case "SS":
      return { SS: checkSet(content as string[], "An string set  may not be empty", (shown) => `${shown} contains`) };
    case "BS":
      return {
        BS: checkSet(content as string[], "Binary sets should not be empty", (shown) => `${shown}of type BS contains`),
      };
    case "NS": {
      const numbers = content as string[];
      if (numbers.length === 0) throw invalid("An number set  may not be empty");
      const checked = numbers.map(checkNumber);
      if (new Set(checked).size < checked.length) throw new ValueError("Input collection contains duplicates");
      return { NS: checked };
    }
    case "L":
      return { L: (content as AttributeValue[]).map((element) => checkValue(element, depth + 1)) };
    case "M":
      return { M: checkItem(content as Item, depth + 1) };
    default:
      return value;
  }
};

/** Each attribute in its one form. @throws {ValueError} */
export const checkItem = (item: Item, depth = 1): Item => {
  let checked = item;
  for (const name of Object.keys(item)) {
    const value = item[name] as AttributeValue; // just listed
    const known = checkValue(value, depth);
    if (known !== value && !sameText(known, value)) checked = withAttribute(checked, name, known);
  }
  return checked;
};

/** Spares most items a copy. */
const sameText = (one: AttributeValue, other: AttributeValue): boolean =>
  typeOf(one) === "N" && (one as { N: string }).N === (other as { N: string }).N;

const checkNumber = (text: string): string => {
  try {
    return canonicalNumber(text);
  } catch (error) {
    if (error instanceof NumberError) throw new ValueError(error.message);
    throw error;
  }
};

const checkSet = (elements: readonly string[], empty: string, twice: (shown: string) => string): readonly string[] => {
  if (elements.length === 0) throw invalid(empty);
  if (new Set(elements).size < elements.length) {
    throw invalid(`Input collection ${twice(`[${elements.join(", ")}]`)} duplicates.`);
  }
  return elements;
};

const invalid = (message: string): ValueError =>
  new ValueError(`One or more parameter values were invalid: ${message}`);
