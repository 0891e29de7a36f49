import type { ServiceError } from "../service-error";
import type { ApiRequest, ApiResponse } from "../transport/api-request";
import { protocolOf } from "./protocol";
import { xml } from "./xml";

/** How a service's errors are named in JSON, where the query protocol names them otherwise. */
export interface ErrorNames {
  /** `{ "AWS.SimpleQueueService.NonExistentQueue": "QueueDoesNotExist" }`. */
  readonly json?: Readonly<Record<string, string>>;
  /** What the query protocol says instead, by code. */
  readonly queryMessages?: Readonly<Record<string, string>>;
  /** Put before the JSON name: `com.amazonaws.sqs#`. */
  readonly namespace?: string;
  /** Put before the JSON names of the errors that all services have, where it is not coral's. */
  readonly commonNamespace?: string;
  /** Tell JSON clients the query protocol's code as well, as services do that came from it. */
  readonly queryCompatible?: boolean;
  /** Of the XML. */
  readonly xmlns?: string;
}

// fidelity: docs: "Common errors" of the query APIs and of the JSON APIs
const COMMON_JSON_NAMES: Readonly<Record<string, string>> = {
  AccessDenied: "AccessDeniedException",
  IncompleteSignature: "IncompleteSignatureException",
  InvalidAction: "UnknownOperationException",
  InvalidClientTokenId: "UnrecognizedClientException",
  InternalFailure: "InternalFailureException",
  MissingAuthenticationToken: "MissingAuthenticationTokenException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  ValidationError: "ValidationException",
};

/** Of services that write no namespace before any name. */
// fidelity: docs: Kinesis, EventBridge, Systems Manager and Secrets Manager API references, sample errors
export const PLAIN_NAMES: ErrorNames = { commonNamespace: "" };

/** Writes an error in the protocol of the request. */
export const renderError = (
  request: Pick<ApiRequest, "headers" | "url" | "requestId">,
  error: ServiceError,
  names: ErrorNames = {},
): ApiResponse => {
  const { code, message, status, details } = error;
  const { requestId } = request;
  const protocol = protocolOf(request);
  const blame = status >= 500 ? "Receiver" : "Sender";
  const own = names.json?.[code];
  const jsonName = own ?? COMMON_JSON_NAMES[code] ?? code;
  const headers = (contentType: string) => ({ "content-type": contentType, "x-amzn-requestid": requestId });
  switch (protocol.kind) {
    case "aws-json": {
      const prefix = jsonName in COMMON_JSON_TYPES ? commonNamespace(jsonName, names) : (names.namespace ?? "");
      return {
        status,
        headers: {
          ...headers(protocol.contentType || "application/x-amz-json-1.0"),
          ...(names.queryCompatible ? { "x-amzn-query-error": `${code};${blame}` } : {}),
        },
        body: JSON.stringify({ __type: prefix + jsonName, ...messageOf(jsonName, message), ...details }),
      };
    }
    case "aws-query": {
      const Message = names.queryMessages?.[code] ?? message;
      const body = { Error: { Type: blame, Code: code, Message, ...details }, RequestId: requestId };
      if (protocol.answer === "json")
        return { status, headers: headers("application/json"), body: JSON.stringify(body) };
      const text = xml("ErrorResponse", body, names.xmlns ? ` xmlns="${names.xmlns}"` : "");
      return { status, headers: headers("text/xml"), body: `<?xml version="1.0"?>${text}` };
    }
    case "rest-json":
      return {
        status,
        headers: { ...headers("application/json"), "x-amzn-errortype": jsonName },
        body: JSON.stringify({ message, ...details }),
      };
  }
};

const COMMON_JSON_TYPES: Readonly<Record<string, true>> = Object.fromEntries(
  [...Object.values(COMMON_JSON_NAMES), "SerializationException"].map((name) => [name, true as const]),
);

// fidelity: observed: Step Functions and DynamoDB: com.amazon.coral.validate#ValidationException
const commonNamespace = (name: string, names: ErrorNames): string =>
  names.commonNamespace ??
  (name === "ValidationException" ? "com.amazon.coral.validate#" : "com.amazon.coral.service#");

// fidelity: observed: a denied access has its message in capitals, an error without text has none
const messageOf = (name: string, message: string): Readonly<Record<string, string>> => {
  if (message === "") return {};
  return name === "AccessDeniedException" ? { Message: message } : { message };
};
