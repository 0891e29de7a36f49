import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { Execution, MapRun } from "../store";
import { requireMapRun } from "./describe-map-run";
import { PageInput, page } from "./pages";
import { Arn, type Named, namedMachine, type StatesParts } from "./states-operation";

// fidelity: observed: localstack's tests on AWS: the order in which AWS names them, and how long a token may be
const STATUSES = ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"] as const;

const Input = PageInput.extend({
  stateMachineArn: Arn.optional(),
  mapRunArn: z.string().min(1).max(2_000).optional(),
  statusFilter: z.enum(STATUSES).optional(),
  redriveFilter: z.enum(["REDRIVEN", "NOT_REDRIVEN"]).optional(),
  nextToken: z.string().min(1).max(3_096).optional(),
});

const listed = (
  services: StatesParts,
  { stateMachineArn, mapRunArn }: z.output<typeof Input>,
): Subject<Named | MapRun> => {
  if (mapRunArn !== undefined) return resource(mapRunArn, () => requireMapRun(services, mapRunArn));
  if (stateMachineArn !== undefined) return namedMachine(services, { stateMachineArn });
  throw new ServiceError("ValidationException", "Must provide one of stateMachineArn and mapRunArn");
};

/** The executions of a Standard machine, of a version or an alias, or of a distributed Map, the latest first. */
export const listExecutions = operation(
  "ListExecutions",
  Input,
  { action: "states:ListExecutions", on: listed },
  ({ executions }) =>
    ({ stateMachineArn, mapRunArn, statusFilter, redriveFilter, ...asked }, subject) => {
      // fidelity: observed: localstack's tests on AWS
      if ("machine" in subject && subject.machine.type === "EXPRESS") {
        throw new ServiceError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      }
      const all = [...executions.entries()]
        .map(([, execution]) => execution)
        .filter(
          (each) =>
            (mapRunArn === undefined ? isOf(each, stateMachineArn) : each.mapRunArn === mapRunArn) &&
            (statusFilter ?? each.status) === each.status &&
            (redriveFilter === undefined || (redriveFilter === "REDRIVEN") === (each.redriveCount ?? 0) > 0),
        )
        .sort((a, b) => b.startDate - a.startDate);
      return page("executions", all.map(shown), asked);
    },
);

const isOf = ({ stateMachineArn, stateMachineVersionArn, stateMachineAliasArn }: Execution, arn: string | undefined) =>
  [stateMachineArn, stateMachineVersionArn, stateMachineAliasArn].includes(arn);

const shown = (execution: Execution) => {
  const { arn, name, status, startDate, stopDate, stateMachineArn, redriveCount = 0, redriveDate } = execution;
  const { stateMachineVersionArn, stateMachineAliasArn, mapRunArn } = execution;
  return {
    executionArn: arn,
    name,
    redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
    startDate,
    stateMachineArn,
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    status,
    ...(stopDate === undefined ? {} : { stopDate }),
  };
};
