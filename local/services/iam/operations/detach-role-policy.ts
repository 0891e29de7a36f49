import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { noSuchEntity } from "../errors";
import { PolicyArn, RoleName, roleNamed } from "./iam-operation";

export const detachRolePolicy = operation(
  "DetachRolePolicy",
  z.object({ RoleName, PolicyArn }),
  { action: "iam:DetachRolePolicy", on: roleNamed },
  ({ identities }) =>
    async ({ PolicyArn }, role) => {
      if (!role.attached.includes(PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
      await identities.putRole({ ...role, attached: role.attached.filter((arn) => arn !== PolicyArn) });
      return NO_OUTPUT;
    },
);
