import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { Page, page } from "../page";
import { shownRole } from "../shown";
import { arnOf, type IamParts, Path } from "./iam-operation";

export const listRoles = operation(
  "ListRoles",
  z.object({ PathPrefix: Path, ...Page }),
  {
    action: "iam:ListRoles",
    on: (services: IamParts, { PathPrefix }) => resource(arnOf(services, "role", PathPrefix, "")),
  },
  (services) => (input) => {
    const inPath = arnOf(services, "role", input.PathPrefix, "");
    const roles = services.identities.allRoles().filter(({ arn }) => arn.startsWith(inPath));
    const { shown, rest } = page(roles, ({ name }) => name, input);
    return { Roles: { member: shown.map(shownRole) }, ...rest };
  },
);
