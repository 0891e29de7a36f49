import { documentOf, isObject, operationsOf, type Properties, schemesOf, valueAt } from "serverless-tiers/policies";
import type { PlannedResource, PlannedStack } from "./planned-stack";
import { describe } from "./wording";

/** Something that answers on the internet. */
export interface Endpoint {
  readonly endpoint: string;
  readonly routes: readonly Route[];
}

export interface Route {
  /** `POST /orders`, or what else is asked for. */
  readonly route: string;
  /** Who gets an answer. */
  readonly access: string;
}

/** By type: whether a resource is reached from the internet, and by whom. */
const PUBLIC: Readonly<Record<string, (resource: PlannedResource) => Route[]>> = {
  "aws:apigateway/restApi:RestApi": (api) =>
    valueAt(api, "endpointConfiguration.types") === "PRIVATE" ? [] : routesOf(documentOf(api)),
  "aws:apigatewayv2/route:Route": (route) => [
    { route: String(valueAt(route, "routeKey")), access: authorization(valueAt(route, "authorizationType")) },
  ],
  "aws:lambda/functionUrl:FunctionUrl": (url) => [
    { route: "its URL", access: authorization(valueAt(url, "authorizationType")) },
  ],
  "aws:cognito/userPool:UserPool": (pool) =>
    valueAt(pool, "adminCreateUserConfig.allowAdminCreateUserOnly") === true
      ? []
      : [{ route: "sign-up", access: "anybody" }],
  "aws:cognito/userPoolDomain:UserPoolDomain": () => [{ route: "its pages", access: "anybody" }],
  "aws:cloudfront/distribution:Distribution": () => [{ route: "GET /", access: "anybody" }],
  "aws:lb/loadBalancer:LoadBalancer": (balancer) =>
    valueAt(balancer, "internal") === true ? [] : [{ route: "its listeners", access: "anybody" }],
  "aws:rds/clusterInstance:ClusterInstance": (instance) => port(instance),
  "aws:rds/instance:Instance": (instance) => port(instance),
};

const port = (instance: PlannedResource): Route[] =>
  valueAt(instance, "publiclyAccessible") === true ? [{ route: "its port", access: "anybody with a password" }] : [];

export const endpointsOf = ({ resources }: PlannedStack): Endpoint[] =>
  resources.flatMap((resource) => {
    const routes = PUBLIC[resource.type]?.(resource) ?? [];
    return routes.length > 0 ? [{ endpoint: describe(resource), routes }] : [];
  });

const authorization = (type: unknown): string =>
  type === undefined || type === "NONE" ? "anybody" : `who passes ${String(type)}`;

const routesOf = (document: unknown): Route[] =>
  operationsOf(document).map(({ route, operation }) => ({ route, access: accessOf(document, operation) }));

const accessOf = (document: unknown, operation: Properties): string => {
  const integration = operation["x-amazon-apigateway-integration"];
  const schemes = schemesOf(document, operation);
  const callers = schemes.flatMap((scheme) => (scheme.kind === "key" ? [] : [callerOf(scheme)]));
  const key = schemes.length > callers.length ? " with an API key" : "";
  const own = isObject(integration) && integration.type === "mock" ? ", answered by the gateway alone" : "";
  return `${callers.join(" and ") || "anybody"}${key}${own}`;
};

const callerOf = ({ kind, name, scopes }: ReturnType<typeof schemesOf>[number]): string => {
  if (kind === "iam") return "who is signed in with IAM";
  if (kind !== "users") return `who passes ${name}`;
  // The gateway takes either kind of token, by whether a route asks for scopes.
  return `users of ${name} by ${scopes.length === 0 ? "id token" : `access token with ${scopes.join(" or ")}`}`;
};
