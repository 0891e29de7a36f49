import { describeApi } from "../services/apigateway/control/describe-api";
import { describeSettings } from "../services/apigateway/control/describe-settings";
import type { ImportError } from "../services/apigateway/document/import-error";
import { type Canary, type Case, isMap, type Json } from "./case-file";
import { difference, subset } from "./matchers";
import type { Target } from "./target";

export const checkImportError = (item: Case, error: ImportError): string | undefined => {
  const expected = item.expectImport?.error;
  if (!isMap(expected)) return `the import was refused: ${error.message}`;
  return subset(expected, { status: error.status, message: error.message }, "error");
};

/** What the import made of the document, where the target can show it. */
export const checkImported = (item: Case, { plan }: Target): string | undefined => {
  if (!plan || !item.expectImport) return undefined;
  const described = plain(describeApi(plan));
  for (const [key, expected] of Object.entries(item.expectImport)) {
    const shown = isMap(described) ? described[key] : undefined;
    // The management API leaves out an empty list of warnings.
    const none = key === "warnings" && isMap(expected) && plan.warnings.length === 0;
    const actual = none && expected.$absent === true ? undefined : shown;
    const whole = key === "methods" || key === "gatewayResponses" || key === "api";
    const found =
      whole && isMap(expected) && !Object.keys(expected).some((name) => name.startsWith("$"))
        ? subset(expected, actual, key)
        : difference(expected, actual, key);
    if (found) return found;
  }
  return undefined;
};

export const checkStage = (item: Case, { plan }: Target): string | undefined => {
  const expected = item.expectStage;
  if (!plan || !expected) return undefined;
  const settings = Object.entries(item.stage?.methodSettings ?? {});
  const ofStage = item.stage?.methodSettings?.["*/*"];
  const methodSettings = Object.fromEntries(settings.map(([key, value]) => [key, describeSettings(value, ofStage)]));
  const { name, variables, cacheCluster, canary } = item.stage ?? {};
  const cached = cacheCluster?.enabled === true;
  const stage = plain({
    stageName: name,
    deploymentId: DEPLOYMENT_ID,
    ...(variables && { variables }),
    cacheClusterEnabled: cached,
    cacheClusterStatus: cached ? "AVAILABLE" : "NOT_AVAILABLE",
    ...(canary && { canarySettings: canarySettings(canary) }),
    methodSettings,
    tracingEnabled: false,
  });
  return subset(expected, stage, "stage");
};

const DEPLOYMENT_ID = "deploy";

// fidelity: observed: localstack's recorded stages: an empty map of overrides is left out
const canarySettings = ({ openapi, percentTraffic = 0, stageVariableOverrides, useStageCache }: Canary) => ({
  deploymentId: openapi ? "canary" : DEPLOYMENT_ID,
  percentTraffic,
  ...(stageVariableOverrides && { stageVariableOverrides }),
  useStageCache: useStageCache === true,
});

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));
