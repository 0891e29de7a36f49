import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { RoleName, roleNamed } from "../iam-services";
import { shownRole } from "../shown";

export const getRole = operation(
  "GetRole",
  z.object({ RoleName }),
  { action: "iam:GetRole", on: roleNamed },
  () => (_, role) => ({ Role: shownRole(role) }),
);
