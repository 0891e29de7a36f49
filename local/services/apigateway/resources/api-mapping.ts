import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { checkFree, type Mapping, mapTo } from "./base-path-mapping";
import { idOf } from "./identifier";

const TYPE = "aws:apigatewayv2/apiMapping:ApiMapping";

/** `aws.apigatewayv2.ApiMapping` of a REST API: as a base path mapping, of several segments too. */
export const apiMappingType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    checkFree(control, mappingOf(inputs), "ApiMapping key already exists for this domain name");
    await put(control, inputs);
    return recorded(TYPE, inputs, context);
  },
  async update(_id, inputs, { inputs: olds }) {
    if (keyOf(olds) !== keyOf(inputs)) await control.store.mappings.remove(keyOf(olds));
    await put(control, inputs);
    return inputs;
  },
  async read(_id, outputs) {
    return control.store.mappings.get(keyOf(outputs)) && {};
  },
  async delete(_id, outputs) {
    await control.store.mappings.remove(keyOf(outputs));
  },
});

const pathOf = ({ apiMappingKey }: Properties): string => textOf(apiMappingKey) ?? "";

const keyOf = (inputs: Properties): string => `${idOf(inputs.domainName).toLowerCase()}/${pathOf(inputs)}`;

const mappingOf = (inputs: Properties): Mapping => ({
  domain: idOf(inputs.domainName).toLowerCase(),
  basePath: pathOf(inputs),
  apiId: idOf(inputs.apiId),
  stage: textOf(inputs.stage),
});

const put = (control: ControlPlane, inputs: Properties): Promise<void> => mapTo(control, mappingOf(inputs));
