import { operation } from "../../../wire/operations/operation";
import { StartInput, start } from "../start";
import { namedMachine } from "./states-operation";

// fidelity: observed: conformance aws-stepfunctions-eventbridge-start-execution
export const startExecution = operation(
  "StartExecution",
  StartInput,
  { action: "states:StartExecution", on: namedMachine },
  (services) => async (input, named) => {
    const { execution, begun } = await start(services, named, input);
    if (named.machine.type === "EXPRESS") services.runner.beginExpress(named.revision, execution);
    else if (begun) services.runner.begin(execution, []);
    return { executionArn: execution.arn, startDate: execution.startDate };
  },
);
