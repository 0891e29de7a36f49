import { ServiceError } from "../../../wire/service-error";
import { errorMessageOf } from "../../lambda/function-error";
import type { InvokeResult } from "../../lambda/invoker";
import type { Exchange } from "../exchange/exchange";
import { Failure, integrationFailure, internalError, requestTooLarge } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import { matchesMediaTypes } from "../http/media-types";
import type { GatewayAnswer } from "../http/message";
import { fromBase64, mapParameters } from "../mapping/map-request";
import { remapLambdaProxy } from "../mapping/remapped-headers";
import type { IntegrationPlan } from "../plan/integration-plan";
import { callFunction } from "./function-call";
import { proxyEvent } from "./lambda-event";
import { lambdaResult } from "./lambda-result";
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

// fidelity: observed: localstack's tests on AWS: 500 for a missing permission, 502 for what Lambda refuses otherwise;
// users' reports (Stack Overflow 36363280): a throttled function is INTEGRATION_FAILURE with 500
export const invocationFailure = (error: unknown, arn: string): unknown => {
  if (error instanceof Failure) return error;
  if (!(error instanceof ServiceError))
    return internalError(`invoking ${arn} failed: ${(error as Error).message}`, 502);
  if (error.code.startsWith("AccessDenied")) {
    return internalError(
      `Execution failed due to configuration error: Invalid permissions on Lambda function: ${arn}: ${error.message}`,
    );
  }
  const reason = `invoking ${arn} failed: ${error.code}: ${error.message}`;
  if (error.code === "TooManyRequestsException") return integrationFailure(reason, 500);
  if (error.code === "RequestTooLargeException") return requestTooLarge(reason);
  return internalError(reason, 502);
};

/** The trace is in the function's log, under the request id. */
// fidelity: observed: users' reports: the text in the execution log
const functionFailure = ({ payload, requestId }: InvokeResult): Failure =>
  internalError(
    `Lambda execution failed with status 200 due to customer function error: ${errorMessageOf(payload)}. ` +
      `Lambda request id: ${requestId}`,
    502,
  );

const answerOf = (exchange: Exchange, payload: string, arn: string): GatewayAnswer => {
  const result = lambdaResult(payload);
  if (typeof result === "string") {
    throw internalError(
      `Execution failed due to configuration error: Malformed Lambda proxy response of ${arn}: ${result}`,
      502,
    );
  }
  const headers = new HeaderList(result.headers);
  remapLambdaProxy(headers);
  headers.setDefault("Content-Type", "application/json");
  const decodes =
    result.isBase64Encoded && matchesMediaTypes(exchange.headers.get("Accept"), exchange.plan.binaryMediaTypes);
  // fidelity: observed: localstack's tests on AWS: 500 for a body that is no base64
  const body = decodes ? fromBase64(result.body) : Buffer.from(result.body);
  return { status: result.statusCode, headers, body };
};
