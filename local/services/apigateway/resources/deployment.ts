import type { ResourceType } from "../../../engine/resources/resource-type";
import type { ControlPlane } from "../control/control-plane";
import { notExecuted } from "../control/not-executed";
import { identifier, idOf } from "./identifier";

/** `aws.apigateway.Deployment`: a snapshot of the API's document; what a stage serves does not change with the API. */
export const deploymentType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/deployment:Deployment",
  async create(inputs, context) {
    const api = control.store.apis.get(idOf(inputs.restApi));
    if (!api) throw new Error(`${context.name}: restApi ${idOf(inputs.restApi)} does not exist`);
    const policy = control.store.policies.get(api.id);
    const { document, settings } = { ...api, ...(policy && { settings: { ...api.settings, policy } }) };
    const plan = control.read(document, settings);
    // fidelity: docs: CreateDeployment refuses an API without methods, and methods without integration
    if (plan.methods.length === 0) throw new Error(`${context.name}: The REST API doesn't contain any methods`);
    const bare = plan.methods.find(({ integration }) => !integration);
    if (bare) {
      throw new Error(`${context.name}: No integration defined for method ${bare.httpMethod} ${bare.resourcePath}`);
    }
    // fidelity: docs: CreateDeployment: BadRequestException
    if (plan.endpointType === "PRIVATE" && !plan.policy) {
      throw new Error(`${context.name}: Private REST API doesn't have a resource policy attached to it`);
    }
    const atHand = {
      hasService: (name: string) => control.cloud.directory.service(name)?.handle !== undefined,
      vpcLink: (id: string) => control.store.vpcLinks.get(id),
    };
    for (const line of notExecuted(plan, atHand)) control.cloud.log.warn(`apigateway ${api.name}`, line);
    const id = identifier(context, 6);
    await control.store.deployments.put(`${api.id}/${id}`, { apiId: api.id, id, document, settings });
    return { id, outputs: { ...inputs, createdDate: new Date(control.cloud.clock.now()).toISOString() } };
  },
  // Only the description is left to change.
  update: async (_id, inputs, { outputs }) => ({ ...outputs, ...inputs }),
  async delete(id, outputs) {
    await control.store.deployments.remove(`${idOf(outputs.restApi)}/${id}`);
  },
});
