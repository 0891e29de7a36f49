import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { deleteConflict } from "../errors";
import { RoleName, roleNamed } from "./iam-operation";

export const deleteRole = operation(
  "DeleteRole",
  z.object({ RoleName }),
  { action: "iam:DeleteRole", on: roleNamed },
  ({ identities }) =>
    async (_, { name, attached, inline }) => {
      if (attached.length > 0) throw deleteConflict("Cannot delete entity, must detach all policies first.");
      if (Object.keys(inline).length > 0) throw deleteConflict("Cannot delete entity, must delete policies first.");
      await identities.removeRole(name);
      return NO_OUTPUT;
    },
);
