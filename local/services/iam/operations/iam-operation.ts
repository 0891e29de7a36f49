import * as z from "zod";
import type { Cloud } from "../../../cloud/cloud";
import { resource, type Subject } from "../../../wire/operations/right";
import { noSuchRole } from "../errors";
import type { Identities } from "../identities";
import type { RoleRecord } from "../role-record";

/** What operations of the IAM API may touch. */
export interface IamParts {
  readonly identities: Identities;
  readonly cloud: Pick<Cloud, "account" | "clock" | "partition">;
}

// fidelity: docs: IAM API reference, the parameters of each operation
export const RoleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+=,.@-]+$/);
export const PolicyName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/);
export const PolicyArn = z.string().min(20).max(2_048);
export const Path = z
  .string()
  .max(512)
  .regex(/^\/([!-~]+\/)?$/)
  .default("/");
export const Tags = z.array(z.object({ Key: z.string(), Value: z.string() })).optional();

export const arnOf = ({ cloud }: IamParts, kind: "role" | "policy", path: string, name: string): string =>
  `arn:${cloud.partition}:iam::${cloud.account}:${kind}${path}${name}`;

/** The role that a call names, which must be there. */
export const roleNamed = (
  services: IamParts,
  { RoleName: name }: { readonly RoleName: string },
): Subject<RoleRecord> => {
  const record = services.identities.record(name);
  return resource(record?.arn ?? arnOf(services, "role", "/", name), () => {
    if (record) return record;
    throw noSuchRole(name);
  });
};
