import type { ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import { identifier } from "../../apigateway/resources/identifier";
import type { Apis } from "../apis";

/** `aws.apigatewayv2.Deployment`: what a stage serves, whatever becomes of the API's parts. */
export const deploymentType = (apis: Apis): ResourceType => ({
  type: "aws:apigatewayv2/deployment:Deployment",
  async create(inputs, context) {
    const [id, apiId] = [identifier(context, 6), textOf(inputs.apiId) ?? ""];
    const parts = apis.partsOf(apiId);
    // fidelity: docs: CreateDeployment: at least one route is needed
    if (!parts.some(({ kind }) => kind === "route"))
      throw new Error("BadRequestException: At least one route is required before deploying the Api.");
    await apis.deployments.put(`${apiId}/${id}`, { apiId, id, parts });
    return { id, outputs: { ...inputs, autoDeployed: false } };
  },
  async update(_id, inputs) {
    return { ...inputs, autoDeployed: false };
  },
  async read(id, { apiId, ...known }) {
    const found = apis.deployments.get(`${textOf(apiId) ?? ""}/${id}`);
    return found && { ...known, apiId, autoDeployed: false };
  },
  delete: (id, { apiId }) => apis.deployments.remove(`${textOf(apiId) ?? ""}/${id}`),
});
