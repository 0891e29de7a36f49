import { isData } from "../../../core/args/args-shape";
import type { Json } from "./source";

/** A document of Swagger 2.0, of which nothing is checked here, as one of OpenAPI 3.0. */
export const fromSwagger = (swagger: Json): Json => {
  const {
    host,
    basePath,
    schemes,
    definitions,
    parameters,
    responses,
    securityDefinitions,
    consumes,
    produces,
    ...rest
  } = swagger;
  const types = { consumes: texts(consumes), produces: texts(produces) };
  const shared = objects(parameters);
  const referred = referredBy(shared);
  return moved({
    ...rest,
    openapi: "3.0.3",
    servers: [{ url: `${host === undefined ? "" : `${texts(schemes)[0] ?? "https"}://${host}`}${basePath ?? ""}` }],
    paths: mapped(objects(rest.paths), (item) =>
      mapped(item, (value, key) => {
        if (key === "parameters") return besideBody(list(value), referred);
        return METHODS.has(key) && isData(value) ? operation(value, types, referred, list(item.parameters)) : value;
      }),
    ),
    components: {
      schemas: definitions ?? {},
      parameters: mapped(shared, parameter),
      responses: mapped(objects(responses), (response) => answer(response, types.produces)),
      securitySchemes: securityDefinitions ?? {},
    },
  }) as Json;
};

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

interface Types {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

const operation = (given: Json, types: Types, referred: (value: unknown) => Json, shared: readonly unknown[]): Json => {
  const { consumes, produces, parameters, responses, ...rest } = given;
  const all = [...shared, ...list(parameters)].map((one) => [one, referred(one)] as const);
  const body = all.find(([, { in: place }]) => place === "body")?.[1];
  const form = all.filter(([, { in: place }]) => place === "formData").map(([, field]) => field);
  const media = texts(consumes).length > 0 ? texts(consumes) : types.consumes;
  return {
    ...rest,
    parameters: besideBody(list(parameters), referred),
    ...(body && {
      requestBody: {
        ...(body.description !== undefined && { description: body.description }),
        required: body.required === true,
        content: contentOf(media, body.schema),
      },
    }),
    ...(form.length > 0 && {
      requestBody: { content: contentOf(media.length > 0 ? media : ["application/x-www-form-urlencoded"], {}) },
    }),
    responses: mapped(objects(responses), (response) =>
      answer(response, texts(produces).length > 0 ? texts(produces) : types.produces),
    ),
  };
};

const besideBody = (parameters: readonly unknown[], referred: (value: unknown) => Json): readonly unknown[] =>
  parameters.filter((one) => !IN_BODY.has(String(referred(one).in))).map(parameter);

const IN_BODY = new Set(["body", "formData"]);

/** What a parameter of Swagger says of its value, OpenAPI says in a schema. */
const parameter = (given: unknown): unknown => {
  if (!isData(given) || "$ref" in given) return given;
  const { name, in: place, description, required, collectionFormat: _, allowEmptyValue: __, ...schema } = given;
  return { name, in: place, ...(description !== undefined && { description }), required: required === true, schema };
};

const answer = (given: unknown, produces: readonly string[]): unknown => {
  if (!isData(given) || "$ref" in given) return given;
  const { schema, examples: _, headers, ...rest } = given;
  return {
    ...rest,
    ...(isData(headers) && { headers: mapped(objects(headers), ({ description }) => ({ description })) }),
    ...(schema !== undefined && { content: contentOf(produces, schema) }),
  };
};

const contentOf = (types: readonly string[], schema: unknown) =>
  Object.fromEntries((types.length > 0 ? types : ["application/json"]).map((type) => [type, { schema }]));

const referredBy =
  (shared: Readonly<Record<string, Json>>) =>
  (value: unknown): Json => {
    const [, name = ""] = /^#\/parameters\/(.+)$/.exec(String(Object(value).$ref)) ?? [];
    return shared[name] ?? (isData(value) ? value : {});
  };

/** With each reference to where things are now. */
const moved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(moved);
  if (!isData(value)) return value;
  return mapped(value, (held, key) =>
    key === "$ref" && typeof held === "string"
      ? held
          .replace(/^#\/definitions\//, "#/components/schemas/")
          .replace(/^#\/(parameters|responses)\//, "#/components/$1/")
      : moved(held),
  );
};

const mapped = <T>(held: Readonly<Record<string, T>>, map: (value: T, key: string) => unknown): Json =>
  Object.fromEntries(Object.entries(held).map(([key, value]) => [key, map(value, key)]));

const objects = (value: unknown): Readonly<Record<string, Json>> =>
  isData(value)
    ? (Object.fromEntries(Object.entries(value).filter(([, one]) => isData(one))) as Record<string, Json>)
    : {};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const texts = (value: unknown): readonly string[] => list(value).filter((one) => typeof one === "string") as string[];
