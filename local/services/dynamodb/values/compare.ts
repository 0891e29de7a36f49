import { type AttributeValue, type Item, inside, typeOf } from "./attribute-value";
import { compareDecimals, parseDecimal } from "./decimal";

/** Below 0, 0 or above 0; `undefined` for values of types that have no order, or of two types. */
export const compareValues = (one: AttributeValue, other: AttributeValue): number | undefined => {
  const number = inside(one, "N");
  if (number !== undefined) {
    const against = inside(other, "N");
    if (against === undefined) return undefined;
    return number === against ? 0 : compareDecimals(parseDecimal(number), parseDecimal(against));
  }
  for (const [type, encoding] of [
    ["S", "utf8"],
    ["B", "base64"],
  ] as const) {
    const text = inside(one, type);
    if (text === undefined) continue;
    const against = inside(other, type);
    return against === undefined
      ? undefined
      : Buffer.compare(Buffer.from(text, encoding), Buffer.from(against, encoding));
  }
  return undefined;
};

/** Of the same type and the same content; the elements of sets have no order. */
export const sameValue = (one: AttributeValue | undefined, other: AttributeValue | undefined): boolean => {
  if (one === undefined || other === undefined) return one === other;
  const type = typeOf(one);
  if (type !== typeOf(other)) return false;
  if (type === "M") return sameItem(inside(one, "M") ?? {}, inside(other, "M") ?? {});
  const [left, right] = [one, other].map((value) => (value as Record<string, unknown>)[type]);
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  if (left.length !== right.length) return false;
  if (type === "L") return left.every((element, at) => sameValue(element, right[at]));
  const elements = new Set(left);
  return right.every((element) => elements.has(element));
};

export const sameItem = (one: Item, other: Item): boolean => {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameValue(one[name], other[name]))
  );
};
