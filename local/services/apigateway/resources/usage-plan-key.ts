import type { ResourceType } from "../../../engine/resources/resource-type";
import type { ControlPlane } from "../control/control-plane";
import { idOf } from "./identifier";

/** `aws.apigateway.UsagePlanKey`: puts a key under a plan. */
export const usagePlanKeyType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/usagePlanKey:UsagePlanKey",
  async create(inputs, context) {
    const [keyId, planId] = [idOf(inputs.keyId), idOf(inputs.usagePlanId)];
    const key = control.store.keys.get(keyId);
    if (!key) throw new Error(`${context.name}: keyId ${keyId} does not exist`);
    if (!control.store.plans.get(planId)) throw new Error(`${context.name}: usagePlanId ${planId} does not exist`);
    await control.store.planKeys.put(`${planId}/${keyId}`, { planId, keyId });
    control.clientsChanged();
    return { id: keyId, outputs: { ...inputs, name: key.name, value: key.value } };
  },
  async delete(id, outputs) {
    await control.store.planKeys.remove(`${idOf(outputs.usagePlanId)}/${id}`);
    control.clientsChanged();
  },
});
