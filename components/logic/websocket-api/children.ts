import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import { RolePolicy } from "@pulumi/aws/iam";
import { Permission } from "@pulumi/aws/lambda";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunction } from "../function/lambda-function";

export const webSocketApiChildren = () => ({
  api: apigatewayv2.Api,
  authorizer: apigatewayv2.Authorizer,
  integrations: apigatewayv2.Integration,
  routes: apigatewayv2.Route,
  routeResponses: apigatewayv2.RouteResponse,
  deployment: apigatewayv2.Deployment,
  stage: apigatewayv2.Stage,
  accessLogs: LogGroup,
  permissions: Permission,
  policies: RolePolicy,
  errorsAlarm: MetricAlarm,
});

export type WebSocketApiTransform = TransformOf<typeof webSocketApiChildren>;

/**
 * Routes and their responses are by route, `$connect` among them; integrations, permissions and policies by the key of the
 * function, `$connections` that of this package, `$authorizer` the permission to authorize, `$connect` what stands where
 * no function is told. The functions are those of this package.
 */
export type WebSocketApiNodes = NodesOf<
  typeof webSocketApiChildren,
  {
    authorizer: "optional";
    integrations: "by key";
    routes: "by key";
    routeResponses: "by key";
    accessLogs: "optional";
    permissions: "by key";
    policies: "by key";
    errorsAlarm: "optional";
  }
> & { readonly redeem?: LambdaFunction; readonly keep?: LambdaFunction };

export type MakeWebSocketApiChild = Make<typeof webSocketApiChildren>;
