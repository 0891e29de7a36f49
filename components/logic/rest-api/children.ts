import * as apigateway from "@pulumi/aws/apigateway";
import { LogGroup, MetricAlarm } from "@pulumi/aws/cloudwatch";
import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";

export const restApiChildren = () => ({
  api: apigateway.RestApi,
  deployment: apigateway.Deployment,
  stage: apigateway.Stage,
  methodSettings: apigateway.MethodSettings,
  accessLogs: LogGroup,
  executionLogs: LogGroup,
  siteSecrets: apigateway.ApiKey,
  permissions: lambda.Permission,
  role: iam.Role,
  rolePolicy: iam.RolePolicy,
  errorsAlarm: MetricAlarm,
  latencyAlarm: MetricAlarm,
});

export type RestApiTransform = TransformOf<typeof restApiChildren>;

/**
 * `methodSettings` are those of all methods under all routes, then those of each route with a throttle of its own;
 * `permissions` are by the key of the function, those to authorize by `authorizer ` and the key;
 * `siteSecrets` are by their number. The role is absent where no target asks for one, logs without `logRole`, alarms where there are none.
 */
export type RestApiNodes = NodesOf<
  typeof restApiChildren,
  {
    siteSecrets: "by key";
    methodSettings: "list";
    accessLogs: "optional";
    executionLogs: "optional";
    permissions: "by key";
    role: "optional";
    rolePolicy: "optional";
    errorsAlarm: "optional";
    latencyAlarm: "optional";
  }
>;

export type MakeRestApiChild = Make<typeof restApiChildren>;
