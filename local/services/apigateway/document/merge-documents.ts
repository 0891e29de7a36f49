import { isObject, type JsonObject, objectOf } from "../../../languages/json/json-object";
import { type Basepath, basePathOf, joinPath } from "./resources";

export interface Definition {
  readonly document: JsonObject;
  readonly basepath: Basepath;
}

/**
 * One API merged into another: what only one of them declares stays, and what both declare is as the new one has it.
 * A method is replaced whole. The base path is in the paths then.
 */
// fidelity: docs: api-gateway-import-api-update; observed: conformance import-put-mode-merge (media types are added)
export const mergeDocuments = (before: Definition, after: Definition): JsonObject => {
  const old = standalone(before);
  const fresh = standalone(after);
  return {
    ...old,
    ...fresh,
    info: { ...objectOf(old.info), ...objectOf(fresh.info) },
    paths: mergeEach(old.paths, fresh.paths),
    components: mergeEach(old.components, fresh.components),
    ...Object.fromEntries(MAPS.map((key) => [key, { ...objectOf(old[key]), ...objectOf(fresh[key]) }])),
    [MEDIA_TYPES]: [...new Set([...listOf(old[MEDIA_TYPES]), ...listOf(fresh[MEDIA_TYPES])])],
  };
};

const MAPS = ["x-amazon-apigateway-gateway-responses", "x-amazon-apigateway-request-validators"];
const MEDIA_TYPES = "x-amazon-apigateway-binary-media-types";

/** The members of the members of both. */
const mergeEach = (old: unknown, fresh: unknown): JsonObject => {
  const merged: Record<string, unknown> = { ...objectOf(old) };
  for (const [key, value] of Object.entries(objectOf(fresh)))
    merged[key] = { ...objectOf(merged[key]), ...objectOf(value) };
  return merged;
};

const VALIDATOR = "x-amazon-apigateway-request-validator";

/** The document with everything in its operations that they take from elsewhere in it, so that they may stand beside others. */
const standalone = ({ document, basepath }: Definition): JsonObject => {
  const { servers, security, [VALIDATOR]: validator, ...rest } = document;
  const base = basePathOf(document, basepath);
  const endpoint = objectOf(objectOf(listOf(servers)[0])[ENDPOINT]);
  const paths = Object.entries(objectOf(document.paths)).map(([path, item]) => {
    const { parameters, ...operations } = objectOf(item);
    const entries = Object.entries(operations).map(([key, operation]) => [
      key,
      isObject(operation)
        ? {
            ...(security !== undefined && { security }),
            ...(validator !== undefined && { [VALIDATOR]: validator }),
            ...operation,
            parameters: [...listOf(parameters), ...listOf(operation.parameters)],
          }
        : operation,
    ]);
    return [path.startsWith("/") ? joinPath(base, path) : path, Object.fromEntries(entries)];
  });
  return {
    ...rest,
    ...(Object.keys(endpoint).length > 0 && { [ENDPOINT]: { ...objectOf(document[ENDPOINT]), ...endpoint } }),
    paths: Object.fromEntries(paths),
  };
};

const ENDPOINT = "x-amazon-apigateway-endpoint-configuration";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
