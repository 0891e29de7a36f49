import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { identifier } from "../../apigateway/resources/identifier";
import type { Apis } from "../apis";

const TYPE = "aws:apigatewayv2/api:Api";

const NOT_EMULATED = ["apiKeySelectionExpression", "body", "credentialsArn", "routeKey", "target"];

/** `aws.apigatewayv2.Api`, WEBSOCKET or HTTP: on a port of its own. */
export const apiType = (apis: Apis): ResourceType => ({
  type: TYPE,
  check(inputs) {
    const other = NOT_EMULATED.filter((property) => inputs[property] !== undefined);
    return other.map((property) => ({ property, reason: "is not emulated by the local cloud" }));
  },
  async create(inputs, context) {
    const id = identifier(context, 10);
    return { id, outputs: await put(apis, id, inputs, context) };
  },
  update: (id, inputs, _olds, context) => put(apis, id, inputs, context),
  async read(id) {
    const api = apis.apis.get(id);
    return api && { ...api.inputs, name: api.name, ...shown(apis, id) };
  },
  delete: (id) => apis.removeApi(id),
});

const put = async (apis: Apis, id: string, inputs: Properties, context: ResourceContext): Promise<Properties> => {
  const name = nameOf(TYPE, inputs, context);
  await apis.putApi({ id, name, inputs });
  return { ...inputs, name, ...shown(apis, id) };
};

const shown = ({ apis, cloud: { partition, region, account } }: Apis, id: string): Properties => ({
  apiEndpoint: `${apis.get(id)?.inputs.protocolType === "HTTP" ? "https" : "wss"}://${id}.execute-api.${region}.amazonaws.com`,
  arn: `arn:${partition}:apigateway:${region}::/apis/${id}`,
  executionArn: `arn:${partition}:execute-api:${region}:${account}:${id}`,
});
