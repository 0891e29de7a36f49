import { isAuthorizer, type SecurityScheme } from "../../../core/authorizer";
import type { RouteAuth } from "../route";

const API_KEY = "api_key";
const SIGNATURE = "sigv4";

/** Names that no authorizer can have. */
export const RESERVED: readonly string[] = [API_KEY, SIGNATURE];

export interface Guarded {
  readonly auth: RouteAuth;
  readonly apiKey?: boolean;
}

export type Schemes = Readonly<Record<string, SecurityScheme>>;

/**
 * What a request of the route has to bring. API Gateway asks for all of the list, where OpenAPI would take any of it, and
 * exports it so.
 */
export const securityOf = ({ auth, apiKey }: Guarded): Readonly<Record<string, readonly string[]>>[] => [
  ...(auth === "none" ? [] : [isAuthorizer(auth) ? { [auth.name]: auth.scopes ?? [] } : { [SIGNATURE]: [] }]),
  ...(apiKey ? [{ [API_KEY]: [] }] : []),
];

/** The headers by which callers of a route show who they are. */
export const checkedHeaders = (route: Guarded, authorizers: Schemes): readonly string[] => {
  const named = Object.values(schemesOf([route], authorizers)).flatMap((scheme) => {
    const { identitySource = "" } = Object(scheme["x-amazon-apigateway-authorizer"]) as { identitySource?: string };
    const sources = [...identitySource.matchAll(/method\.request\.header\.([^,\s]+)/g)].map(([, name = ""]) => name);
    return sources.length > 0 ? sources : [String(scheme.name)];
  });
  return [...new Set(named)].sort();
};

/** The schemes that the routes name. */
export const schemesOf = (routes: readonly Guarded[], authorizers: Schemes): Schemes => {
  const named = new Set(routes.flatMap(securityOf).flatMap(Object.keys));
  return Object.fromEntries(Object.entries({ ...OWN, ...authorizers }).filter(([name]) => named.has(name)));
};

const OWN: Schemes = {
  [API_KEY]: { type: "apiKey", name: "x-api-key", in: "header" },
  [SIGNATURE]: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
};
