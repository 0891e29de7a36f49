import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { Apis } from "../apis";

const TYPE = "aws:apigatewayv2/stage:Stage";

/** Inputs that are recorded and shown again but change nothing here. */
const NOT_EXECUTED = ["accessLogSettings", "clientCertificateId", "defaultRouteSettings", "routeSettings"];

/** `aws.apigatewayv2.Stage`: served at `ws://127.0.0.1:<port of the API>/<stage>`, `http://` of HTTP APIs. */
export const stageType = (apis: Apis): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    return { id: nameOf(TYPE, inputs, context), outputs: await put(apis, inputs, context) };
  },
  update: (_id, inputs, _olds, context) => put(apis, inputs, context),
  async read(id, { apiId }) {
    const stage = apis.stages.get(`${textOf(apiId) ?? ""}/${id}`);
    return stage && { ...stage.inputs, ...shown(apis, stage.apiId, stage.name) };
  },
  delete: (id, { apiId }) => apis.stages.remove(`${textOf(apiId) ?? ""}/${id}`),
});

const put = async (apis: Apis, inputs: Properties, context: ResourceContext): Promise<Properties> => {
  const [apiId, name] = [textOf(inputs.apiId) ?? "", nameOf(TYPE, inputs, context)];
  if (!apis.apis.get(apiId)) throw new Error(`NotFoundException: Invalid API identifier specified ${apiId}`);
  await apis.stages.put(`${apiId}/${name}`, { apiId, name, inputs });
  for (const input of NOT_EXECUTED)
    if (inputs[input]) apis.cloud.log.warn("apigatewayv2", `${context.name}: ${input} is recorded only`);
  return { ...inputs, ...shown(apis, apiId, name) };
};

const shown = (apis: Apis, apiId: string, name: string): Properties => {
  const { partition, region, account } = apis.cloud;
  const isHttp = apis.apis.get(apiId)?.inputs.protocolType === "HTTP";
  return {
    name,
    arn: `arn:${partition}:apigateway:${region}::/apis/${apiId}/stages/${name}`,
    executionArn: `arn:${partition}:execute-api:${region}:${account}:${apiId}/${name}`,
    invokeUrl: isHttp
      ? `http://${apis.placeOf(apiId)}/${name === "$default" ? "" : name}`
      : `ws://${apis.placeOf(apiId)}/${name}`,
  };
};
