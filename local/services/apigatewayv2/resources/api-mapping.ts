import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import { identifier } from "../../apigateway/resources/identifier";
import type { Apis } from "../apis";
import type { MappingRecord } from "../records";

/** `aws.apigatewayv2.ApiMapping`: leads a custom domain, or what is below a key of it, to a stage. */
export const apiMappingType = (apis: Apis): ResourceType => ({
  type: "aws:apigatewayv2/apiMapping:ApiMapping",
  async create(inputs, context) {
    await apis.putMapping(mappingOf(inputs));
    return { id: identifier(context, 6), outputs: { ...inputs } };
  },
  async update(_id, inputs, { inputs: before }) {
    await apis.removeMapping(mappingOf(before));
    await apis.putMapping(mappingOf(inputs));
    return { ...inputs };
  },
  async read(_id, known) {
    const { domain, key } = mappingOf(known);
    const found = apis.mappings.get(`${domain}/${key}`);
    return found && { ...known, apiId: found.apiId, stage: found.stage };
  },
  delete: (_id, outputs) => apis.removeMapping(mappingOf(outputs)),
});

const mappingOf = ({ domainName, apiMappingKey, apiId, stage }: Properties): MappingRecord => ({
  domain: (textOf(domainName) ?? "").toLowerCase(),
  key: (textOf(apiMappingKey) ?? "").replace(/^\/+|\/+$/g, ""),
  apiId: textOf(apiId) ?? "",
  stage: textOf(stage) ?? "",
});
