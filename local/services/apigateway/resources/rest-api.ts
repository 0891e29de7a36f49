import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf, textOf, textsOf } from "../../../languages/json/json-object";
import type { ControlPlane } from "../control/control-plane";
import { FIRST_PORT } from "../control/gateway-server";
import { mergePuts } from "../control/put-document";
import type { ApiRecord, ApiSettings } from "../control/records";
import { valuesOf } from "../control/store";
import type { ApiPlan } from "../plan/api-plan";
import { identifier } from "./identifier";

const TYPE = "aws:apigateway/restApi:RestApi";

/** `aws.apigateway.RestApi` with a document in `body`; an update puts the document in place of the old, or merges it in. */
export const restApiType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  check: (inputs) => problems(control, inputs),
  async create(inputs, context) {
    const id = identifier(context, 10);
    const plan = await put(control, id, inputs, context);
    return { id, outputs: outputsOf(control, id, inputs, context, plan) };
  },
  async update(id, inputs, _olds, context) {
    return outputsOf(control, id, inputs, context, await put(control, id, inputs, context));
  },
  async delete(id) {
    await control.stopServing(id);
    await control.store.apis.remove(id);
    for (const { id: deployment } of valuesOf(control.store.deployments, `${id}/`)) {
      await control.store.deployments.remove(`${id}/${deployment}`);
    }
  },
});

const documentOf = (inputs: Properties): string | undefined =>
  typeof inputs.body === "string" && inputs.body.trim() !== "" ? inputs.body : undefined;

const settingsOf = (inputs: Properties): ApiSettings => {
  const basepath = textOf(objectOf(inputs.parameters).basepath);
  const compression = textOf(inputs.minimumCompressionSize);
  const keySource = inputs.apiKeySource;
  const endpoint = objectOf(inputs.endpointConfiguration);
  // The provider's schema has had a list and has one text now.
  // fidelity: docs: ImportRestApi, the parameter endpointConfigurationTypes
  const [type = objectOf(inputs.parameters).endpointConfigurationTypes] = [endpoint.types].flat();
  return {
    basepath: basepath === "prepend" || basepath === "split" ? basepath : "ignore",
    failOnWarnings: inputs.failOnWarnings === true,
    ...(Array.isArray(inputs.binaryMediaTypes) && { binaryMediaTypes: textsOf(inputs.binaryMediaTypes) }),
    ...(compression && Number(compression) >= 0 && { minimumCompressionSize: Number(compression) }),
    ...((keySource === "HEADER" || keySource === "AUTHORIZER") && { apiKeySource: keySource }),
    ...((type === "EDGE" || type === "REGIONAL" || type === "PRIVATE") && { endpointType: type }),
    ...(Array.isArray(endpoint.vpcEndpointIds) && { vpcEndpointIds: textsOf(endpoint.vpcEndpointIds) }),
    ...(inputs.disableExecuteApiEndpoint === true && { disableExecuteApiEndpoint: true }),
    ...(typeof inputs.policy === "string" && { policy: inputs.policy }),
  };
};

function* found(control: ControlPlane, inputs: Properties): Generator<{ property: string; reason: string }> {
  const document = documentOf(inputs);
  if (document === undefined) {
    yield {
      property: "body",
      reason:
        "is needed: the local cloud runs a REST API from its OpenAPI document, not from Resource and Method resources",
    };
    return;
  }
  try {
    control.read(document, settingsOf(inputs));
  } catch (error) {
    yield { property: "body", reason: (error as Error).message };
  }
}

const problems = (control: ControlPlane, inputs: Properties) => [...found(control, inputs)];

const put = async (
  control: ControlPlane,
  id: string,
  inputs: Properties,
  context: ResourceContext,
): Promise<ApiPlan> => {
  const [problem] = problems(control, inputs);
  if (problem) throw new Error(`${context.name}: ${problem.property} ${problem.reason}`);
  const own = { document: documentOf(inputs) ?? "", settings: settingsOf(inputs) };
  const before = control.store.apis.get(id);
  const { document, settings } =
    inputs.putRestApiMode === "merge" && before ? mergePuts(before, own, control.cloud) : own;
  const plan = control.read(document, settings);
  const name = nameOf(TYPE, inputs, context);
  const record: ApiRecord = {
    id,
    name,
    document,
    settings,
    port: before?.port ?? nextPort(control),
  };
  await control.store.apis.put(id, record);
  await control.serve(record);
  for (const line of [...plan.warnings, ...plan.notices]) control.cloud.log.warn(`apigateway ${name}`, line);
  return plan;
};

/** Above the ports that other APIs of this folder have had. */
const nextPort = (control: ControlPlane): number =>
  Math.max(FIRST_PORT - 1, ...valuesOf(control.store.apis).map(({ port }) => port)) + 1;

const outputsOf = (
  control: ControlPlane,
  id: string,
  inputs: Properties,
  context: ResourceContext,
  plan: ApiPlan,
): Properties => {
  const { partition } = control.cloud;
  const { region, account } = context;
  return {
    ...inputs,
    name: nameOf(TYPE, inputs, context),
    description: textOf(inputs.description) ?? plan.description ?? "",
    arn: `arn:${partition}:apigateway:${region}::/restapis/${id}`,
    executionArn: `arn:${partition}:execute-api:${region}:${account}:${id}`,
    rootResourceId: plan.resources.get("/"),
    apiKeySource: plan.apiKeySource,
    binaryMediaTypes: plan.binaryMediaTypes,
    disableExecuteApiEndpoint: plan.disableExecuteApiEndpoint,
  };
};
