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

/**
 * Who may call an operation, as API Gateway reads its security, or that of the document where it has none: each scheme
 * that it knows, and what kind it is. It ignores every other scheme: such an operation is open.
 */
export const schemesOf = (document: unknown, operation: Properties): NamedScheme[] => {
  const props = isObject(document) ? document : {};
  const security = Array.isArray(operation.security) ? operation.security : props.security;
  const named = (Array.isArray(security) ? security : []).filter(isObject).flatMap((one) => Object.entries(one));
  const kinds = named.flatMap(([name, scopes]) => {
    const kind = kindOf(
      valueAt({ props }, `components.securitySchemes.${name}`) ?? valueAt({ props }, `securityDefinitions.${name}`),
    );
    return kind === undefined ? [] : [{ name, kind, scopes: Array.isArray(scopes) ? scopes.map(String) : [] }];
  });
  // The operation's own word is the last.
  const { type } = isObject(operation[OWN]) ? operation[OWN] : {};
  const keys = kinds.filter(({ kind }) => kind === "key");
  if (String(type).toUpperCase() === "AWS_IAM") return [{ name: "sigv4", kind: "iam", scopes: [] }, ...keys];
  return String(type).toUpperCase() === "NONE" ? keys : kinds;
};

/** An API key tells clients apart and authorizes nobody; `users` are those of a user pool. */
export type Kind = "key" | "iam" | "authorizer" | "users";

export interface NamedScheme {
  readonly name: string;
  readonly kind: Kind;
  /** Of which a token has to have one. */
  readonly scopes: readonly string[];
}

const OWN = "x-amazon-apigateway-auth";

const kindOf = (scheme: unknown): Kind | undefined => {
  if (!isObject(scheme)) return undefined;
  if (String(scheme["x-amazon-apigateway-authtype"]).toLowerCase() === "awssigv4") return "iam";
  const authorizer = scheme["x-amazon-apigateway-authorizer"];
  if (isObject(authorizer)) return authorizer.type === "cognito_user_pools" ? "users" : "authorizer";
  return scheme.type === "apiKey" && String(scheme.name).toLowerCase() === "x-api-key" ? "key" : undefined;
};
