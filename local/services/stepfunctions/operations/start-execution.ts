import { operation } from "../../../wire/operation";
import { StartInput, start } from "../start";
import type { StatesServices } from "../store";

// fidelity: observed: conformance aws-stepfunctions-eventbridge-start-execution
export const startExecution = operation(
  "StartExecution",
  StartInput,
  (services: StatesServices) =>
    async (input, { principal }) => {
      const { execution } = await start(services, principal, input, "states:StartExecution");
      return { executionArn: execution.arn, startDate: execution.startDate };
    },
);
