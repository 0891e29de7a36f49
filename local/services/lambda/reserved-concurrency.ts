import { invalidParameter } from "./errors";
import type { FunctionRecord } from "./function-record";
import type { Functions } from "./functions";

// fidelity: docs: "Lambda quotas", concurrent executions, and PutFunctionConcurrency, which leaves 100 of them to others
const ACCOUNT_CONCURRENCY = 1_000;
const UNRESERVED = 100;

/** Whether the account has what a function reserves. @throws {ServiceError} */
export const checkReserved = (
  functions: Functions,
  { name, reservedConcurrency: reserved }: Pick<FunctionRecord, "name" | "reservedConcurrency">,
): void => {
  const others = functions.list().filter((each) => each.name !== name);
  const sum = [...others.map(({ reservedConcurrency }) => reservedConcurrency), reserved]
    .filter((each) => each > 0)
    .reduce((all, each) => all + each, 0);
  if (reserved <= 0 || sum <= ACCOUNT_CONCURRENCY - UNRESERVED) return;
  throw invalidParameter(
    `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${UNRESERVED}].`,
  );
};
