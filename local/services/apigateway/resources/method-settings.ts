import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { idOf } from "./identifier";

/** `aws.apigateway.MethodSettings`: throttle, cache and logging of a stage (`*\/*`) or of one method (`orders/POST`). */
export const methodSettingsType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/methodSettings:MethodSettings",
  check(inputs) {
    const ttl = objectOf(inputs.settings).cacheTtlInSeconds;
    // fidelity: docs: api-gateway-caching: 3,600 seconds at most, 0 for none
    return typeof ttl === "number" && (ttl < 0 || ttl > 3600)
      ? [{ property: "settings.cacheTtlInSeconds", reason: "must be 0 to 3600" }]
      : [];
  },
  async create(inputs) {
    await put(control, inputs);
    return { id: keyOf(inputs).replaceAll("/", "-"), outputs: inputs };
  },
  async update(_id, inputs) {
    await put(control, inputs);
    return inputs;
  },
  async delete(_id, outputs) {
    await control.store.methodSettings.remove(keyOf(outputs));
    control.deploy(idOf(outputs.restApi), idOf(outputs.stageName));
  },
});

const keyOf = ({ restApi, stageName, methodPath }: Properties): string =>
  `${idOf(restApi)}/${idOf(stageName)}/${idOf(methodPath)}`;

/** Settings that are kept and shown again but change nothing here. */
const NOT_EXECUTED = ["metricsEnabled", "cacheDataEncrypted"];

const put = async (control: ControlPlane, inputs: Properties): Promise<void> => {
  const [apiId, stage] = [idOf(inputs.restApi), idOf(inputs.stageName)];
  if (!control.store.stages.get(`${apiId}/${stage}`)) {
    throw new Error(`stageName ${stage} of the API ${apiId} does not exist`);
  }
  const settings = objectOf(inputs.settings);
  await control.store.methodSettings.put(keyOf(inputs), {
    apiId,
    stage,
    methodPath: idOf(inputs.methodPath),
    settings,
  });
  control.deploy(apiId, stage);
  for (const setting of NOT_EXECUTED) {
    if (settings[setting]) {
      control.cloud.log.warn("apigateway", `${stage}, ${idOf(inputs.methodPath)}: ${setting} is recorded only`);
    }
  }
};
