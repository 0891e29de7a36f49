import type { ApiPlan } from "../plan/api-plan";
import type { StageDefinition } from "../stages/stage";
import type { StageRecord } from "./records";
import { type Store, valuesOf } from "./store";

/** What the gateway is told of a stored stage. */
export const stageDefinition = (
  store: Store,
  stage: StageRecord,
  planOf: (deploymentId: string) => ApiPlan,
): StageDefinition => {
  const settings = valuesOf(store.methodSettings, `${stage.apiId}/${stage.name}/`);
  return {
    name: stage.name,
    deployment: { id: stage.deploymentId, plan: planOf(stage.deploymentId) },
    variables: stage.variables,
    methodSettings: Object.fromEntries(settings.map((item) => [item.methodPath, item.settings])),
    cacheClusterEnabled: stage.cacheClusterEnabled,
    accessLogFormat: stage.accessLogFormat,
    traced: stage.traced === true,
    canary: stage.canary && {
      percentTraffic: stage.canary.percentTraffic,
      deployment: { id: stage.canary.deploymentId, plan: planOf(stage.canary.deploymentId) },
      variableOverrides: stage.canary.variableOverrides,
      useStageCache: stage.canary.useStageCache,
    },
  };
};
