import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { MapRun } from "../store";
import type { StatesParts } from "./states-operation";

/** @throws {ServiceError} */
export const requireMapRun = ({ mapRuns }: StatesParts, arn: string): MapRun => {
  const known = mapRuns.get(arn);
  if (known) return known;
  throw new ServiceError("ResourceNotFound", `Resource not found: '${arn}'`);
};

// fidelity: docs: DescribeMapRun: the members of the answer
export const describeMapRun = operation(
  "DescribeMapRun",
  z.object({ mapRunArn: z.string().min(1).max(2_000) }),
  {
    action: "states:DescribeMapRun",
    on: (services: StatesParts, { mapRunArn }) => resource(mapRunArn, () => requireMapRun(services, mapRunArn)),
  },
  () => (_, mapRun) => {
    const { arn, executionArn, status, startDate, stopDate, executions, items, succeeded = 0, failed = 0 } = mapRun;
    const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = mapRun;
    const running = status === "RUNNING" ? 1 : 0;
    const rest = {
      aborted: 0,
      pending: 0,
      resultsWritten: 0,
      timedOut: 0,
      failuresNotRedrivable: 0,
      pendingRedrive: 0,
    };
    return {
      mapRunArn: arn,
      executionArn,
      status,
      startDate,
      ...(stopDate === undefined ? {} : { stopDate }),
      maxConcurrency,
      toleratedFailureCount,
      toleratedFailurePercentage,
      executionCounts: { ...rest, failed, succeeded, running: running * executions, total: executions },
      itemCounts: { ...rest, failed, succeeded, running: running * items, total: items },
      redriveCount: 0,
    };
  },
);
