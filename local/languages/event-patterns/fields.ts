import { comparableNumber } from "./comparable-number";

/** A value at the end of a path: what it is, as text, and as a number where it is one. */
export interface Leaf {
  readonly kind: "text" | "number" | "word";
  /** `null`, `true` and `false` are words. */
  readonly text: string;
  readonly number?: number | undefined;
}

/** A leaf and, by array, in which element of it it stands. */
export interface Field {
  readonly leaf: Leaf;
  readonly places: Places;
}

export type Places = ReadonlyMap<number, number>;

/** All leaves of an event by their paths with dots: an object in an object, and a key with a dot, are the same. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

const NOWHERE: Places = new Map();

export const textLeaf = (text: string): Leaf => ({ kind: "text", text });

export const numberLeaf = (text: string): Leaf => ({ kind: "number", text, number: comparableNumber(text) });

export const leafOf = (value: unknown): Leaf => {
  if (typeof value === "string") return textLeaf(value);
  if (typeof value === "number") return { kind: "number", text: String(value), number: value };
  return { kind: "word", text: String(value) };
};

/** Fields of leaves that stand in no array of objects. */
export const plainFields = (leaves: Iterable<readonly [path: string, leaf: Leaf]>): Fields => {
  const fields = new Map<string, Field[]>();
  for (const [path, leaf] of leaves) fields.set(path, [...(fields.get(path) ?? []), { leaf, places: NOWHERE }]);
  return fields;
};

/** The fields of an event. fidelity: docs: event-ruler 1.7.0, Event */
export const fieldsOf = (event: object): Fields => {
  const fields = new Map<string, Field[]>();
  let arrays = 0;
  const add = (value: unknown, path: string, places: Places): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      for (const [index, item] of value.entries()) {
        add(item, path, typeof item === "object" && item !== null ? new Map([...places, [array, index]]) : places);
      }
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) add(inner, path === "" ? key : `${path}.${key}`, places);
    } else if (value !== undefined) {
      const found = fields.get(path);
      if (found) found.push({ leaf: leafOf(value), places });
      else fields.set(path, [{ leaf: leafOf(value), places }]);
    }
  };
  add(event, "", NOWHERE);
  return fields;
};
