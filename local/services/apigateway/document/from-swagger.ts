import {
  isObject,
  type JsonObject,
  objectOf,
  resolveReference,
  textOf,
  textsOf,
} from "../../../languages/json/json-object";

/**
 * A Swagger 2.0 document in the shape of OpenAPI 3.0, which the rest of the import reads.
 * What stays at its place, such as `definitions`, is still found by the references to it.
 */
// fidelity: observed: localstack test_import_swagger_api, test_import_rest_apis_with_base_path_swagger
export const fromSwagger = (document: JsonObject): JsonObject => ({
  ...document,
  swagger: undefined,
  openapi: "3.0.1",
  servers: [{ url: `/${(textOf(document.basePath) ?? "").replace(/^\/+/, "")}` }],
  components: { schemas: document.definitions, securitySchemes: document.securityDefinitions },
  paths: mapValues(objectOf(document.paths), (item) => pathItem(document, item)),
});

const pathItem = (document: JsonObject, item: unknown): unknown => {
  if (!isObject(item)) return item;
  const { parameters: shared, ...operations } = item;
  return mapValues(operations, (held) => (isObject(held) ? operation(document, held, listOf(shared)) : held));
};

/** Nothing is consumed or produced by default; what API Gateway takes then is JSON. */
const mediaTypes = (document: JsonObject, held: JsonObject, key: "consumes" | "produces"): string[] => {
  const types = textsOf(held[key] ?? document[key]);
  return types.length > 0 ? types : ["application/json"];
};

const operation = (document: JsonObject, held: JsonObject, shared: readonly unknown[]): JsonObject => {
  const parameters = [...shared, ...listOf(held.parameters)].map((item) => resolveReference(document, item));
  const body = parameters.findLast((parameter) => parameter.in === "body");
  return {
    ...held,
    parameters: parameters.filter((parameter) => parameter.in !== "body"),
    ...(body && {
      requestBody: { required: body.required, content: contentOf(mediaTypes(document, held, "consumes"), body.schema) },
    }),
    responses: mapValues(objectOf(held.responses), (response) => {
      const { schema, ...rest } = resolveReference(document, response);
      return {
        ...rest,
        ...(isObject(schema) && { content: contentOf(mediaTypes(document, held, "produces"), schema) }),
      };
    }),
  };
};

const contentOf = (types: readonly string[], schema: unknown): JsonObject =>
  Object.fromEntries(types.map((type) => [type, { schema }]));

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const mapValues = (object: JsonObject, change: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
