import { type JsonObject, objectOf, textMap, textOf } from "../../../languages/json/json-object";
import {
  type GatewayResponseOverride,
  type GatewayResponseType,
  isGatewayResponseType,
} from "../plan/gateway-responses";
import type { Findings } from "./import-error";

export const readGatewayResponses = (
  document: JsonObject,
  findings: Findings,
): Map<GatewayResponseType, GatewayResponseOverride> => {
  const responses = new Map<GatewayResponseType, GatewayResponseOverride>();
  const declared = objectOf(document["x-amazon-apigateway-gateway-responses"]);
  for (const [type, value] of Object.entries(declared)) {
    if (!isGatewayResponseType(type)) {
      findings.error(`Unable to put gateway response '${type}': Invalid gateway response type`);
      continue;
    }
    const response = objectOf(value);
    for (const source of textMap(response.responseParameters).values()) {
      if (isExpression(source)) continue;
      findings.error(
        `Unable to put gateway response '${type}': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${source}]`,
      );
    }
    const status = textOf(response.statusCode);
    responses.set(type, {
      statusCode: status === undefined ? undefined : Number(status),
      responseParameters: textMap(response.responseParameters),
      responseTemplates: textMap(response.responseTemplates),
    });
  }
  return responses;
};

// fidelity: observed: users' reports (aws-cdk pull request 20274): a constant without quotes is refused
const isExpression = (source: string): boolean => /^(?:'[\s\S]*'|(?:method|context|stageVariables)\..+)$/.test(source);
