import { randomBytes } from "node:crypto";
import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import type { KeyRecord } from "../control/records";
import { identifier } from "./identifier";

const TYPE = "aws:apigateway/apiKey:ApiKey";

/** `aws.apigateway.ApiKey`; without `value` it gets one of 40 letters and digits and keeps it. */
export const apiKeyType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const id = identifier(context, 10);
    const value = textOf(inputs.value) ?? control.store.keys.get(id)?.value ?? newValue();
    return { id, outputs: await put(control, id, value, inputs, context) };
  },
  update: (id, inputs, { outputs }, context) =>
    put(control, id, textOf(inputs.value) ?? textOf(outputs.value) ?? newValue(), inputs, context),
  async delete(id) {
    await control.store.keys.remove(id);
    control.clientsChanged();
  },
});

const newValue = (): string =>
  BigInt(`0x${randomBytes(40).toString("hex")}`)
    .toString(36)
    .padStart(40, "0")
    .slice(-40);

const put = async (
  control: ControlPlane,
  id: string,
  value: string,
  inputs: Properties,
  context: ResourceContext,
): Promise<Properties> => {
  const name = nameOf(TYPE, inputs, context);
  const key: KeyRecord = { id, value, name, enabled: inputs.enabled !== false };
  await control.store.keys.put(id, key);
  control.clientsChanged();
  const arn = `arn:${control.cloud.partition}:apigateway:${context.region}::/apikeys/${id}`;
  return { ...inputs, name, value, enabled: key.enabled, arn };
};
