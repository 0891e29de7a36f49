import * as z from "zod";
import { uniqueId } from "../../../access/keys";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { alreadyExists } from "../errors";
import type { RoleRecord } from "../role-record";
import { shownRole } from "../shown";
import { arnOf, type IamParts, Path, RoleName, Tags } from "./iam-operation";

const Input = z.object({
  RoleName,
  AssumeRolePolicyDocument: z.string().min(1).max(131_072),
  Path,
  Description: z.string().max(1_000).optional(),
  MaxSessionDuration: z.coerce.number().int().min(3_600).max(43_200).optional(),
  Tags,
});

export const createRole = operation(
  "CreateRole",
  Input,
  {
    action: "iam:CreateRole",
    on: (services: IamParts, { RoleName, Path }) => resource(arnOf(services, "role", Path, RoleName)),
  },
  (services) => async (input) => {
    const { identities, cloud } = services;
    const { RoleName: name, AssumeRolePolicyDocument: trust, Tags: tags } = input;
    if (identities.record(name)) throw alreadyExists(`Role with name ${name} already exists.`);
    const role: RoleRecord = {
      name,
      trust,
      inline: {},
      attached: [],
      arn: arnOf(services, "role", input.Path, name),
      uniqueId: uniqueId("AROA", 21),
      createdAt: new Date(cloud.clock.now()).toISOString(),
      description: input.Description,
      maxSessionSeconds: input.MaxSessionDuration,
      tags: tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    };
    await identities.putRole(role);
    return { Role: shownRole(role) };
  },
);
