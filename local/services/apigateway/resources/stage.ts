import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf, textMap, textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import type { StageRecord } from "../control/records";
import { idOf } from "./identifier";
import { stageProblems } from "./stage-problems";

/** Inputs that are recorded and shown again but change nothing here. */
const NOT_EXECUTED = ["clientCertificateId", "documentationVersion"];

/** `aws.apigateway.Stage`: served at `http://127.0.0.1:<port of the API>/<stage>`. */
export const stageType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/stage:Stage",
  check: (inputs) => [...stageProblems(inputs)],
  async create(inputs, context) {
    const stage = await put(control, inputs, context);
    return { id: `ags-${stage.apiId}-${stage.name}`, outputs: { ...inputs, ...shown(control, stage) } };
  },
  async update(_id, inputs, _olds, context) {
    return { ...inputs, ...shown(control, await put(control, inputs, context)) };
  },
  async read(_id, { restApi, stageName }) {
    const stage = control.store.stages.get(`${idOf(restApi)}/${idOf(stageName)}`);
    return stage && shown(control, stage);
  },
  async delete(_id, outputs) {
    const [apiId, name] = [idOf(outputs.restApi), idOf(outputs.stageName)];
    control.refuseMapped("stage", (mapping) => mapping.apiId === apiId && mapping.stage === name);
    control.removeStage(apiId, name);
    await control.store.stages.remove(`${apiId}/${name}`);
  },
});

const put = async (control: ControlPlane, inputs: Properties, context: ResourceContext): Promise<StageRecord> => {
  const stage = recordOf(inputs);
  const key = `${stage.apiId}/${stage.name}`;
  for (const id of [stage.deploymentId, stage.canary?.deploymentId ?? stage.deploymentId]) {
    if (control.store.deployments.get(`${stage.apiId}/${id}`)) continue;
    throw new Error(`${context.name}: deployment ${id} of the API ${stage.apiId} does not exist`);
  }
  await control.store.stages.put(key, stage);
  control.deploy(stage.apiId, stage.name);
  for (const line of warnings(control, inputs, stage)) control.cloud.log.warn("apigateway", `${context.name}: ${line}`);
  return stage;
};

const recordOf = (inputs: Properties): StageRecord => {
  const format = textOf(objectOf(inputs.accessLogSettings).format);
  const canary = objectOf(inputs.canarySettings);
  const deploymentId = idOf(inputs.deployment);
  return {
    apiId: idOf(inputs.restApi),
    name: idOf(inputs.stageName),
    deploymentId,
    variables: Object.fromEntries(textMap(inputs.variables)),
    cacheClusterEnabled: inputs.cacheClusterEnabled === true,
    ...(format && { accessLogFormat: format }),
    ...(inputs.xrayTracingEnabled === true && { traced: true }),
    ...(inputs.canarySettings !== undefined && {
      canary: {
        deploymentId: textOf(canary.deploymentId) ?? deploymentId,
        percentTraffic: Number(canary.percentTraffic ?? 0),
        variableOverrides: Object.fromEntries(textMap(canary.stageVariableOverrides)),
        useStageCache: canary.useStageCache === true,
      },
    }),
  };
};

function* warnings(control: ControlPlane, inputs: Properties, stage: StageRecord): Generator<string> {
  for (const input of NOT_EXECUTED) {
    if (inputs[input]) yield `${input} is recorded only`;
  }
  // fidelity: docs: set-up-logging: logging needs the account's role
  if (stage.accessLogFormat && !control.store.account.get("account")?.cloudwatchRoleArn) {
    yield "access logs are on, but no aws.apigateway.Account sets cloudwatchRoleArn; AWS refuses the stage unless the account has one";
  }
}

const shown = (control: ControlPlane, { apiId, name, deploymentId, ...stage }: StageRecord): Properties => {
  const { partition, region, account } = control.cloud;
  return {
    restApi: apiId,
    stageName: name,
    deployment: deploymentId,
    ...(Object.keys(stage.variables).length > 0 && { variables: stage.variables }),
    cacheClusterEnabled: stage.cacheClusterEnabled,
    arn: `arn:${partition}:apigateway:${region}::/restapis/${apiId}/stages/${name}`,
    executionArn: `arn:${partition}:execute-api:${region}:${account}:${apiId}/${name}`,
    // The API's port is another one when something else took it meanwhile.
    invokeUrl: control.invokeUrl(apiId, name),
    webAclArn: "",
  };
};
