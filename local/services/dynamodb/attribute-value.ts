import * as z from "zod";

/** A typed value as the API writes it: `{"S":"text"}`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

export const AttributeValueInput = z
  .record(z.string(), z.unknown())
  .refine((value) => Object.keys(value).length === 1, {
    error:
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  });
export const ItemInput = z.record(z.string(), AttributeValueInput);

/** Its type and content. */
export const typed = (value: AttributeValue): readonly [type: string, content: unknown] => {
  const [entry] = Object.entries(value);
  return entry ?? ["NULL", true];
};

export const equalValues = (a: AttributeValue | undefined, b: AttributeValue | undefined): boolean =>
  a !== undefined && b !== undefined && compareValues(a, b) === 0;

/** Order of two values of one type; `undefined` where they have none. Numbers beyond 2^53 are compared roughly. */
export const compareValues = (a: AttributeValue, b: AttributeValue): number | undefined => {
  const [type, left] = typed(a);
  const [other, right] = typed(b);
  if (type !== other) return undefined;
  if (type === "N") return Math.sign(Number(left) - Number(right));
  if (type === "S") return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
  if (type === "B") return Buffer.compare(Buffer.from(String(left), "base64"), Buffer.from(String(right), "base64"));
  return JSON.stringify(left) === JSON.stringify(right) ? 0 : undefined;
};
