import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedAlias } from "./named-alias";
import { Arn } from "./states-operation";

export const deleteStateMachineAlias = operation(
  "DeleteStateMachineAlias",
  z.object({ stateMachineAliasArn: Arn }),
  { action: "states:DeleteStateMachineAlias", on: namedAlias },
  ({ aliases }) =>
    async (_, { arn }) => {
      await aliases.remove(arn);
      return {};
    },
);
