import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { identifier } from "./identifier";

const TYPE = "aws:apigateway/vpcLink:VpcLink";

/**
 * `aws.apigateway.VpcLink`: known by name. Its load balancer is recorded: an integration over the link calls the host
 * of its `uri` from this machine.
 */
export const vpcLinkType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const id = identifier(context, 6);
    return { id, outputs: await put(control, id, inputs, context) };
  },
  update: (id, inputs, _olds, context) => put(control, id, inputs, context),
  async delete(id) {
    await control.store.vpcLinks.remove(id);
  },
});

const put = async (
  control: ControlPlane,
  id: string,
  inputs: Properties,
  context: ResourceContext,
): Promise<Properties> => {
  const name = nameOf(TYPE, inputs, context);
  await control.store.vpcLinks.put(id, { name, targetArn: textOf(inputs.targetArn) ?? "" });
  // fidelity: docs: Service Authorization Reference, API Gateway management
  const arn = `arn:${control.cloud.partition}:apigateway:${context.region}::/vpclinks/${id}`;
  return { ...inputs, name, arn };
};
