import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { idOf } from "./identifier";

/** `aws.apigateway.BasePathMapping`: which API and stage answer under a path of a custom domain. */
export const basePathMappingType = (control: ControlPlane): ResourceType => ({
  type: "aws:apigateway/basePathMapping:BasePathMapping",
  async create(inputs) {
    checkFree(control, mappingOf(inputs), "Base path already exists for this domain name");
    await put(control, inputs);
    return { id: `${domainOf(inputs)}/${basePathOf(inputs)}`, outputs: inputs };
  },
  async update(_id, inputs) {
    await put(control, inputs);
    return inputs;
  },
  async read(id) {
    const mapping = control.store.mappings.get(id);
    if (!mapping) return undefined;
    const { domain: domainName, basePath, apiId: restApi, stage } = mapping;
    return { domainName, restApi, ...(basePath && { basePath }), ...(stage && { stageName: stage }) };
  },
  async delete(id) {
    await control.store.mappings.remove(id);
  },
});

const domainOf = (inputs: Properties): string => idOf(inputs.domainName).toLowerCase();

// fidelity: docs: API_CreateBasePathMapping: (none) where no base path is wanted
const basePathOf = (inputs: Properties): string =>
  (textOf(inputs.basePath) ?? "").replace(/^\(none\)$/, "").replace(/^\/+|\/+$/g, "");

const mappingOf = (inputs: Properties): Mapping => ({
  domain: domainOf(inputs),
  basePath: basePathOf(inputs),
  apiId: idOf(inputs.restApi),
  stage: textOf(inputs.stageName),
});

const put = (control: ControlPlane, inputs: Properties): Promise<void> => mapTo(control, mappingOf(inputs));

export interface Mapping {
  /** In lower case. */
  readonly domain: string;
  readonly basePath: string;
  readonly apiId: string;
  readonly stage: string | undefined;
}

/**
 * What is the same was made by a deployment that was cut off.
 *
 * @throws for a path that leads to another API already
 */
// fidelity: docs: API_CreateBasePathMapping and API_CreateApiMapping: ConflictException
export const checkFree = ({ store }: ControlPlane, { domain, basePath, apiId }: Mapping, message: string): void => {
  const other = store.mappings.get(`${domain}/${basePath}`);
  if (other !== undefined && other.apiId !== apiId) throw new Error(`ConflictException: ${message}`);
};

/** @throws for a domain or an API that is not there */
export const mapTo = async (control: ControlPlane, { domain, basePath, apiId, stage }: Mapping): Promise<void> => {
  if (!control.store.domains.get(domain)) throw new Error(`domainName ${domain} does not exist`);
  if (!control.store.apis.get(apiId)) throw new Error(`restApi ${apiId} does not exist`);
  await control.store.mappings.put(`${domain}/${basePath}`, { domain, basePath, apiId, ...(stage && { stage }) });
};
