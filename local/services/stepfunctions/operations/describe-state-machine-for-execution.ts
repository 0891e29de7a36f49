import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { toldRevision } from "../revision-input";
import { Arn, namedExecution } from "./states-operation";

/** What an execution runs, which may have been changed since. */
export const describeStateMachineForExecution = operation(
  "DescribeStateMachineForExecution",
  z.object({ executionArn: Arn, includedData: withoutEffect("ALL_DATA") }),
  { action: "states:DescribeStateMachineForExecution", on: namedExecution },
  ({ revisions, machines }) =>
    (_, { revision = "", stateMachineArn, mapRunArn }) => {
      const machine = machines.get(stateMachineArn);
      return {
        ...toldRevision(revisions.get(revision) ?? machine ?? { definition: "{}" }),
        name: stateMachineArn.split(":")[6] ?? "",
        stateMachineArn,
        updateDate: machine?.updateDate ?? machine?.creationDate,
        ...(mapRunArn === undefined ? {} : { mapRunArn }),
      };
    },
);
