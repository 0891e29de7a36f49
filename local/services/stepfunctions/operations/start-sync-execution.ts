import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { StartInput, start } from "../start";
import type { StatesServices } from "../store";

/** Answers only for machines of a single Pass state, which hand on their input; no other machine is run here yet. */
export const startSyncExecution = operation(
  "StartSyncExecution",
  StartInput,
  (services: StatesServices) =>
    async (input, { principal }) => {
      const { machine, execution } = await start(services, principal, input, "states:StartSyncExecution");
      if (machine.type !== "EXPRESS") {
        throw new ServiceError(
          "StateMachineTypeNotSupported",
          "This operation is not supported by this type of state machine",
        );
      }
      if (!isPass(machine.definition)) {
        throw new ServiceError(
          "NotEmulatedByLocalCloud",
          `the states of ${machine.name} are not run by the local cloud`,
          501,
        );
      }
      const { arn, name, stateMachineArn, startDate } = execution;
      const stopDate = services.clock.now() / 1000;
      return {
        executionArn: arn,
        stateMachineArn,
        name,
        startDate,
        stopDate,
        status: "SUCCEEDED",
        input: input.input,
        output: input.input,
      };
    },
);

const isPass = (definition: string): boolean => {
  const { States = {} } = JSON.parse(definition) as { States?: Record<string, { Type?: string; End?: boolean }> };
  const [only, ...rest] = Object.values(States);
  return only?.Type === "Pass" && only.End === true && rest.length === 0;
};
