import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { toldRevision } from "../revision-input";
import { Arn, namedMachine } from "./states-operation";

// fidelity: observed: localstack's tests on AWS: the members of the answer
export const describeStateMachine = operation(
  "DescribeStateMachine",
  z.object({ stateMachineArn: Arn, includedData: withoutEffect("ALL_DATA") }),
  { action: "states:DescribeStateMachine", on: namedMachine },
  () =>
    ({ stateMachineArn }, { machine, revision, version }) => ({
      creationDate: version?.creationDate ?? machine.creationDate,
      ...toldRevision(revision),
      ...(version?.description === undefined ? {} : { description: version.description }),
      name: machine.name,
      stateMachineArn,
      status: "ACTIVE",
      type: machine.type,
    }),
);
