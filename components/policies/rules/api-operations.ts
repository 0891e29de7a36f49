import { type CheckedResource, isObject, type Properties, UNKNOWN, valueAt } from "../checked-resource";

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"]);

/** The OpenAPI document of a REST API, when it is known. */
export const documentOf = (api: CheckedResource): unknown => {
  const body = valueAt(api, "body");
  if (body === UNKNOWN || typeof body !== "string") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

export interface ApiOperation {
  /** `GET /orders/{orderId}`. */
  readonly route: string;
  readonly operation: Properties;
}

export const operationsOf = (document: unknown): ApiOperation[] => {
  const paths = isObject(document) && isObject(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      METHODS.has(method) && isObject(operation) ? [{ route: `${verb(method)} ${path}`, operation }] : [],
    ),
  );
};

const verb = (method: string): string => (method.startsWith("x-") ? "ANY" : method.toUpperCase());

/** Whether a security scheme is only an API key, which tells clients apart but authorizes nobody. */
export const schemeOf = (document: unknown, name: string): { readonly plainKey: boolean } => {
  const props = isObject(document) ? document : {};
  const scheme = valueAt({ props }, `components.securitySchemes.${name}`);
  return {
    plainKey: isObject(scheme) && scheme.type === "apiKey" && scheme["x-amazon-apigateway-authtype"] === undefined,
  };
};
