import {
  documentOf,
  isObject,
  objectsAt,
  operationsOf,
  type Properties,
  schemesOf,
  statementsOf,
  valueAt,
} from "serverless-tiers/policies";
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
    valueAt(api, "endpointConfiguration.types") === "PRIVATE"
      ? []
      : routesOf(documentOf(api)).map(({ route, access }) => ({ route, access: access + way(api) })),
  "aws:apigatewayv2/route:Route": (made) => {
    const route = String(valueAt(made, "routeKey"));
    const access = OF_CONNECTIONS.test(route) ? "who is connected" : authorization(valueAt(made, "authorizationType"));
    return [{ route, access }];
  },
  "aws:lambda/functionUrl:FunctionUrl": (url) => [
    { route: "its URL", access: authorization(valueAt(url, "authorizationType")) },
  ],
  "aws:cognito/userPool:UserPool": (pool) =>
    valueAt(pool, "adminCreateUserConfig.allowAdminCreateUserOnly") === true
      ? []
      : [{ route: "sign-up", access: "anybody" }],
  "aws:cognito/userPoolDomain:UserPoolDomain": () => [{ route: "its pages", access: "anybody" }],
  "aws:cloudfront/distribution:Distribution": (distribution) => [
    { route: "GET /*", access: "anybody" },
    ...objectsAt(distribution, "orderedCacheBehaviors").map((behavior) => ({
      route: String(behavior.pathPattern),
      access: signed(behavior) ? "who has a signed URL or cookie" : `whom ${behavior.targetOriginId} lets in`,
    })),
  ],
  "aws:lb/loadBalancer:LoadBalancer": (balancer) =>
    valueAt(balancer, "internal") === true ? [] : [{ route: "its listeners", access: "anybody" }],
  "aws:rds/clusterInstance:ClusterInstance": (instance) => port(instance),
  "aws:rds/instance:Instance": (instance) => port(instance),
};

/** Messages, of a WebSocket API: routes of an HTTP API are `$default` or have a method. */
const OF_CONNECTIONS = /^(\$disconnect|[^$\s]\S*)$/;

const signed = ({ trustedKeyGroups }: Properties): boolean =>
  Array.isArray(trustedKeyGroups) && trustedKeyGroups.length > 0;

/** What the API's own policy asks for: what a distribution adds to requests, where they come from, of which accounts. */
const way = (api: PlannedResource): string => {
  const statements = statementsOf(valueAt(api, "policy"));
  const denies = statements.filter(({ effect }) => effect === "Deny");
  const sites = denies.some(({ conditions }) => conditions.has("aws:referer"));
  const addresses = denies.flatMap(({ conditions }) => conditions.get("aws:sourceip") ?? []);
  const accounts = statements.flatMap(({ effect, principals }) =>
    effect === "Allow" ? principals.flatMap((one) => /^AWS: arn:[\w-]+:iam::(\d{12}):root$/.exec(one)?.[1] ?? []) : [],
  );
  return [
    sites ? ", through its sites alone" : "",
    addresses.length > 0 ? `, from ${addresses.join(" and ")}` : "",
    accounts.length > 0 ? `, also of account ${accounts.join(" and ")}` : "",
  ].join("");
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
