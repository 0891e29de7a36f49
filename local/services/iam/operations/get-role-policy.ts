import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { inlinePolicy } from "../inline-policy";
import { encodedPolicy } from "../shown";
import { PolicyName, RoleName, roleNamed } from "./iam-operation";

export const getRolePolicy = operation(
  "GetRolePolicy",
  z.object({ RoleName, PolicyName }),
  { action: "iam:GetRolePolicy", on: roleNamed },
  () =>
    ({ PolicyName }, role) => ({
      RoleName: role.name,
      PolicyName,
      PolicyDocument: encodedPolicy(inlinePolicy(role, PolicyName)),
    }),
);
