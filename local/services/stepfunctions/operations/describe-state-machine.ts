import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { requireMachine, type StatesServices } from "../store";

// fidelity: observed: localstack's tests on AWS: the members of the answer
export const describeStateMachine = operation(
  "DescribeStateMachine",
  z.object({ stateMachineArn: z.string().min(1).max(256) }),
  (services: StatesServices) =>
    ({ stateMachineArn }, { principal }) => {
      requireAccess(services.access, principal, "states:DescribeStateMachine", stateMachineArn);
      const { arn, name, type, definition, roleArn, creationDate } = requireMachine(services, stateMachineArn);
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
