import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";

/** `aws.apigateway.Account`: the one of the region, with the role that writes logs. */
export const accountType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/account:Account",
  create: async (inputs) => ({ id: "api-gateway-account", outputs: await put(control, inputs) }),
  update: (_id, inputs) => put(control, inputs),
  async delete() {
    await control.store.account.remove("account");
  },
});

const put = async (control: ControlPlane, inputs: Properties): Promise<Properties> => {
  await control.store.account.put("account", { cloudwatchRoleArn: textOf(inputs.cloudwatchRoleArn) });
  const { rate, burst } = control.accountThrottle;
  return {
    ...inputs,
    apiKeyVersion: "4",
    features: ["UsagePlans"],
    throttleSettings: [{ rateLimit: rate, burstLimit: burst }],
  };
};
