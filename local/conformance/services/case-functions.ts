import { setTimeout as sleep } from "node:timers/promises";
import { NotRunnable } from "./not-runnable";
import { HANDLER_ZIP, type Recorder } from "./recorder";
import type { Sdk } from "./sdk";

/** Makes a call that a scene needs. @throws {NotRunnable} */
export const need = async (sdk: Sdk, service: string, operation: string, input: object) => {
  const { output, error } = await sdk.call(service, operation, input);
  if (!output) throw new NotRunnable(`${operation}: ${error?.code}: ${error?.message}`);
  return output;
};

/** The services that assume the role of all cases. */
const ASSUMED_BY = ["lambda", "states", "events", "apigateway", "scheduler", "pipes"];

/** A role that may do everything. */
export const createRole = async (sdk: Sdk, name: string): Promise<string> => {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: ASSUMED_BY.map((service) => `${service}.amazonaws.com`) },
        Action: "sts:AssumeRole",
      },
    ],
  };
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const { Role } = await need(sdk, "iam", "CreateRole", {
    RoleName: name,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  await need(sdk, "iam", "PutRolePolicy", {
    RoleName: name,
    PolicyName: "all",
    PolicyDocument: JSON.stringify(document),
  });
  return (Role as { Arn: string }).Arn; // as the API's model says
};

export interface CaseFunction {
  readonly name: string;
  readonly arn: string;
}

/** A function that the recorder decides about. */
export const createFunction = async (
  sdk: Sdk,
  recorder: Recorder,
  made: { name: string; role: string; behaviours: Parameters<Recorder["add"]>[1]; timeoutSeconds?: number },
): Promise<CaseFunction> => {
  const { name, role, behaviours, timeoutSeconds = 10 } = made;
  const { FunctionArn } = await need(sdk, "lambda", "CreateFunction", {
    FunctionName: name,
    Role: role,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Timeout: timeoutSeconds,
    Code: { ZipFile: HANDLER_ZIP },
    Environment: { Variables: { RECORDER: recorder.add(name, behaviours) } },
  });
  for (;;) {
    const { State } = await need(sdk, "lambda", "GetFunctionConfiguration", { FunctionName: name });
    if (State !== "Pending") return { name, arn: String(FunctionArn) };
    await sleep(500);
  }
};
