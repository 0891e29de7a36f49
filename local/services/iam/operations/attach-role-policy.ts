import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { PolicyArn, RoleName, roleNamed } from "./iam-operation";

export const attachRolePolicy = operation(
  "AttachRolePolicy",
  z.object({ RoleName, PolicyArn }),
  { action: "iam:AttachRolePolicy", on: roleNamed },
  ({ identities }) =>
    async ({ PolicyArn }, role) => {
      const others = role.attached.filter((arn) => arn !== PolicyArn);
      await identities.putRole({ ...role, attached: [...others, PolicyArn] });
      return NO_OUTPUT;
    },
);
