import { type CheckedResource, isObject, type Properties, UNKNOWN, valueAt } from "../checked-resource";
import { OPEN_ROUTES } from "../open-routes";
import type { ResourceRule } from "../rule";

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"]);

export const declaredOpenRoutes: ResourceRule = {
  name: "declared-open-routes",
  level: "mandatory",
  description: "A route that anybody may call is on the list of policies/open-routes.ts.",
  types: [
    "aws:apigateway/restApi:RestApi",
    "aws:apigateway/method:Method",
    "aws:apigatewayv2/route:Route",
    "aws:lambda/functionUrl:FunctionUrl",
  ],
  check(resource) {
    const declared = new Set(OPEN_ROUTES[resource.name] ?? []);
    return openRoutes(resource)
      .filter((route) => !declared.has(route))
      .map((route) => `${route} must have authorization, or a line for ${resource.name} in policies/open-routes.ts`);
  },
};

/** Routes without authorization, of an API as a document, of single routes, and of function URLs. */
export const openRoutes = (resource: CheckedResource): string[] => {
  if (resource.type !== "aws:apigateway/restApi:RestApi") return hasNone(resource) ? [routeOf(resource)] : [];
  const document = parsed(valueAt(resource, "body"));
  const open = operationsOf(document).filter(({ operation }) => !isAuthorized(document, operation));
  return open.map(({ route }) => route);
};

const hasNone = (resource: CheckedResource): boolean => {
  const value = valueAt(resource, "authorization") ?? valueAt(resource, "authorizationType") ?? "NONE";
  return value === "NONE";
};

const routeOf = (resource: CheckedResource): string => {
  const key = valueAt(resource, "routeKey") ?? valueAt(resource, "httpMethod");
  return typeof key === "string" ? key : "its URL";
};

/** Method and path of each operation of an OpenAPI document, `GET /orders/{orderId}`. */
export const operationsOf = (document: unknown): { readonly route: string; readonly operation: Properties }[] => {
  const paths = isObject(document) && isObject(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      METHODS.has(method) && isObject(operation)
        ? [
            {
              route: `${method === "x-amazon-apigateway-any-method" ? "ANY" : method.toUpperCase()} ${path}`,
              operation,
            },
          ]
        : [],
    ),
  );
};

/** By an authorizer or IAM; the browser's own question before a request across origins needs none. */
const isAuthorized = (document: unknown, operation: Properties): boolean => {
  const integration = operation["x-amazon-apigateway-integration"];
  if (isObject(integration) && integration.type === "mock") return true;
  const schemes = Array.isArray(operation.security) ? operation.security.filter(isObject).flatMap(Object.keys) : [];
  return isObject(operation["x-amazon-apigateway-auth"]) || schemes.some((scheme) => !isPlainKey(document, scheme));
};

const isPlainKey = (document: unknown, scheme: string): boolean => {
  const found = valueAt({ props: isObject(document) ? document : {} }, `components.securitySchemes.${scheme}`);
  return isObject(found) && found.type === "apiKey" && found["x-amazon-apigateway-authtype"] === undefined;
};

const parsed = (body: unknown): unknown => {
  if (body === UNKNOWN || typeof body !== "string") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};
