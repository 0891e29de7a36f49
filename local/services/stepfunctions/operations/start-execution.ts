import { operation } from "../../../wire/operation";
import { StartInput, start } from "../start";
import type { StatesServices } from "../store";

// fidelity: observed: conformance aws-stepfunctions-eventbridge-start-execution
export const startExecution = operation(
  "StartExecution",
  StartInput,
  (services: StatesServices) =>
    async (input, { principal }) => {
      const { machine, execution, begun } = await start(services, principal, input, "states:StartExecution");
      if (begun) services.runner.begin(machine, execution);
      return { executionArn: execution.arn, startDate: execution.startDate };
    },
);
