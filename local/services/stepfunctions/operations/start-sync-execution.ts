import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { told } from "../shown-execution";
import { StartInput, start } from "../start";
import { namedMachine } from "./states-operation";

/** Answers once the execution has ended, also when it failed. */
// fidelity: observed: localstack's tests on AWS: the members of the answer
export const startSyncExecution = operation(
  "StartSyncExecution",
  StartInput.extend({ includedData: withoutEffect("ALL_DATA") }),
  { action: "states:StartSyncExecution", on: namedMachine },
  (services) => async (input, named) => {
    if (named.machine.type !== "EXPRESS") {
      throw new ServiceError(
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine",
      );
    }
    const { execution } = await start(services, named, input);
    const ended = await services.runner.run(named.revision, execution, "EXPRESS");
    const ms = ((ended.stopDate ?? ended.startDate) - ended.startDate) * 1000;
    // fidelity: docs: Express workflows are billed by 100 ms and 64 MB
    const billed = Math.max(Math.ceil(ms / 100), 1) * 100;
    return {
      billingDetails: { billedDurationInMilliseconds: billed, billedMemoryUsedInMB: 64 },
      ...told(ended),
    };
  },
);
