import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Page, page } from "../page";
import { Path, RoleName, roleNamed } from "./iam-operation";

export const listAttachedRolePolicies = operation(
  "ListAttachedRolePolicies",
  z.object({ RoleName, PathPrefix: Path, ...Page }),
  { action: "iam:ListAttachedRolePolicies", on: roleNamed },
  () => (input, role) => {
    const inPath = role.attached.filter((arn) => arn.includes(`:policy${input.PathPrefix}`));
    const { shown, rest } = page(inPath, nameOf, input);
    return { AttachedPolicies: { member: shown.map((arn) => ({ PolicyName: nameOf(arn), PolicyArn: arn })) }, ...rest };
  },
);

const nameOf = (arn: string): string => arn.split("/").at(-1) ?? arn;
