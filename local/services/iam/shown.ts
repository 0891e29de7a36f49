import { percentEncoded } from "../../wire/signatures/percent-encoding";
import type { PolicyRecord, RoleRecord } from "./role-record";

/** `/` of `arn:aws:iam::…:role/name`. */
const pathOf = (arn: string): string => arn.replace(/^.*?:(?:role|policy)(\/.*)$/, "$1").replace(/[^/]*$/, "");

/** Documents are percent-encoded in answers. fidelity: docs: GetRolePolicy */
export const encodedPolicy = percentEncoded;

/** A role as answers show it. */
export const shownRole = (role: RoleRecord) => ({
  Path: pathOf(role.arn),
  RoleName: role.name,
  RoleId: role.uniqueId,
  Arn: role.arn,
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: encodedPolicy(role.trust),
  Description: role.description,
  MaxSessionDuration: role.maxSessionSeconds ?? 3_600,
  Tags: role.tags && { member: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })) },
});

/** A managed policy as answers show it. */
export const shownPolicy = (policy: PolicyRecord, attachments: number) => ({
  PolicyName: policy.name,
  PolicyId: policy.policyId,
  Arn: policy.arn,
  Path: pathOf(policy.arn),
  DefaultVersionId: "v1",
  AttachmentCount: attachments,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: policy.createdAt,
  UpdateDate: policy.createdAt,
  Description: policy.description,
});
