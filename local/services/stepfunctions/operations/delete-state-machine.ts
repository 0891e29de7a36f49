import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { StatesParts } from "./states-operation";

/** Succeeds whether the machine was there or not. */
export const deleteStateMachine = operation(
  "DeleteStateMachine",
  z.object({ stateMachineArn: z.string().min(1) }),
  { action: "states:DeleteStateMachine", on: (_: StatesParts, { stateMachineArn }) => resource(stateMachineArn) },
  ({ machines }) =>
    async ({ stateMachineArn }) => {
      await machines.remove(stateMachineArn);
      return {};
    },
);
