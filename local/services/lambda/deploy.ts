import type { Cloud } from "../../cloud/cloud";
import { removeData } from "../../data/data-path";
import { handlerProblem } from "./code/handler-problem";
import { invalidParameter } from "./errors";
import type { FunctionRecord } from "./function-record";
import type { Functions } from "./functions";
import type { Runner } from "./runner";

interface Parts {
  readonly cloud: Cloud;
  readonly functions: Functions;
  readonly runner: Runner;
}

/** Makes a function be as `record` says, for a program and for callers of the API alike. @throws {ServiceError} */
export const deploy = async ({ cloud, functions, runner }: Parts, record: FunctionRecord): Promise<void> => {
  const { name, latest } = record;
  if (!cloud.access.servicePrincipal(latest.role, "lambda.amazonaws.com")) {
    throw invalidParameter("The role defined for the function cannot be assumed by Lambda.");
  }
  const problem = handlerProblem(latest.folder, latest.handler);
  if (problem) {
    cloud.log.warn("lambda", `every invocation of ${name} will fail: its handler ${latest.handler} ${problem}`);
  }
  await functions.put(record);
  runner.refresh(name, record);
};

/** Ends a function with its versions, aliases, permissions and code. */
export const remove = async ({ cloud, functions, runner }: Parts, name: string): Promise<void> => {
  await functions.remove(name);
  runner.refresh(name, undefined);
  removeData(cloud.folder, "functions", name);
};
