import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { namedMachine } from "./states-operation";

// fidelity: observed: localstack's tests on AWS: the members of the answer
export const describeStateMachine = operation(
  "DescribeStateMachine",
  z.object({ stateMachineArn: z.string().min(1).max(256), includedData: withoutEffect("ALL_DATA") }),
  { action: "states:DescribeStateMachine", on: namedMachine },
  () =>
    (_, { arn, name, type, definition, roleArn, creationDate }) => {
      return {
        creationDate,
        definition,
        loggingConfiguration: { includeExecutionData: false, level: "OFF" },
        name,
        roleArn,
        stateMachineArn: arn,
        status: "ACTIVE",
        tracingConfiguration: { enabled: false },
        type,
      };
    },
);
