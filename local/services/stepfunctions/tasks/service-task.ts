import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { isObject, type Json, type JsonObject } from "../language/definition";
import { StatesError } from "../language/states-error";
import type { TaskResource } from "./resources";

type CallResource = Extract<TaskResource, { kind: "call" }>;

/** Calls an operation of a service with the input as its parameters. */
export const callService = async (
  cloud: Cloud,
  principal: Principal,
  resource: CallResource,
  input: Json,
): Promise<Json> => {
  const { service, operation, sdk } = resource;
  const target = cloud.directory.service(service.name);
  if (!target?.handle) {
    throw new StatesError("NotEmulatedByLocalCloud", `the local cloud has no service ${service.name}`);
  }
  const requestId = randomUUID();
  const { status, body } = await target.handle({
    principal,
    method: "POST",
    url: "/",
    headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `${service.target}.${operation}` },
    body: Buffer.from(JSON.stringify(sdk ? input : withTexts(input))),
    requestId,
  });
  const answer = JSON.parse(body.toString() || "{}") as JsonObject;
  if (status >= 300) throw failure(resource, status, answer, requestId);
  if (sdk) return answer;
  if (typeof answer.FailedEntryCount === "number" && answer.FailedEntryCount > 0) {
    // fidelity: docs: "Add EventBridge events with Step Functions": an entry that fails fails the task
    throw new StatesError("EventBridge.FailedEntry", JSON.stringify(answer));
  }
  const metadata = { HttpStatusCode: status };
  return { ...answer, SdkHttpMetadata: metadata, SdkResponseMetadata: { RequestId: requestId } };
};

/** Members that the services take as text; the optimized integrations take any JSON. */
const TEXTS = new Set(["MessageBody", "Message", "Detail", "Input", "input"]);

const withTexts = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => withTexts(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member = null]) => {
      if (TEXTS.has(name)) return [name, typeof member === "string" ? member : JSON.stringify(member)];
      return [name, name === "Entries" ? withTexts(member) : member];
    }),
  );
};

/** Errors that no operation names; the optimized integrations call them by their client. */
const UNNAMED = new Set(["ValidationException", "AccessDeniedException", "SerializationException", "MissingParameter"]);

// fidelity: observed: localstack's tests on AWS: the names, and what follows the message in the cause
const failure = ({ service, sdk }: CallResource, status: number, answer: JsonObject, requestId: string) => {
  const code = String(answer.__type ?? "").replace(/^.*#/, "");
  const message = String(answer.message ?? answer.Message ?? "");
  if (sdk) {
    const name = code.endsWith("Exception") ? code : `${code}Exception`;
    const { sdkErrors } = service;
    const cause = `${message} (Service: ${sdkErrors}, Status Code: ${status}, Request ID: ${requestId})`;
    return new StatesError(`${sdkErrors}.${name}`, cause);
  }
  const name = UNNAMED.has(code) ? `Amazon${service.errors}Exception` : code;
  const cause = `${message} (Service: ${service.client}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`;
  return new StatesError(`${service.errors}.${name}`, cause);
};
