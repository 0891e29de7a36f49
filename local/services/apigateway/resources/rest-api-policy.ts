import { parsePolicy } from "../../../access/policy-document";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { ControlPlane } from "../control/control-plane";
import { idOf } from "./identifier";

/** `aws.apigateway.RestApiPolicy`: the API's resource policy, in force from the next deployment on. */
// fidelity: docs: apigateway-resource-policies-create-attach: a policy needs a deployment to count
export const restApiPolicyType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/restApiPolicy:RestApiPolicy",
  async create(inputs) {
    const apiId = idOf(inputs.restApiId);
    if (!control.store.apis.get(apiId)) throw new Error(`restApi ${apiId} does not exist`);
    await put(control, apiId, inputs);
    return { id: apiId, outputs: inputs };
  },
  async update(id, inputs) {
    await put(control, id, inputs);
    return inputs;
  },
  async delete(id) {
    await control.store.policies.remove(id);
  },
});

const put = (control: ControlPlane, apiId: string, { policy }: Properties): Promise<void> => {
  parsePolicy(policy);
  return control.store.policies.put(apiId, typeof policy === "string" ? policy : JSON.stringify(policy));
};
