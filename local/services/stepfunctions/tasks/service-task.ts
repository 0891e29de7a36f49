import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import type { ApiResponse } from "../../../wire/transport/api-request";
import { isObject, type Json, type JsonObject } from "../language/definition";
import { StatesError } from "../language/states-error";
import type { Owner } from "./owner";
import type { TaskResource, TaskService } from "./resources";

type CallResource = Extract<TaskResource, { kind: "call" }>;

/** Calls an operation of a service with the input as its parameters. */
export const callService = async (
  cloud: Cloud,
  principal: Principal,
  resource: CallResource,
  input: Json,
  owner: Owner,
): Promise<Json> => {
  const { service, operation, sdk } = resource;
  const target = cloud.directory.service(service.name);
  if (!target?.handle) {
    throw new StatesError("NotEmulatedByLocalCloud", `the local cloud has no service ${service.name}`);
  }
  const requestId = randomUUID();
  const given = sdk ? withoutNothing(input) : withSource(withTexts(input), owner);
  const response = await target.handle({
    principal,
    method: "POST",
    url: "/",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `${service.target}.${operation}` },
    body: Buffer.from(JSON.stringify(service.small ? cased(given, "lower") : given)),
    requestId,
  });
  const body = JSON.parse(response.body.toString() || "{}") as JsonObject;
  if (response.status >= 300) throw failure(resource, response, body, requestId);
  const answer = service.small ? (cased(body, "upper") as JsonObject) : body;
  if (sdk) return answer;
  if (typeof answer.FailedEntryCount === "number" && answer.FailedEntryCount > 0) {
    // fidelity: docs: "Add EventBridge events with Step Functions": an entry that fails fails the task
    throw new StatesError("EventBridge.FailedEntry", JSON.stringify(answer));
  }
  return { ...answer, ...metadata(response, requestId) };
};

/** What the optimized integrations tell of the HTTP answer. */
// fidelity: observed: localstack's tests on AWS
export const metadata = (
  { status, headers = {}, body }: Pick<ApiResponse, "status" | "headers" | "body">,
  requestId: string,
): JsonObject => {
  const HttpHeaders: JsonObject = {
    "x-amzn-RequestId": requestId,
    "Content-Type": headers["content-type"] ?? "application/x-amz-json-1.0",
    "Content-Length": String(Buffer.byteLength(body)),
    Date: new Date().toUTCString(),
    connection: "keep-alive",
  };
  const AllHttpHeaders = Object.fromEntries(Object.entries(HttpHeaders).map(([name, value = null]) => [name, [value]]));
  return {
    SdkHttpMetadata: { AllHttpHeaders, HttpHeaders, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: requestId },
  };
};

/** The names of members as the wire or the definition has them. */
const cased = (value: Json, to: "lower" | "upper"): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => cased(item, to));
  if (!isObject(value)) return value;
  const change = (char: string) => (to === "lower" ? char.toLowerCase() : char.toUpperCase());
  return Object.fromEntries(
    Object.entries(value).map(([name, member = null]) => [change(name.charAt(0)) + name.slice(1), cased(member, to)]),
  );
};

/** A member that is null is not sent. */
const withoutNothing = (value: Json): Json =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) : value;

/** Members that the services take as text; the optimized integrations take any JSON. */
const TEXTS = new Set(["MessageBody", "Message", "Detail", "Input"]);

const withTexts = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withTexts(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member = null]) => {
      if (member === null) return [];
      if (TEXTS.has(name)) return [[name, textOf(member)]];
      return [[name, name === "Entries" ? withTexts(member) : member]];
    }),
  );
};

/** Events tell which execution has put them. */
// fidelity: docs: "Add EventBridge events with Step Functions": both ARNs are appended to the resources of each entry
const withSource = (value: Json, { execution: { arn, stateMachineArn } }: Owner): Json => {
  if (!isObject(value) || !Array.isArray(value.Entries)) return value;
  const Entries = (value.Entries as readonly Json[]).map((entry) => {
    if (!isObject(entry)) return entry;
    const known = Array.isArray(entry.Resources) ? (entry.Resources as readonly Json[]) : [];
    return { ...entry, Resources: [...known, arn, stateMachineArn] };
  });
  return { ...value, Entries };
};

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Errors that no operation names; the optimized integrations call them by their client. */
const UNNAMED = new Set(["ValidationException", "AccessDeniedException", "SerializationException", "MissingParameter"]);

// fidelity: observed: localstack's tests on AWS: the names, and what follows the message in the cause
const failure = (
  { service, sdk }: CallResource,
  { status, headers = {} }: ApiResponse,
  answer: JsonObject,
  requestId: string,
) => {
  const code = String(answer.__type ?? "").replace(/^.*#/, "");
  const message = String(answer.message ?? answer.Message ?? "");
  const name = code.endsWith("Exception") ? code : `${code}Exception`;
  if (sdk) {
    const { sdkErrors } = service;
    const cause = `${message} (Service: ${sdkErrors}, Status Code: ${status}, Request ID: ${requestId})`;
    return new StatesError(`${sdkErrors}.${name}`, cause);
  }
  // The optimized integrations stand on the older SDK, to which SQS tells the codes of its query protocol.
  const older = headers["x-amzn-query-error"]?.split(";")[0] ?? code;
  return optimizedFailure(service, { code: older, name, message, status, requestId });
};

/** An error of an optimized integration. */
export const optimizedFailure = (
  { errors, client }: Pick<TaskService, "errors" | "client">,
  told: {
    readonly code: string;
    readonly name: string;
    readonly message: string;
    readonly status: number;
    readonly requestId: string;
  },
): StatesError => {
  const { code, message, status, requestId } = told;
  const maker = client.startsWith("AWS") ? "AWS" : "Amazon";
  const name = UNNAMED.has(code) ? `${maker}${errors}Exception` : told.name;
  const cause = `${message} (Service: ${client}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
  return new StatesError(`${errors}.${name}`, cause);
};
