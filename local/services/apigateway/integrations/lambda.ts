import { isObject } from "../../../languages/json/json-object";
import { ServiceError } from "../../../wire/service-error";
import type { Exchange } from "../exchange/exchange";
import { internalError } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import type { IntegrationPlan } from "../plan/integration-plan";
import { callFunction } from "./function-call";
import { invocationFailure } from "./function-failure";
import { emptyAnswer, type IntegrationAnswer, type IntegrationRequest } from "./integration-request";
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
  if (request.method !== "POST") return noOperation();
  const event = request.body.length === 0 ? "{}" : request.body;
  const asynchronous = request.headers.get("X-Amz-Invocation-Type") === "Event";
  const headers = new HeaderList([["Content-Type", "application/json"]]);
  const result = await callFunction(exchange, integration, arn, event, { asynchronous }).catch((error) => {
    if (error instanceof ServiceError && error.code === "InvalidRequestContentException") return error;
    throw invocationFailure(error, arn);
  });
  // fidelity: observed: users' reports of "Could not parse request body into json" as the answer of a default response
  if (result instanceof ServiceError) {
    return { status: 400, headers, body: Buffer.from(JSON.stringify({ Type: "User", message: result.message })) };
  }
  if (asynchronous) return { ...emptyAnswer(202), selection: "" };
  if (!result.functionError) return { status: 200, headers, body: result.payload, selection: "" };
  headers.add("X-Amz-Function-Error", result.functionError);
  return { status: 200, headers, body: result.payload, ...functionError(result.payload) };
};

/** Lambda's API invokes by POST alone; what it says of anything else goes to the client. */
// fidelity: observed: users' reports (Stack Overflow 36181805); guess: the answer is chosen as one with status 403
const noOperation = (): IntegrationAnswer => ({
  status: 403,
  headers: new HeaderList([["Content-Type", "application/xml"]]),
  body: Buffer.from(
    "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n",
  ),
});

/** A message that is JSON itself, a custom error, is read for the mappings to headers. */
// fidelity: docs: handle-errors-in-lambda-integration, custom errors
const functionError = (payload: Buffer): Pick<IntegrationAnswer, "selection" | "mappedBody"> => {
  const error = parsed(payload.toString("utf8"));
  if (!isObject(error) || typeof error.errorMessage !== "string") return { selection: "" };
  const { errorMessage } = error;
  const custom = parsed(errorMessage);
  if (!isObject(custom)) return { selection: errorMessage };
  return { selection: errorMessage, mappedBody: JSON.stringify({ ...error, errorMessage: custom }) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
