import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { RoleName, roleNamed } from "./iam-operation";

export const updateAssumeRolePolicy = operation(
  "UpdateAssumeRolePolicy",
  z.object({ RoleName, PolicyDocument: z.string().min(1).max(131_072) }),
  { action: "iam:UpdateAssumeRolePolicy", on: roleNamed },
  ({ identities }) =>
    async ({ PolicyDocument: trust }, role) => {
      await identities.putRole({ ...role, trust });
      return NO_OUTPUT;
    },
);
