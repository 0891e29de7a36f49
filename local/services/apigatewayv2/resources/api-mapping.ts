import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import { identifier } from "../../apigateway/resources/identifier";
import type { Apis } from "../apis";
import type { MappingRecord } from "../records";

const TYPE = "aws:apigatewayv2/apiMapping:ApiMapping";

/**
 * `aws.apigatewayv2.ApiMapping`: leads a custom domain, or what is below a key of it, to a stage of an API.
 *
 * @param rest Those of REST APIs, which are another service.
 */
export const apiMappingType = (apis: Apis, rest: () => ResourceType): ResourceType => {
  const own = ownMappings(apis);
  const of = ({ apiId }: Properties): ResourceType => (apis.apis.get(textOf(apiId) ?? "") ? own : rest());
  return {
    type: TYPE,
    create: (inputs, context) => of(inputs).create(inputs, context),
    async update(id, inputs, olds, context) {
      if (of(inputs) === of(olds.inputs)) return (await of(inputs).update?.(id, inputs, olds, context)) ?? inputs;
      await of(olds.inputs).delete(id, olds.outputs);
      return (await of(inputs).create(inputs, context)).outputs;
    },
    read: async (id, known) => of(known).read?.(id, known),
    delete: (id, outputs) => of(outputs).delete(id, outputs),
  };
};

const ownMappings = (apis: Apis): ResourceType => ({
  type: TYPE,
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
