import * as pulumi from "@pulumi/pulumi";
import { callerVariables } from "./callers";
import type { MakeRestApiChild, RestApiNodes } from "./children";
import { corsVariables } from "./cors";
import { createMethodSettings } from "./method-settings";
import { ACCESS_LOG_FORMAT } from "./monitoring/access-log";
import type { RestApiPlan } from "./plan";

type Logs = Pick<RestApiNodes, "accessLogs" | "executionLogs">;

type Parts = Pick<RestApiNodes, "api" | "deployment" | "permissions" | "rolePolicy">;

export const createStage = (
  make: MakeRestApiChild,
  plan: RestApiPlan,
  parts: Parts,
): Logs & Pick<RestApiNodes, "stage" | "methodSettings"> => {
  const logs = createLogs(make, plan, parts);
  const heard = plan.routes.some(({ to }) => to.checksCallers);
  const variables = {
    ...plan.variables,
    ...callerVariables(plan.routes),
    ...(plan.cors && corsVariables(plan.cors, heard)),
  };
  const stage = make(
    "stage",
    "stage",
    {
      restApi: parts.api.id,
      deployment: parts.deployment.id,
      stageName: plan.stage,
      xrayTracingEnabled: plan.tracing,
      ...(Object.keys(variables).length > 0 && { variables }),
      ...(logs.accessLogs && {
        accessLogSettings: { destinationArn: logs.accessLogs.arn, format: ACCESS_LOG_FORMAT },
      }),
    },
    { dependsOn: prerequisites(plan, parts, logs) },
  );
  return { stage, methodSettings: createMethodSettings(make, plan, stage), ...logs };
};

/** A stage that answers has to be able to: rights first. Its logs need the account's role and a group with retention. */
const prerequisites = (
  { logRole }: RestApiPlan,
  { rolePolicy, permissions }: Parts,
  { executionLogs }: Logs,
): pulumi.Resource[] => [
  ...(rolePolicy === undefined ? [] : [rolePolicy]),
  ...Object.values(permissions),
  ...(executionLogs === undefined ? [] : [executionLogs]),
  ...(logRole?.ready ?? []),
];

const createLogs = (make: MakeRestApiChild, { logRole, retentionDays, stage }: RestApiPlan, { api }: Parts): Logs => {
  if (logRole === undefined) return {};
  const retention = { retentionInDays: retentionDays };
  return {
    accessLogs: make("accessLogs", "access-logs", retention),
    // API Gateway writes to this name and would make the group itself, to be kept forever.
    executionLogs: make("executionLogs", "execution-logs", {
      ...retention,
      name: pulumi.interpolate`API-Gateway-Execution-Logs_${api.id}/${stage}`,
    }),
  };
};
