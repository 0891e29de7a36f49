import { randomUUID } from "node:crypto";
import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import type { InvokeResult } from "../../lambda/invoker";
import { isObject, type Json } from "../language/definition";
import { runtimeError, StatesError } from "../language/states-error";
import { metadata, optimizedFailure } from "./service-task";

/** A function's ARN as resource: its answer is the result. */
export const invokeFunction = async (cloud: Cloud, principal: Principal, arn: string, input: Json): Promise<Json> =>
  payloadOf(await invoke(cloud, principal, arn, input));

/** `lambda:invoke`: the answer of Lambda's own API. */
// fidelity: observed: localstack's tests on AWS: ExecutedVersion, Payload, StatusCode and the SDK's metadata
export const invokeWithMetadata = async (cloud: Cloud, principal: Principal, input: Json): Promise<Json> => {
  const { FunctionName, Payload = {}, Qualifier, InvocationType = "RequestResponse" } = isObject(input) ? input : {};
  if (typeof FunctionName !== "string") throw runtimeError("The field 'FunctionName' is required");
  const asynchronous = InvocationType === "Event";
  if (!asynchronous && InvocationType !== "RequestResponse") {
    throw new StatesError("NotEmulatedByLocalCloud", `InvocationType ${String(InvocationType)} is not emulated here`);
  }
  const { partition, region, account } = cloud;
  const arn = FunctionName.startsWith("arn:")
    ? FunctionName
    : `arn:${partition}:lambda:${region}:${account}:function:${FunctionName.split(":function:").pop()}`;
  const named = typeof Qualifier === "string" ? `${arn}:${Qualifier}` : arn;
  const result = await invoke(cloud, principal, named, Payload, asynchronous);
  const status = asynchronous ? 202 : 200;
  const body = result.payload.toString("utf8");
  return {
    ...(asynchronous ? {} : { ExecutedVersion: result.executedVersion }),
    Payload: asynchronous ? "" : payloadOf(result),
    ...metadata({ status, body, headers: { "content-type": "application/json" } }, randomUUID()),
    StatusCode: status,
  };
};

const LAMBDA = { errors: "Lambda", client: "AWSLambda" };

const invoke = async (
  cloud: Cloud,
  principal: Principal,
  arn: string,
  input: Json,
  asynchronous = false,
): Promise<InvokeResult> => {
  try {
    return await cloud.directory.lambda.functions.invoke(arn, JSON.stringify(input), {
      as: { principal },
      asynchronous,
    });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, message, status } = error;
    throw optimizedFailure(LAMBDA, { code, name: code, message, status, requestId: randomUUID() });
  }
};

// fidelity: observed: localstack's tests on AWS: the error's type, and the whole error object as cause
const payloadOf = ({ payload, functionError }: InvokeResult): Json => {
  const text = payload.toString("utf8");
  const value = JSON.parse(text === "" ? "null" : text) as Json;
  if (functionError === undefined) return value;
  const type = isObject(value) ? value.errorType : undefined;
  throw new StatesError(typeof type === "string" ? type : "Lambda.Unknown", text);
};
