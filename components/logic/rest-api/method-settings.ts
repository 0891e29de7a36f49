import type * as apigateway from "@pulumi/aws/apigateway";
import type { MakeRestApiChild } from "./children";
import type { RestApiPlan } from "./plan";
import type { Throttle } from "./throttle";

/** Of all methods under all routes, then of each route with a throttle of its own. */
export const createMethodSettings = (
  make: MakeRestApiChild,
  plan: RestApiPlan,
  stage: apigateway.Stage,
): apigateway.MethodSettings[] => {
  const made: apigateway.MethodSettings[] = [];
  const add = (role: string, methodPath: string, throttle: Throttle | undefined): void => {
    const { restApi, stageName } = stage;
    const args = { restApi, stageName, methodPath, settings: settings(plan, throttle) };
    // One after the other: API Gateway refuses changes of one stage at the same time.
    made.push(make("methodSettings", role, args, { dependsOn: made.slice(-1) }));
  };
  add("settings", "*/*", plan.throttle);
  for (const { method, path, operationId, throttle } of plan.routes)
    if (throttle) add(`settings-${operationId}`, `${path === "/" ? "~1" : path.slice(1)}/${method}`, throttle);
  return made;
};

/** Those of one method inherit nothing from those of all, so both are whole. */
const settings = (
  { logRole, detailedMetrics }: RestApiPlan,
  throttle: Throttle | undefined,
): apigateway.MethodSettingsArgs["settings"] => ({
  loggingLevel: logRole === undefined ? "OFF" : "ERROR",
  // Would log bodies, and with them what clients confide.
  dataTraceEnabled: false,
  metricsEnabled: detailedMetrics,
  ...(throttle && { throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst }),
});
