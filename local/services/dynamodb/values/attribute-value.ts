/** A value as the API writes it; numbers in their plain form, binaries in base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

/** Attributes by name. Read it with `attributeOf` and change it with `withAttribute`: callers name them `__proto__` too. */
export interface Item {
  readonly [name: string]: AttributeValue;
}

export type ValueType = "S" | "N" | "B" | "BOOL" | "NULL" | "SS" | "NS" | "BS" | "L" | "M";

/** What keys are made of. */
export type KeyType = "S" | "N" | "B";

export const typeOf = (value: AttributeValue): ValueType => {
  for (const type in value) return type as ValueType; // it has exactly one member
  throw new Error("an attribute value without a type");
};

/** What the value holds, when it is of that type. */
export const inside = <Type extends ValueType>(
  value: AttributeValue | undefined,
  type: Type,
): Extract<AttributeValue, Record<Type, unknown>>[Type] | undefined =>
  value === undefined ? undefined : (value as never)[type];

export const attributeOf = (item: Item | undefined, name: string): AttributeValue | undefined =>
  item !== undefined && Object.hasOwn(item, name) ? item[name] : undefined;

export const withAttribute = (item: Item, name: string, value: AttributeValue): Item => ({ ...item, [name]: value });

export const withoutAttribute = (item: Item, name: string): Item => {
  const { [name]: _, ...rest } = item;
  return rest;
};

/** The attributes of these names that there are. */
export const pick = (item: Item, names: Iterable<string>): Item => {
  let picked: Item = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) picked = withAttribute(picked, name, value);
  }
  return picked;
};

/** Sets by the type of their elements. */
export const SET_TYPES: Readonly<Partial<Record<ValueType, KeyType>>> = { SS: "S", NS: "N", BS: "B" };
