import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { TICKET_PARAMETER } from "../../contracts/live";
import { policyDocument } from "../../core/rights/policy-document";
import type { LambdaFunction } from "../function/lambda-function";
import { invocationUri } from "../function/target";
import type { SocketRoute } from "./args";
import type { MakeWebSocketApiChild, WebSocketApiNodes } from "./children";
import type { DeployedParts } from "./deployed-parts";
import { connectionsGrant } from "./links";
import type { WebSocketApiPlan } from "./plan";

type Own = Pick<WebSocketApiNodes, "redeem" | "keep">;

type Made = Pick<
  WebSocketApiNodes,
  "api" | "authorizer" | "integrations" | "routes" | "routeResponses" | "permissions" | "policies" | "deployment"
>;

/** The API with its routes, who may invoke what is behind them, and a deployment, which is a copy of them all. */
export const createRoutes = (
  make: MakeWebSocketApiChild,
  plan: WebSocketApiPlan,
  own: Own,
  deployed: DeployedParts,
  parent: pulumi.Resource,
): Made => {
  const api = make("api", undefined, { protocolType: "WEBSOCKET", routeSelectionExpression: plan.selection });
  const context = {
    region: getRegionOutput({}, { parent }).region,
    partition: getPartitionOutput({}, { parent }).partition,
  };
  const permit = (role: string, { invokes }: LambdaFunction, source: pulumi.Input<string>) =>
    make("permissions", role, {
      action: "lambda:InvokeFunction",
      function: invokes.functionName,
      ...(invokes.qualifier !== undefined && { qualifier: invokes.qualifier }),
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/${source}`,
    });
  const routes = { ...kept(own), ...plan.routes };
  // A function of this package is called after the component: what is made for it must not be.
  const keyOf = (fn: LambdaFunction) => (fn === own.keep ? KEEPING : fn.invokes.key);
  const behind = new Map(Object.values(routes).map(({ to }) => [keyOf(to), to]));
  const integrations = byKey([...behind], (key, fn) =>
    make("integrations", key === KEEPING ? "connections-integration" : `integration-${key}`, {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: invocationUri(fn.aliasArn, context),
    }),
  );
  const permissions = byKey([...behind], (key, fn) =>
    permit(key === KEEPING ? "connections-permission" : `invoke-${key}`, fn, `${plan.stage}/*`),
  );
  // Of the API and not of its stage, which waits for the functions behind it.
  const sending = connectionsGrant(pulumi.interpolate`${api.executionArn}/${plan.stage}`, "send");
  const senders = new Map(Object.values(routes).flatMap(({ to, sends }) => (sends ? [[keyOf(to), to] as const] : [])));
  const policies = byKey([...senders], (key, { role }) =>
    make("policies", `send-${key}`, { role: role.name, policy: policyDocument([sending]) }),
  );
  if (!routes.$connect) integrations[OPENING] = make("integrations", "opening", { apiId: api.id, ...LET_IN });
  const guard =
    own.redeem ?? (typeof plan.authorizer === "object" && "invokes" in plan.authorizer ? plan.authorizer : undefined);
  const authorizer =
    guard &&
    make("authorizer", "authorizer", {
      apiId: api.id,
      authorizerType: "REQUEST",
      authorizerUri: invocationUri(guard.aliasArn, context),
      // Without its ticket a request is refused unasked; what an authorizer of one's own asks for is its business.
      ...(own.redeem && { identitySources: [`route.request.querystring.${TICKET_PARAMETER}`] }),
    });
  if (guard && authorizer)
    permissions.$authorizer = permit("authorize", guard, pulumi.interpolate`authorizers/${authorizer.id}`);
  const all: Readonly<Record<string, Required<SocketRoute> | undefined>> = { $connect: undefined, ...routes };
  const made = byKey(Object.entries(all), (key, route) =>
    make("routes", roleOf("route", key), {
      apiId: api.id,
      routeKey: key,
      target: pulumi.interpolate`integrations/${integrations[route ? keyOf(route.to) : OPENING]?.id}`,
      ...(route?.answers && { routeResponseSelectionExpression: "$default" }),
      ...(key === "$connect" && {
        authorizationType: authorizer ? "CUSTOM" : plan.authorizer === "iam" ? "AWS_IAM" : "NONE",
        ...(authorizer && { authorizerId: authorizer.id }),
      }),
    }),
  );
  const answering = Object.entries(routes).filter(([, { answers }]) => answers);
  const routeResponses = byKey(answering, (key) =>
    make("routeResponses", roleOf("answer", key), {
      apiId: api.id,
      routeId: made[key]?.id ?? "",
      routeResponseKey: "$default",
    }),
  );
  const parts = [...Object.values(made), ...Object.values(routeResponses), ...Object.values(integrations)];
  const deployment = make(
    "deployment",
    "deployment",
    { apiId: api.id, triggers: { routes: deployed.hash() } },
    { dependsOn: [...parts, ...(authorizer ? [authorizer] : [])] },
  );
  return {
    api,
    integrations,
    permissions,
    policies,
    routes: made,
    routeResponses,
    deployment,
    ...(authorizer && { authorizer }),
  };
};

const kept = ({ keep }: Own): WebSocketApiPlan["routes"] =>
  keep ? { $connect: { to: keep, ...SILENT }, $disconnect: { to: keep, ...SILENT } } : {};

const SILENT = { answers: false, sends: false } as const;

/** No names of functions, and no roles that they could have. */
const OPENING = "$connect";
const KEEPING = "$connections";

/** `route-connect` is a route of the program's, `connect-route` that of the gateway. */
const roleOf = (what: string, key: string): string =>
  key.startsWith("$") ? `${key.slice(1)}-${what}` : `${what}-${key}`;

/** Whom the authorizer has let in is let in; without one the route says that everybody is. */
const LET_IN = {
  integrationType: "MOCK",
  requestTemplates: { $default: '{"statusCode":200}' },
  templateSelectionExpression: "\\$default",
};

const byKey = <Value, Child>(
  entries: readonly (readonly [string, Value])[],
  child: (key: string, value: Value) => Child,
): Record<string, Child> => Object.fromEntries(entries.map(([key, value]) => [key, child(key, value)]));
