import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Page, page } from "../page";
import { RoleName, roleNamed } from "./iam-operation";

export const listRolePolicies = operation(
  "ListRolePolicies",
  z.object({ RoleName, ...Page }),
  { action: "iam:ListRolePolicies", on: roleNamed },
  () => (input, role) => {
    const { shown, rest } = page(Object.keys(role.inline), (name) => name, input);
    return { PolicyNames: { member: shown }, ...rest };
  },
);
