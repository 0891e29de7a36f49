import { ArgsError } from "../../../core/args/args-error";
import { isData } from "../../../core/args/args-shape";
import { alphanumeric, type Models } from "../document/model";
import type { Described, DocumentedRoute } from "../documented-route";
import { checkParameters, type RequestParameter } from "../request-parameters";
import { METHODS, type Method, parseRouteKey, type RouteKey } from "../route-key";
import { type SchemaReader, schemaReader } from "./read-schemas";
import { type Guard, guardOf, type SchemeBindings } from "./read-security";
import { type Json, pointer, type Source } from "./source";

export interface ReadOperation {
  readonly key: RouteKey;
  readonly operationId: string;
  readonly route: DocumentedRoute;
  /** Who may call, as the document says it; asked for only where the binding does not say it. */
  guard(bindings: SchemeBindings): Guard;
}

/**
 * The operations of a document, in its order.
 *
 * @throws {ArgsError} for one without an operationId, two with the same, and paths that API Gateway refuses.
 */
export const readOperations = (source: Source, basePath: string): ReadOperation[] => {
  const schemas = schemaReader(source);
  const taken = new Set<string>();
  if (source.document.webhooks !== undefined) source.drops("webhooks", "/webhooks");
  return Object.entries(source.resolve(source.document.paths, "/paths")).flatMap(([path, given]) => {
    if (path.startsWith("x-")) return [];
    const at = pointer("paths", path);
    const item = source.resolve(given, at);
    return Object.entries(item).flatMap(([verb, held]) => {
      const method = verb.toUpperCase();
      if (verb === "trace") source.drops("the method TRACE", at);
      if (!isMethod(method) || verb === method) return [];
      const operation = source.resolve(held, at + pointer(verb));
      const { key, parameters: inPath } = parseRouteKey(
        source.name,
        `${method} ${basePath}${path === "/" && basePath !== "" ? "" : path}`,
      );
      const { operationId } = operation;
      if (typeof operationId !== "string" || operationId === "")
        throw new ArgsError(
          source.name,
          `document ${at}${pointer(verb)}`,
          "must have an operationId, by which a target is bound to it",
        );
      if (taken.has(operationId))
        throw new ArgsError(
          source.name,
          `document ${at}${pointer(verb)}`,
          `must have an operationId of its own (${operationId} is another's)`,
        );
      taken.add(operationId);
      const place: Place = { source, schemas, operation, operationId, at: at + pointer(verb), method };
      const parameters = parametersOf(place, listOf(item.parameters), inPath);
      checkParameters(source.name, `document ${place.at}`, parameters);
      return [
        {
          key,
          operationId,
          route: { parameters, ...bodyOf(place), ...answersOf(place) },
          guard: (bindings) => guardOf(source, operation, place.at, bindings),
        },
      ];
    });
  });
};

interface Place {
  readonly source: Source;
  readonly schemas: SchemaReader;
  readonly operation: Json;
  readonly operationId: string;
  readonly at: string;
  readonly method: Method;
}

const isMethod = (text: string): text is Method => (METHODS as readonly string[]).includes(text);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Headers that OpenAPI says elsewhere. */
const ELSEWHERE = new Set(["accept", "content-type", "authorization"]);

/** Those of the operation and, where it has none of the name, of its path. */
const parametersOf = (
  { source, schemas, operation, at }: Place,
  ofPath: readonly unknown[],
  inPath: readonly string[],
): RequestParameter[] => {
  const found = new Map<string, RequestParameter>();
  for (const [index, given] of [...ofPath, ...listOf(operation.parameters)].entries()) {
    const where = at + pointer("parameters", String(index));
    const { name, in: place, required, schema, description } = source.resolve(given, where);
    if (typeof name !== "string") throw new ArgsError(source.name, `document ${where}`, "must have a name");
    if (place === "cookie") source.drops(`the parameter ${name} in cookies`, at);
    if (place === "path" && !inPath.includes(name))
      throw new ArgsError(source.name, `document ${where}`, `must be a variable of the path, which has no {${name}}`);
    if (place !== "path" && place !== "query" && place !== "header") continue;
    if (place === "header" && ELSEWHERE.has(name.toLowerCase())) continue;
    found.set(`${place} ${name}`, {
      name,
      in: place,
      required: place === "path" || required === true,
      ...(typeof description === "string" && { description }),
      ...(isData(schema) && { schema: schemas.inline(schema, where) }),
    });
  }
  for (const name of inPath)
    if (!found.has(`path ${name}`)) found.set(`path ${name}`, { name, in: "path", required: true });
  return [...found.values()];
};

const JSON_TYPE = /^(?:application\/json|\*\/\*|application\/\*|[\w.-]+\/[\w.-]+\+json)(?:\s*;.*)?$/i;

/** The schema of a content in JSON; others are noted. */
const jsonOf = (
  source: Source,
  content: unknown,
  at: string,
  what: string,
): { readonly schema: unknown } | undefined => {
  const types = Object.entries(source.resolve(content, at));
  const [, media] = types.find(([type]) => JSON_TYPE.test(type)) ?? [];
  for (const [type] of types)
    if (!JSON_TYPE.test(type)) source.drops(`schemas of ${what} in other than JSON, ${type}`, at);
  const { schema } = source.resolve(media, at);
  return schema === undefined ? undefined : { schema };
};

const bodyOf = ({ source, schemas, operation, operationId, at, method }: Place): { readonly models?: Models } => {
  if (operation.requestBody === undefined) return {};
  const where = at + pointer("requestBody");
  if (method === "GET" || method === "HEAD") {
    source.drops(`the body of ${method} requests`, at);
    return {};
  }
  const { content, required } = source.resolve(operation.requestBody, where);
  const json = jsonOf(source, content, where, "bodies");
  if (json === undefined) return {};
  if (required !== true) source.drops("that a body may be absent, where it checks it", at);
  return { models: schemas.models(json.schema, where, `${alphanumeric(operationId)}Body`) };
};

const answersOf = ({ source, schemas, operation, operationId, at }: Place) => {
  const answers: Record<string, Models> = {};
  const responses: Record<string, Described> = {};
  for (const [status, given] of Object.entries(source.resolve(operation.responses, `${at}/responses`))) {
    if (status.startsWith("x-")) continue;
    const where = at + pointer("responses", status);
    if (!/^[1-5]\d\d$/.test(status)) {
      source.drops(`answers of status ${status}`, at);
      continue;
    }
    const { description = "", content, headers } = source.resolve(given, where);
    responses[status] = { description: String(description), headers: Object.keys(source.resolve(headers, where)) };
    const json = jsonOf(source, content, where, "answers");
    if (json) answers[status] = schemas.models(json.schema, where, `${alphanumeric(operationId)}${status}`);
  }
  for (const lost of ["callbacks", "servers", "x-amazon-apigateway-integration"])
    if (operation[lost] !== undefined) source.drops(`${lost} of operations`, at);
  const { summary, description, tags, deprecated } = operation;
  const says = {
    operationId,
    ...(typeof summary === "string" && { summary }),
    ...(typeof description === "string" && { description }),
    ...(Array.isArray(tags) && { tags: tags.map(String) }),
    ...(deprecated === true && { deprecated }),
  };
  return { answers, says, responses };
};
