import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { PolicyName, RoleName, roleNamed } from "./iam-operation";

export const putRolePolicy = operation(
  "PutRolePolicy",
  z.object({ RoleName, PolicyName, PolicyDocument: z.string().min(1).max(131_072) }),
  { action: "iam:PutRolePolicy", on: roleNamed },
  ({ identities }) =>
    async ({ PolicyName, PolicyDocument }, role) => {
      await identities.putRole({ ...role, inline: { ...role.inline, [PolicyName]: PolicyDocument } });
      return NO_OUTPUT;
    },
);
