import { operation } from "../../../wire/operations/operation";
import { StartInput, start } from "../start";
import { namedMachine } from "./states-operation";

// fidelity: observed: conformance aws-stepfunctions-eventbridge-start-execution
export const startExecution = operation(
  "StartExecution",
  StartInput,
  { action: "states:StartExecution", on: namedMachine },
  (services) => async (input, machine) => {
    const { execution, begun } = await start(services, machine, input);
    if (begun) services.runner.begin(machine, execution);
    return { executionArn: execution.arn, startDate: execution.startDate };
  },
);
