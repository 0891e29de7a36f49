import type { Members } from "../../../wire/operations/members";
import { bare } from "./collections";
import { isObject, notObject, serialization } from "./serialization";
import type { Required, Shape } from "./shape";
import { memberOf, type Place, ROOT, Violations } from "./violations";

type Parts = Readonly<Record<string, Shape<never> | Required<never>>>;

/** What a structure of these members holds: the required ones, and the others where they were sent. */
export type StructureOf<Of> = {
  readonly [Name in keyof Of as Of[Name] extends Required<unknown> ? Name : never]: Of[Name] extends Required<
    infer Value
  >
    ? Value
    : never;
} & {
  readonly [Name in keyof Of as Of[Name] extends Required<unknown> ? never : Name]?: Of[Name] extends Shape<infer Value>
    ? Value
    : never;
};

interface Part {
  readonly name: string;
  readonly shape: Shape<unknown>;
  readonly isRequired: boolean;
}

/** An object of known members; `javaName` is that of its class, as refusals show it. */
export const structure = <const Of extends Record<string, unknown>>(
  javaName: string,
  members: Of,
): Shape<StructureOf<Of>> => {
  const parts = partsOf(members as unknown as Parts);
  const javaType = `class com.amazonaws.dynamodb.v20120810.${javaName}`;
  return {
    isStructure: true,
    members: Object.fromEntries(parts.map(({ name, shape }): [string, Members] => [name, shape.members])),
    read(raw) {
      if (!isObject(raw)) throw notObject(raw, javaType);
      const read: Record<string, unknown> = {};
      for (const { name, shape } of parts) {
        const value = raw[name];
        if (value === undefined || value === null) continue;
        if (shape.isStructure && typeof value !== "object") throw serialization("Unexpected field type");
        read[name] = shape.read(value);
      }
      return read as StructureOf<Of>; // what is missing is found by `check`
    },
    check(value, place, found) {
      checkParts(parts, value as Readonly<Record<string, unknown>>, place, found);
    },
    show: (value) =>
      `'${javaName}(${parts
        .filter(({ name }) => Object.hasOwn(value, name))
        .map(({ name, shape }) => `${lowerFirst(name)}=${bare(shape.show((value as Record<string, unknown>)[name]))}`)
        .join(", ")})'`,
  };
};

const partsOf = (members: Parts): Part[] =>
  Object.entries(members).map(([name, part]) =>
    "required" in part
      ? { name, shape: part.required as Shape<unknown>, isRequired: true }
      : { name, shape: part as Shape<unknown>, isRequired: false },
  );

const checkParts = (
  parts: readonly Part[],
  value: Readonly<Record<string, unknown>>,
  place: Place,
  found: Violations,
): void => {
  for (const { name, shape, isRequired } of parts) {
    const member = value[name];
    if (member !== undefined) shape.check(member, memberOf(place, name), found);
    else if (isRequired) found.add(memberOf(place, name), "null", "Member must not be null");
  }
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** The input of a call. @throws {ServiceError} SerializationException, ValidationException */
export const readInput = <Value>(shape: Shape<Value>, raw: unknown): Value => {
  const value = shape.read(raw);
  const found = new Violations();
  shape.check(value, ROOT, found);
  found.refuse();
  return value;
};
