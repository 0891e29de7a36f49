import { refusedCall } from "../../core/refused-call";
import type { Integration } from "../../core/target";
import { unavailable } from "../../core/unavailable";

export interface StatesCall {
  readonly machineArn: string;
  readonly region: string;
  readonly partition: string;
  /** ARN of the role that the gateway assumes. */
  readonly credentials: string;
}

/** Seconds after which a client may try again. */
const RETRY_AFTER_SECONDS = 1;

/** `escapeJavaScript` also escapes single quotes, which JSON does not know. */
const escaped = (reference: string): string => String.raw`$util.escapeJavaScript(${reference}).replaceAll("\\'", "'")`;

interface Call extends StatesCall {
  readonly action: "StartExecution" | "StartSyncExecution";
  readonly name: string | undefined;
  readonly status: "200" | "202";
  readonly answer: string;
  readonly others: Readonly<Record<string, string>>;
}

/** Starts an execution with the body as its input, and answers 202 with its name. */
export const startIntegration = (call: StatesCall, name: string | undefined): Integration =>
  statesIntegration({
    ...call,
    action: "StartExecution",
    name,
    status: "202",
    answer: `#set($parts = $input.path('$.executionArn').split(":")){"execution":"$parts[7]"}`,
    others: { "409": "An execution of that name has been started with another body, or has ended." },
  });

/** Runs an execution with the body as its input, and answers with its output; errors by name become other statuses. */
export const runIntegration = (call: StatesCall, errors: Readonly<Record<string, number>>): Integration =>
  statesIntegration({
    ...call,
    action: "StartSyncExecution",
    name: undefined,
    status: "200",
    answer: [
      `#set($status = "$!input.path('$.status')")#set($error = "$!input.path('$.error')")`,
      `#if($status == "SUCCEEDED")$input.path('$.output')`,
      ...Object.entries(errors).map(
        ([name, status]) =>
          `#elseif($error == "${name}")#set($context.responseOverride.status = ${status}){"message":"${name}"}`,
      ),
      `#elseif($status == "TIMED_OUT")#set($context.responseOverride.status = 504){"message":"Endpoint request timed out"}`,
      `#else#set($context.responseOverride.status = 500){"message":"Internal Server Error"}#end`,
    ].join(""),
    others: {
      "504": "The workflow takes too long.",
      ...Object.fromEntries(Object.entries(errors).map(([name, status]) => [String(status), name])),
    },
  });

/**
 * What Step Functions refuses because of the body is the client's to mend (400), a name that is taken a conflict (409);
 * throttling is passing (503 with Retry-After); anything else is ours (500).
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html errors
 */
const statesIntegration = ({ action, machineArn, name, status, answer, others, ...where }: Call): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "POST",
    uri: `arn:${where.partition}:apigateway:${where.region}:states:action/${action}`,
    credentials: where.credentials,
    // Without it a body of another content type would reach Step Functions as the call itself.
    passthroughBehavior: "never",
    requestTemplates: {
      "application/json":
        `{"stateMachineArn":"${machineArn}","input":"${escaped("$input.json('$')")}"` +
        `${name === undefined ? "" : `,"name":"${escaped(`$input.path('$.${name}')`)}"`}}`,
    },
    responses: {
      "2\\d{2}": { statusCode: status, responseTemplates: { "application/json": answer } },
      "400": { statusCode: "400", responseTemplates: { "application/json": REFUSED } },
      default: unavailable(RETRY_AFTER_SECONDS),
    },
  },
  methodResponses: {
    [status]: { description: "Done." },
    ...Object.fromEntries(Object.entries(others).map(([code, description]) => [code, { description }])),
    "400": { description: "The workflow refuses the body." },
    "500": { description: "The workflow failed, or cannot be asked." },
    "503": { description: "The workflow could not be started; try again.", headers: ["Retry-After"] },
  },
});

const REFUSED = refusedCall(
  {
    conflict: ["ExecutionAlreadyExists"],
    mistake: ["InvalidName", "InvalidExecutionInput", "ValidationException"],
    busy: ["LimitExceeded", "Throttl"],
  },
  RETRY_AFTER_SECONDS,
);
