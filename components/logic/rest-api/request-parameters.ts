import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { must, type Shape } from "../../core/args/args-shape";
import type { JsonSchema } from "./document/model";
import type { ParsedKey } from "./route-key";

/** What a request says beside its body, an object of zod, or of zod/mini, for each place. */
export interface ParameterSchemas {
  /**
   * The query, `z.object({ city: z.string(), limit: z.coerce.number().int().optional() })`. The gateway refuses a request
   * (400) that lacks, or leaves blank, what the object refuses when it is absent. That is all it knows of parameters:
   * kinds, patterns, bounds and unknown names have to be checked behind it, by the same object.
   */
  readonly query?: z.core.$ZodObject;
  /**
   * The variables of the path, each of them and no other. The gateway has nothing to refuse of them, since a segment is
   * never empty: the object is held against the path here, and checks the values in the handler.
   */
  readonly path?: z.core.$ZodObject;
  /** Headers, whose names mean the same in upper and lower case. As for `query`; other headers pass. */
  readonly headers?: z.core.$ZodObject;
}

const OBJECT_RULE = "an object of zod 4, z.object({ … })";
const zodObject = z.custom(isZodObject, must(OBJECT_RULE)).optional();

export const parameterShape: Shape<ParameterSchemas> = { query: zodObject, path: zodObject, headers: zodObject };

export interface RequestParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  /** For those who read the document: the gateway looks at neither. */
  readonly schema?: JsonSchema;
  readonly description?: string;
}

/**
 * The parameters of a route as the gateway knows them; those of the path are there without a schema, too.
 *
 * @throws {ArgsError} for a schema of the path that names others than the path does, a name that API Gateway refuses or
 * that two places have, and a value that no text can be.
 */
export const requestParameters = (
  component: string,
  { key, parameters }: ParsedKey,
  { query, path, headers }: ParameterSchemas,
): RequestParameter[] => {
  const at = `routes[${JSON.stringify(key)}]`;
  if (path !== undefined) checkPath(component, `${at}.path`, parameters, path);
  const read = [
    ...parameters.map((name): RequestParameter => ({ name, in: "path", required: true })),
    ...parametersOf(component, `${at}.query`, "query", query),
    ...parametersOf(component, `${at}.headers`, "header", headers),
  ];
  checkParameters(component, at, read);
  return read;
};

/** @throws {ArgsError} for a name that API Gateway refuses, or that two places have. */
export const checkParameters = (component: string, at: string, parameters: readonly RequestParameter[]): void => {
  const taken = new Set<string>();
  for (const { name, in: place } of parameters) {
    if (place !== "path" && !NAME.test(name))
      throw new ArgsError(
        component,
        `${at}.${place === "header" ? "headers" : place}`,
        `must have names of letters, digits and . _ $ - (one is ${JSON.stringify(name)})`,
      );
    const once = place === "header" ? name.toLowerCase() : name;
    if (taken.has(once))
      throw new ArgsError(component, at, `must name the parameter ${name} once: in path, query or headers`);
    taken.add(once);
  }
};

const checkPath = (component: string, at: string, parameters: readonly string[], schema: z.core.$ZodObject): void => {
  const named = Object.keys(schema._zod.def.shape);
  const wrong = [
    ...named.filter((name) => !parameters.includes(name)),
    ...parameters.filter((p) => !named.includes(p)),
  ];
  if (wrong.length > 0)
    throw new ArgsError(
      component,
      at,
      `must hold the variables of the path, ${parameters.join(", ") || "of which there are none"} (it holds ${named.join(", ") || "nothing"})`,
    );
  checkValues(component, at, schema);
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html: names of parameters (read 2026-11) */
const NAME = /^[a-zA-Z0-9._$-]+$/;

const parametersOf = (
  component: string,
  at: string,
  place: "query" | "header",
  schema: z.core.$ZodObject | undefined,
): RequestParameter[] => {
  if (schema === undefined) return [];
  const names = Object.keys(schema._zod.def.shape);
  checkValues(component, at, schema);
  const required = refusedWhenAbsent(component, at, schema);
  return names.map((name) => ({ name, in: place, required: required.has(name) }));
};

/** What the schema itself says, so that the gateway refuses nothing absent that the handler would take. */
const refusedWhenAbsent = (component: string, at: string, { _zod }: z.core.$ZodObject): ReadonlySet<unknown> => {
  try {
    // Made anew: what the whole object asks for beyond its parts is for the handler.
    return new Set(
      z
        .object(_zod.def.shape)
        .safeParse({})
        .error?.issues.map(({ path: [name] }) => name),
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ArgsError(component, at, `must be a schema that can be checked at once (${reason})`);
  }
};

/** Of these kinds no text is. An array may be a parameter of the query that is given more than once. */
const NO_TEXTS = new Set(["number", "int", "boolean", "bigint", "date", "object", "record", "map", "set", "tuple"]);

const checkValues = (component: string, at: string, { _zod }: z.core.$ZodObject): void => {
  for (const [name, value] of Object.entries(_zod.def.shape)) {
    const { type, coerce } = innermost(value)._zod.def as { readonly type: string; readonly coerce?: boolean };
    if (NO_TEXTS.has(type) && coerce !== true)
      throw new ArgsError(
        component,
        `${at}.${name}`,
        `must take a text, as parameters are: z.coerce.number() or z.stringbool(), say (it takes a value of type ${type})`,
      );
  }
};

/** Without what says only that it may be absent. */
const innermost = (schema: z.core.$ZodType): z.core.$ZodType => {
  const { innerType } = schema._zod.def as { readonly innerType?: z.core.$ZodType };
  return innerType === undefined ? schema : innermost(innerType);
};

function isZodObject(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "_zod" in value &&
    (value as z.core.$ZodType)._zod.def.type === "object"
  );
}
