import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { shownRole } from "../shown";
import { RoleName, roleNamed } from "./iam-operation";

export const getRole = operation(
  "GetRole",
  z.object({ RoleName }),
  { action: "iam:GetRole", on: roleNamed },
  () => (_, role) => ({ Role: shownRole(role) }),
);
