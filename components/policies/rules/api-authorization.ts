import { type CheckedResource, isObject, type Properties, UNKNOWN, valueAt } from "../checked-resource";
import type { ResourceRule } from "../rule";
import { type PolicyStatement, statementsOf } from "../statements";
import { documentOf, operationsOf, schemesOf } from "./api-operations";

const REST_API = "aws:apigateway/restApi:RestApi";

export const declaredOpenRoutes: ResourceRule = {
  name: "declared-open-routes",
  level: "mandatory",
  description: "A route that anybody may call is on the list of open routes (policies/open-routes.json).",
  types: [
    REST_API,
    "aws:apigateway/method:Method",
    "aws:apigatewayv2/route:Route",
    "aws:lambda/functionUrl:FunctionUrl",
  ],
  check(resource, { openRoutes: listed }) {
    const declared = new Set(listed[resource.name] ?? []);
    return openRoutes(resource)
      .filter((route) => !declared.has(route))
      .map((route) => `${route} must have authorization, or a line for ${resource.name} in policies/open-routes.json`);
  },
};

/** Conditions that say from which network; an organization or accounts are none. */
const NETWORKS = ["aws:sourcevpce", "aws:sourcevpc"];

export const closedPrivateApi: ResourceRule = {
  name: "closed-private-api",
  level: "mandatory",
  description: "The policy of a private API names the networks that reach it; any VPC of AWS could otherwise.",
  types: [REST_API],
  check(api) {
    if (valueAt(api, "endpointConfiguration.types") !== "PRIVATE") return [];
    const policy = valueAt(api, "policy");
    const statements = statementsOf(policy);
    const named = ({ conditions }: PolicyStatement) => NETWORKS.some((condition) => conditions.has(condition));
    const narrows =
      statements.some(
        (statement) => statement.effect === "Deny" && statement.principals.includes("*") && named(statement),
      ) ||
      (statements.length > 0 && statements.every((statement) => statement.effect === "Deny" || named(statement)));
    return policy === UNKNOWN || narrows ? [] : ["policy must name aws:SourceVpce or aws:SourceVpc of who may call"];
  },
};

/** Routes without authorization, of an API as a document, of single routes, and of function URLs. */
const openRoutes = (resource: CheckedResource): string[] => {
  if (resource.type !== REST_API) return hasNone(resource) && !isMessage(resource) ? [routeOf(resource)] : [];
  const document = documentOf(resource);
  return operationsOf(document)
    .filter(({ operation }) => !isAuthorized(document, operation))
    .map(({ route }) => route);
};

const hasNone = (resource: CheckedResource): boolean =>
  (valueAt(resource, "authorization") ?? valueAt(resource, "authorizationType") ?? "NONE") === "NONE";

/** A route of messages: who may open a connection is asked on $connect, and AWS takes no authorization elsewhere. */
const isMessage = (resource: CheckedResource): boolean =>
  resource.type === "aws:apigatewayv2/route:Route" && /^(?!\$connect$|\$default$)\S+$/.test(routeOf(resource));

const routeOf = (resource: CheckedResource): string => {
  const key = valueAt(resource, "routeKey") ?? valueAt(resource, "httpMethod");
  return typeof key === "string" ? key : "its URL";
};

/** By an authorizer or IAM; what the gateway answers by itself needs none. */
const isAuthorized = (document: unknown, operation: Properties): boolean => {
  const integration = operation["x-amazon-apigateway-integration"];
  if (isObject(integration) && integration.type === "mock") return true;
  return schemesOf(document, operation).some(({ kind }) => kind !== "key");
};
