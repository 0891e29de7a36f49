import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { RoleName, roleNamed } from "./iam-operation";

export const deleteRole = operation(
  "DeleteRole",
  z.object({ RoleName }),
  { action: "iam:DeleteRole", on: roleNamed },
  ({ identities }) =>
    async (_, { name }) => {
      await identities.removeRole(name);
      return NO_OUTPUT;
    },
);
