import type * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { isAuthorizer } from "../../core/authorizer";
import type { InvokedFunction } from "../../core/target";
import type { MakeRestApiChild, RestApiNodes } from "./children";
import type { RestApiPlan } from "./plan";

/**
 * Lets the gateway invoke: once for all routes of a function, and once for all that it authorizes, because the policy of
 * a function is bounded (20 KB).
 */
export const createPermissions = (
  make: MakeRestApiChild,
  { routes, stage }: RestApiPlan,
  api: apigateway.RestApi,
): RestApiNodes["permissions"] => {
  const permitted = (what: string, functions: readonly (InvokedFunction | undefined)[], source: string) => {
    const byKey = new Map(functions.flatMap((one) => (one ? [[one.key, one] as const] : [])));
    return [...byKey.values()].map((one) => [one.key, permission(`${what}-${one.key}`, one, source)] as const);
  };
  const permission = (role: string, { functionName, qualifier }: InvokedFunction, source: string) =>
    make("permissions", role, {
      action: "lambda:InvokeFunction",
      function: functionName,
      ...(qualifier !== undefined && { qualifier }),
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/${source}/*`,
    });
  const asking = routes.map(({ auth }) => (isAuthorizer(auth) ? auth.invokes : undefined));
  return Object.fromEntries([
    ...permitted(
      "invoke",
      routes.map(({ to }) => to.invokes),
      stage,
    ),
    // Only an import knows the ids of authorizers.
    ...permitted("authorize", asking, "authorizers").map(([key, made]) => [`authorizer ${key}`, made] as const),
  ]);
};
