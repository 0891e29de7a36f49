import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { StatesServices } from "../store";

/** Succeeds whether the machine was there or not. */
export const deleteStateMachine = operation(
  "DeleteStateMachine",
  z.object({ stateMachineArn: z.string().min(1) }),
  (services: StatesServices) =>
    async ({ stateMachineArn }, { principal }) => {
      requireAccess(services.access, principal, "states:DeleteStateMachine", stateMachineArn);
      await services.machines.remove(stateMachineArn);
      return {};
    },
);
