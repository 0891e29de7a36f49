import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { removeMachine } from "../versions";
import { Arn, type StatesParts } from "./states-operation";

/** Succeeds whether the machine was there or not; its versions and aliases go with it. */
// fidelity: docs: DeleteStateMachine: executions that run go on to their end; guess: the machine is gone at once
export const deleteStateMachine = operation(
  "DeleteStateMachine",
  z.object({ stateMachineArn: Arn }),
  { action: "states:DeleteStateMachine", on: (_: StatesParts, { stateMachineArn }) => resource(stateMachineArn) },
  (services) =>
    async ({ stateMachineArn }) => {
      await removeMachine(services, stateMachineArn);
      return {};
    },
);
