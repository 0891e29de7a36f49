import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import { identifier } from "../../apigateway/resources/identifier";
import type { Apis } from "../apis";
import type { PartKind } from "../records";

/** What is told of a property that has no effect here. */
type Check = NonNullable<ResourceType["check"]>;

/** Those that have names. */
const NAMED: readonly PartKind[] = ["authorizer", "model"];

/** A part of an API: its routes, what lies behind them, who may call them. */
const partType = (apis: Apis, type: string, kind: PartKind, check: Check = () => []): ResourceType => {
  const put = async (id: string, inputs: Properties, context: ResourceContext): Promise<Properties> => {
    const apiId = textOf(inputs.apiId) ?? "";
    if (!apis.apis.get(apiId)) throw new Error(`NotFoundException: Invalid API identifier specified ${apiId}`);
    const named = NAMED.includes(kind) ? { ...inputs, name: nameOf(type, inputs, context) } : inputs;
    await apis.putPart({ apiId, kind, id, inputs: named });
    return { ...named };
  };
  return {
    type,
    check,
    async create(inputs, context) {
      const id = identifier(context, 7);
      return { id, outputs: await put(id, inputs, context) };
    },
    update: (id, inputs, _olds, context) => put(id, inputs, context),
    async read(id, { apiId }) {
      const part = apis.parts.get(`${textOf(apiId) ?? ""}/${id}`);
      return part && { ...part.inputs };
    },
    delete: (id, { apiId }) => apis.removePart(textOf(apiId) ?? "", id),
  };
};

const notEmulated =
  (...properties: readonly string[]): Check =>
  (inputs) =>
    properties
      .filter((property) => inputs[property])
      .map((property) => ({ property, reason: "is not emulated by the local cloud" }));

export const partTypes = (apis: Apis): ResourceType[] => [
  partType(apis, "aws:apigatewayv2/authorizer:Authorizer", "authorizer"),
  partType(
    apis,
    "aws:apigatewayv2/integration:Integration",
    "integration",
    notEmulated("connectionId", "integrationSubtype", "tlsConfig", "contentHandlingStrategy"),
  ),
  partType(
    apis,
    "aws:apigatewayv2/integrationResponse:IntegrationResponse",
    "integrationResponse",
    notEmulated("contentHandlingStrategy"),
  ),
  partType(apis, "aws:apigatewayv2/model:Model", "model"),
  partType(apis, "aws:apigatewayv2/route:Route", "route", notEmulated("apiKeyRequired")),
  partType(apis, "aws:apigatewayv2/routeResponse:RouteResponse", "routeResponse"),
];
