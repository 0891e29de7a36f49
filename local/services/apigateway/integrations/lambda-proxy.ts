import type { Exchange } from "../exchange/exchange";
import { integrationFailure, internalError } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import { matchesMediaTypes } from "../http/media-types";
import type { GatewayAnswer } from "../http/message";
import { fromBase64, mapParameters } from "../mapping/map-request";
import { remapLambdaProxy } from "../mapping/remapped-headers";
import type { IntegrationPlan } from "../plan/integration-plan";
import { callFunction } from "./function-call";
import { functionFailure, invocationFailure, malformed } from "./function-failure";
import { proxyEvent } from "./lambda-event";
import { lambdaResult } from "./lambda-result";
import { streamLambdaProxy } from "./streamed-proxy";
import { fillStageVariables, functionArn } from "./uri";

/** `aws_proxy`: the whole request goes to a function, its result is the answer. */
export const invokeLambdaProxy = async (exchange: Exchange, integration: IntegrationPlan): Promise<GatewayAnswer> => {
  // Mappings have no effect here, but a forbidden one still fails.
  mapParameters(exchange, integration);
  // fidelity: observed: conformance proxy-lambda-integration-method-not-post
  if (integration.httpMethod !== "POST") {
    throw integrationFailure("aws_proxy needs the integration httpMethod POST, whatever the method's own", 500);
  }
  const uri = fillStageVariables(integration.uri ?? "", exchange.stageVariables);
  const arn = functionArn(uri);
  if (!arn) throw internalError(`Execution failed due to configuration error: Invalid function ARN in ${uri}`);
  const startedAt = exchange.environment.clock.now();
  if (integration.streams) return streamLambdaProxy(exchange, integration, arn);
  const result = await invoke(exchange, integration, arn);
  exchange.integration = { status: 200, latency: exchange.environment.clock.now() - startedAt };
  if (result.functionError !== undefined) throw functionFailure(result);
  return answerOf(exchange, result.payload.toString("utf8"), arn);
};

const invoke = async (exchange: Exchange, integration: IntegrationPlan, arn: string) => {
  try {
    return await callFunction(exchange, integration, arn, JSON.stringify(proxyEvent(exchange)));
  } catch (error) {
    throw invocationFailure(error, arn);
  }
};

const answerOf = (exchange: Exchange, payload: string, arn: string): GatewayAnswer => {
  const result = lambdaResult(payload);
  if (typeof result === "string") throw malformed(arn, result);
  const headers = new HeaderList(result.headers);
  remapLambdaProxy(headers);
  headers.setDefault("Content-Type", "application/json");
  const decodes =
    result.isBase64Encoded && matchesMediaTypes(exchange.headers.get("Accept"), exchange.plan.binaryMediaTypes);
  // fidelity: observed: localstack's tests on AWS: 500 for a body that is no base64
  const body = decodes ? fromBase64(result.body) : Buffer.from(result.body);
  return { status: result.statusCode, headers, body };
};
