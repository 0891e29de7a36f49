import { isDeepStrictEqual } from "node:util";
import * as z from "zod";

/**
 * Members of an input by name, and by `*` each item of a list or a map. `true` stands for all below; a list, for a
 * member that may have these values alone, since they change nothing.
 */
export type Members = true | readonly unknown[] | { readonly [name: string]: Members };

/** Members that are read as they are. */
export const read = (...names: readonly string[]): { readonly [name: string]: Members } =>
  Object.fromEntries(names.map((name) => [name, true]));

const harmless = new WeakMap<z.core.$ZodType, readonly unknown[]>();

/** A member that AWS has and the operation has not, but for values that ask for what is so anyway. */
export const withoutEffect = (...values: readonly unknown[]) => {
  const schema = z.unknown();
  harmless.set(schema, values);
  return schema.optional();
};

const known = new WeakMap<z.core.$ZodType, Members>();

/** The members that a schema reads. What a schema passes on as it is, it passes on whole. */
export const membersOf = (schema: z.core.$ZodType): Members => {
  const found = known.get(schema) ?? fromSchema(schema);
  known.set(schema, found);
  return found;
};

const fromSchema = (schema: z.core.$ZodType): Members => {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.fromEntries(Object.entries(shape).map(([name, member]) => [name, membersOf(member)]));
  }
  if (schema instanceof z.ZodArray) return items(schema.element);
  if (schema instanceof z.ZodRecord) return items(schema.valueType);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return membersOf(schema.unwrap());
  if (schema instanceof z.ZodDefault) return membersOf(schema.unwrap());
  return harmless.get(schema) ?? true;
};

const items = (item: z.core.$ZodType): Members => {
  const members = membersOf(item);
  return members === true ? true : { "*": members };
};

/** Paths in `input` of members that `model` has and `emulated` has not: `Entries.0.TraceHeader`. */
export const droppedMembers = (input: unknown, model: Members, emulated: Members): string[] =>
  entriesOf(input).flatMap(([name, value]) => {
    const ofModel = below(model, name);
    const ofOurs = below(emulated, name);
    if (ofModel === undefined) return [];
    if (ofOurs === undefined || (isList(ofOurs) && !ofOurs.some((each) => isDeepStrictEqual(each, value))))
      return [name];
    return droppedMembers(value, ofModel, ofOurs).map((path) => `${name}.${path}`);
  });

/** Paths of members that AWS does not know either. */
export const unknownMembers = (input: unknown, model: Members): string[] =>
  entriesOf(input).flatMap(([name, value]) => {
    const ofModel = below(model, name);
    return ofModel === undefined ? [name] : unknownMembers(value, ofModel).map((path) => `${name}.${path}`);
  });

/** A member that is null is absent, as AWS reads JSON. */
const entriesOf = (input: unknown): [string, unknown][] =>
  typeof input === "object" && input !== null
    ? Object.entries(input).filter(([, value]) => value !== undefined && value !== null)
    : [];

const isList = (members: Members): members is readonly unknown[] => Array.isArray(members);

const below = (members: Members, name: string): Members | undefined => {
  if (members === true || isList(members)) return true;
  return Object.hasOwn(members, name) ? members[name] : members["*"];
};
