import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../../core/naming";
import { transformed } from "../../core/transform";
import { ACCESS_LOG_FORMAT } from "./access-log";
import type { RestApiNodes } from "./rest-api";
import type { RestApiSettings, RestApiTransform } from "./rest-api-args";
import type { Throttle } from "./throttle";

export interface StageNodes {
  readonly stage: apigateway.Stage;
  /** Of all methods under all routes, then of each route with a throttle of its own. */
  readonly methodSettings: readonly apigateway.MethodSettings[];
  /** Absent without a log role. */
  readonly accessLogs?: cloudwatch.LogGroup;
  readonly executionLogs?: cloudwatch.LogGroup;
}

type Parts = Pick<RestApiNodes, "api" | "deployment" | "permissions"> & {
  readonly role: Pick<RestApiNodes, "rolePolicy">;
};

export const createStage = (
  parent: pulumi.Resource,
  name: string,
  settings: RestApiSettings,
  parts: Parts,
  transform: RestApiTransform,
): StageNodes => {
  const logs = createLogs(parent, name, settings, parts, transform);
  const stage = new apigateway.Stage(
    childName(name, "stage"),
    ...transformed<apigateway.StageArgs>(
      {
        restApi: parts.api.id,
        deployment: parts.deployment.id,
        stageName: settings.stage,
        xrayTracingEnabled: settings.tracing,
        ...(logs.accessLogs === undefined
          ? {}
          : { accessLogSettings: { destinationArn: logs.accessLogs.arn, format: ACCESS_LOG_FORMAT } }),
      },
      { parent, dependsOn: prerequisites(settings, parts, logs) },
      transform.stage,
    ),
  );
  return { stage, methodSettings: createMethodSettings(parent, name, settings, stage, transform), ...logs };
};

/** A stage that answers has to be able to: rights first. Its logs need the account's role and a group with retention. */
const prerequisites = (
  { logRole }: RestApiSettings,
  { role, permissions }: Parts,
  { executionLogs }: Pick<StageNodes, "executionLogs">,
): pulumi.Resource[] => [
  ...(role.rolePolicy === undefined ? [] : [role.rolePolicy]),
  ...Object.values(permissions),
  ...(executionLogs === undefined ? [] : [executionLogs]),
  ...(logRole?.ready ?? []),
];

const createLogs = (
  parent: pulumi.Resource,
  name: string,
  { logRole, retentionDays, stage }: RestApiSettings,
  { api }: Parts,
  transform: RestApiTransform,
): Pick<StageNodes, "accessLogs" | "executionLogs"> => {
  if (logRole === undefined) {
    pulumi.log.warn(`${name}: the API writes no logs; hand in a logRole that is "create" or "existing"`, parent);
    return {};
  }
  const group = (role: string, args: cloudwatch.LogGroupArgs, change: RestApiTransform["accessLogs"]) =>
    new cloudwatch.LogGroup(
      childName(name, role),
      ...transformed({ retentionInDays: retentionDays, ...args }, { parent }, change),
    );
  return {
    accessLogs: group("access-logs", {}, transform.accessLogs),
    // API Gateway writes to this name and would make the group itself, to be kept forever.
    executionLogs: group(
      "execution-logs",
      { name: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${stage}` },
      transform.executionLogs,
    ),
  };
};

const createMethodSettings = (
  parent: pulumi.Resource,
  name: string,
  settings: RestApiSettings,
  stage: apigateway.Stage,
  transform: RestApiTransform,
): apigateway.MethodSettings[] => {
  const made: apigateway.MethodSettings[] = [];
  const add = (role: string, methodPath: string, throttle: Throttle | undefined): void => {
    const args = {
      restApi: stage.restApi,
      stageName: stage.stageName,
      methodPath,
      settings: methodSettings(settings, throttle),
    };
    // One after the other: API Gateway refuses changes of one stage at the same time.
    const opts = { parent, dependsOn: made.slice(-1) };
    made.push(
      new apigateway.MethodSettings(
        childName(name, role),
        ...transformed<apigateway.MethodSettingsArgs>(args, opts, transform.methodSettings),
      ),
    );
  };
  add("settings", "*/*", settings.throttle);
  for (const { method, path, operationId, route } of settings.routes)
    if (route.throttle)
      add(`settings-${operationId}`, `${path === "/" ? "~1" : path.slice(1)}/${method}`, route.throttle);
  return made;
};

/** Those of one method inherit nothing from those of all, so both are whole. */
const methodSettings = (
  { logRole, detailedMetrics }: RestApiSettings,
  throttle: Throttle | undefined,
): apigateway.MethodSettingsArgs["settings"] => ({
  loggingLevel: logRole === undefined ? "OFF" : "ERROR",
  // Would log bodies, and with them what clients confide.
  dataTraceEnabled: false,
  metricsEnabled: detailedMetrics,
  ...(throttle === undefined ? {} : { throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst }),
});
