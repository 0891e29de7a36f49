import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { nearest } from "./nearest";
import { shown } from "./shown";

/**
 * What the arguments of a component have to be at run time, where no compiler has looked: a schema for each key of the
 * interface, an optional one for an optional key. A key that is missing here does not compile.
 */
export type Shape<Args> = {
  readonly [Key in keyof Args]-?: undefined extends Args[Key] ? z.ZodOptional : Required;
};

/** Whatever cannot be unwrapped is no optional schema. */
type Required = z.ZodType & { readonly unwrap?: never };

/** Says what a value must be, in every way in which it can fail to be it. */
export const must = (rule: string) => ({
  error: ({ input }: { readonly input?: unknown }) => `must be ${rule} (it is ${shown(input)})`,
});

/** These keys and no other, each unknown one with the known one that it was probably meant to be. */
export const strict = <S extends z.ZodRawShape>(shape: S, rule: string): z.ZodObject<S, z.core.$strict> => {
  const unknown = z.custom(() => false, {
    error: ({ path }) => `is unknown; ${suggestion(String(path?.at(-1)), Object.keys(shape))}`,
    params: UNKNOWN,
  });
  // A strict object would report its unknown keys in one issue, without the place of each.
  return z.object(shape, must(rule)).catchall(unknown) as unknown as z.ZodObject<S, z.core.$strict>;
};

const UNKNOWN = { unknown: true } as const;

/** Whether an issue is that of a key which `strict` does not know. */
export const isUnknownKey = (issue: z.core.$ZodIssue): boolean => issue.code === "custom" && issue.params === UNKNOWN;

/** `did you mean size?`, or which words there are. */
export const suggestion = (word: string, known: readonly string[], are = "the keys are"): string => {
  const near = nearest(word, known);
  return near === undefined ? `${are} ${known.join(", ")}` : `did you mean ${near}?`;
};

/** A shape without some of its keys, for a place that says them itself. */
export const without = <S extends object, Key extends PropertyKey>(shape: S, ...keys: readonly Key[]): Omit<S, Key> =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => !keys.includes(key as Key))) as Omit<S, Key>;

/**
 * Plain arguments, one schema a key.
 *
 * @param others What else the place takes, in words, for the message: `an Alarms component`.
 */
export const object = <Args>(shape: Shape<Args>, others?: string): Required => {
  const schemas: Readonly<Record<string, z.ZodType>> = shape;
  const keys = Object.entries(schemas).map(([key, schema]) => (schema instanceof z.ZodOptional ? `${key}?` : key));
  const rule = `${others === undefined ? "" : `${others} or `}{ ${keys.join(", ")} }`;
  return z.custom(isData, must(rule)).pipe(strict(schemas, rule));
};

/** Any names, one schema for all values. */
export const record = (value: z.ZodType, rule: string): Required =>
  z.custom(isData, must(rule)).pipe(z.record(z.string(), value, must(rule)));

/** One, or a list of them. */
export const several = (item: z.ZodType, rule: string): Required =>
  z.unknown().superRefine((value, context) => {
    const { error } = (Array.isArray(value) ? list(item, rule) : item).safeParse(value);
    for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
  });

export const list = (item: z.ZodType, rule: string): Required => z.array(item, must(rule)) as z.ZodType;

/** Takes what `accepts` says, and asks `schema` about everything else. */
export const either = (accepts: (value: unknown) => boolean, schema: z.ZodType): Required =>
  z.unknown().superRefine((value, context) => {
    if (accepts(value)) return;
    for (const issue of schema.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue });
  });

/** What may also be known only once it is deployed. */
export const input = (schema: z.ZodType): Required =>
  either((value) => pulumi.Output.isInstance(value) || value instanceof Promise, schema);

export const text = (rule = "a text"): Required => z.string(must(rule));

/** A length of time; what it may be is for `toSeconds` to say. */
export const duration = text('a length of time, such as "30 seconds"');

/** Any number: which it may be is for the check behind the shape to say. */
export const number = (rule = "a number"): Required => z.custom((value) => typeof value === "number", must(rule));

export const flag: Required = z.boolean(must("true or false"));

export const oneOf = (...words: readonly [string, ...string[]]): Required => z.enum(words, must(alternatives(words)));

/** `"a", "b" or "c"` */
export const alternatives = (words: readonly string[]): string =>
  words
    .map((word) => JSON.stringify(word))
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");

/** A component of a class, asked for late: classes may need each other. */
export const component = (type: () => abstract new (...args: never) => object, rule: string): Required =>
  z.custom((value) => value instanceof type(), must(rule));

/** An object that holds arguments, and is no thing of its own. */
export const isData = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Promise) &&
  !pulumi.Output.isInstance(value) &&
  !pulumi.Resource.isInstance(value);
