import { ArgsError } from "../../../core/args/args-error";
import { escaped, type RequestValue, reference } from "../../../core/request-value";
import { type Attribute, attributesOf, type KeyType } from "../attributes";
import type { TablePlan } from "../plan";
import { type AttributeShapes, checkMappable } from "./attribute-shape";
import type { KeyValues } from "./target-args";

/** A JSON object whose members are templates themselves. */
export const jsonObject = (members: Readonly<Record<string, string>>, rest = ""): string =>
  `{${Object.entries(members)
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
    .join(",")}${rest}}`;

export const jsonText = (text: string): string => JSON.stringify(text);

const LETTERS: Readonly<Record<KeyType, string>> = { string: "S", number: "N", binary: "B" };

/** Under which member DynamoDB's JSON has a key attribute. */
export const keyLetter = ({ type }: Attribute): string => LETTERS[type];

/** A key attribute in DynamoDB's JSON. DynamoDB refuses what is missing, and what is no number where it wants one. */
export const keyValue = (attribute: Attribute, reference: string): string =>
  jsonObject({ [keyLetter(attribute)]: `"${escaped(reference)}"` });

/**
 * The members of a table's key.
 *
 * @param places Where in a request the values may come from.
 * @throws {ArgsError} unless there is one for each attribute of the key and for no other.
 */
export const keyMembers = (plan: TablePlan, at: string, given: KeyValues, places: Places): Record<string, string> => {
  const key = attributesOf(plan.key);
  const names = key.map(({ name }) => name);
  const others = Object.keys(given).filter((name) => !names.includes(name));
  const missing = names.filter((name) => !Object.hasOwn(given, name));
  if (others.length + missing.length > 0)
    throw new ArgsError(
      plan.name,
      at,
      `must hold ${names.join(" and ")}, the key of the table (it holds ${Object.keys(given).join(", ") || "nothing"})`,
    );
  return Object.fromEntries(
    key.map((attribute) => {
      checkMappable(plan.name, at, attribute.name);
      const value = given[attribute.name] ?? ("" as RequestValue); // each was just found
      return [attribute.name, keyValue(attribute, places(plan.name, `${at}.${attribute.name}`, value))];
    }),
  );
};

/** Says where a value is read from, or refuses it. */
export type Places = (component: string, at: string, value: RequestValue) => string;

/** Of a request that has no body. */
export const withoutBody: Places = (component, at, value) => {
  if (value.startsWith("body."))
    throw new ArgsError(component, at, `must not be of the body, which a read has none of (it is "${value}")`);
  return reference(component, at, value);
};

/** Asks for these attributes alone. */
export const projection = (
  attributes: AttributeShapes,
  further: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  const names = Object.keys(attributes).map((name, index) => [`#attribute${index}`, name] as const);
  return {
    ProjectionExpression: jsonText(names.map(([alias]) => alias).join(", ")),
    ExpressionAttributeNames: JSON.stringify({ ...Object.fromEntries(names), ...further }),
  };
};
