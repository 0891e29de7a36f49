import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { idOf } from "./identifier";

/** `aws.apigateway.BasePathMapping`: which API and stage answer under a path of a custom domain. */
export const basePathMappingType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/basePathMapping:BasePathMapping",
  async create(inputs) {
    await put(control, inputs);
    return { id: `${domainOf(inputs)}/${basePathOf(inputs)}`, outputs: inputs };
  },
  async update(_id, inputs) {
    await put(control, inputs);
    return inputs;
  },
  async delete(id) {
    await control.store.mappings.remove(id);
  },
});

const domainOf = (inputs: Properties): string => idOf(inputs.domainName).toLowerCase();

// fidelity: docs: API_CreateBasePathMapping: (none) where no base path is wanted
const basePathOf = (inputs: Properties): string =>
  (textOf(inputs.basePath) ?? "").replace(/^\(none\)$/, "").replace(/^\/+|\/+$/g, "");

const put = async (control: ControlPlane, inputs: Properties): Promise<void> => {
  const [domain, basePath, stage] = [domainOf(inputs), basePathOf(inputs), textOf(inputs.stageName)];
  const apiId = idOf(inputs.restApi);
  if (!control.store.domains.get(domain)) throw new Error(`domainName ${domain} does not exist`);
  if (!control.store.apis.get(apiId)) throw new Error(`restApi ${apiId} does not exist`);
  await control.store.mappings.put(`${domain}/${basePath}`, { domain, basePath, apiId, ...(stage && { stage }) });
};
