import { HeaderList } from "../http/header-list";
import type { Exchange } from "../path/exchange";
import { internalError } from "../path/failure";
import type { IntegrationPlan } from "../plan/integration-plan";
import { callFunction } from "./function-call";
import { emptyAnswer, type IntegrationAnswer, type IntegrationRequest } from "./integration-request";
import { invocationFailure } from "./lambda-proxy";
import { functionArn } from "./uri";

/** `aws` towards a function: the mapped body is the event, the result the answer; errors are selected by their message. */
// fidelity: observed: conformance proxy-lambda-aws-*
export const invokeLambda = async (
  exchange: Exchange,
  integration: IntegrationPlan,
  request: IntegrationRequest,
): Promise<IntegrationAnswer> => {
  const arn = functionArn(request.uri);
  if (!arn) throw internalError(`Execution failed due to configuration error: Invalid function ARN in ${request.uri}`);
  const event = request.body.length === 0 ? "{}" : request.body;
  if (request.headers.get("X-Amz-Invocation-Type") === "Event") {
    callFunction(exchange, integration, arn, event).catch((error) =>
      exchange.environment.executionLog(`asynchronous invocation of ${arn} failed: ${(error as Error).message}`),
    );
    return { ...emptyAnswer(202), selection: "" };
  }
  const result = await callFunction(exchange, integration, arn, event).catch((error) => {
    throw invocationFailure(error, arn);
  });
  const headers = new HeaderList([["Content-Type", "application/json"]]);
  if (!result.functionError) return { status: 200, headers, body: result.payload, selection: "" };
  headers.add("X-Amz-Function-Error", result.functionError);
  return { status: 200, headers, body: result.payload, selection: errorMessage(result.payload) };
};

const errorMessage = (payload: Buffer): string => {
  try {
    const { errorMessage } = JSON.parse(payload.toString("utf8")) as { errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : "";
  } catch {
    return "";
  }
};
