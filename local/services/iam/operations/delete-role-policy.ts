import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { inlinePolicy } from "../inline-policy";
import { PolicyName, RoleName, roleNamed } from "./iam-operation";

export const deleteRolePolicy = operation(
  "DeleteRolePolicy",
  z.object({ RoleName, PolicyName }),
  { action: "iam:DeleteRolePolicy", on: roleNamed },
  ({ identities }) =>
    async ({ PolicyName }, role) => {
      inlinePolicy(role, PolicyName);
      const { [PolicyName]: _, ...inline } = role.inline;
      await identities.putRole({ ...role, inline });
      return NO_OUTPUT;
    },
);
