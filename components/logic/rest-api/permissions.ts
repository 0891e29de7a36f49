import type * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import type { MakeRestApiChild, RestApiNodes } from "./children";
import type { RestApiPlan } from "./plan";

/** Lets the gateway invoke: once for all routes of a function, because the policy of a function is bounded (20 KB). */
export const createPermissions = (
  make: MakeRestApiChild,
  { routes, stage }: RestApiPlan,
  api: apigateway.RestApi,
): RestApiNodes["permissions"] => {
  const functions = new Map(
    routes.flatMap(({ to: { invokes } }) => (invokes ? [[invokes.key, invokes] as const] : [])),
  );
  const permissions = [...functions.values()].map(({ key, functionName, qualifier }) => [
    key,
    make("permissions", `invoke-${key}`, {
      action: "lambda:InvokeFunction",
      function: functionName,
      ...(qualifier !== undefined && { qualifier }),
      principal: "apigateway.amazonaws.com",
      sourceArn: pulumi.interpolate`${api.executionArn}/${stage}/*`,
    }),
  ]);
  return Object.fromEntries(permissions);
};
