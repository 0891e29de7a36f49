import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { told } from "../shown-execution";
import { StartInput, start } from "../start";
import { requireMachine, type StatesServices } from "../store";

/** Answers once the execution has ended, also when it failed. */
// fidelity: observed: localstack's tests on AWS: the members of the answer
export const startSyncExecution = operation(
  "StartSyncExecution",
  StartInput,
  (services: StatesServices) =>
    async (input, { principal }) => {
      requireAccess(services.access, principal, "states:StartSyncExecution", input.stateMachineArn);
      if (requireMachine(services, input.stateMachineArn).type !== "EXPRESS") {
        throw new ServiceError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      }
      const { machine, execution } = await start(services, principal, input, "states:StartSyncExecution");
      const ended = await services.runner.run(machine, execution);
      const ms = ((ended.stopDate ?? ended.startDate) - ended.startDate) * 1000;
      // fidelity: docs: Express workflows are billed by 100 ms and 64 MB
      const billed = Math.max(Math.ceil(ms / 100), 1) * 100;
      return {
        billingDetails: { billedDurationInMilliseconds: billed, billedMemoryUsedInMB: 64 },
        ...told(ended),
      };
    },
);
