import type { Roles } from "../../access/roles";
import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import type { Services } from "../directory";
import type { Service } from "../service";
import { refuseInput } from "./errors";
import { Identities } from "./identities";
import { attachRolePolicy } from "./operations/attach-role-policy";
import { createPolicy } from "./operations/create-policy";
import { createRole } from "./operations/create-role";
import { deletePolicy } from "./operations/delete-policy";
import { deleteRole } from "./operations/delete-role";
import { deleteRolePolicy } from "./operations/delete-role-policy";
import { detachRolePolicy } from "./operations/detach-role-policy";
import { getPolicy } from "./operations/get-policy";
import { getPolicyVersion } from "./operations/get-policy-version";
import { getRole } from "./operations/get-role";
import { getRolePolicy } from "./operations/get-role-policy";
import type { IamParts } from "./operations/iam-operation";
import { listAttachedRolePolicies } from "./operations/list-attached-role-policies";
import { listRolePolicies } from "./operations/list-role-policies";
import { listRoles } from "./operations/list-roles";
import { putRolePolicy } from "./operations/put-role-policy";
import { updateAssumeRolePolicy } from "./operations/update-assume-role-policy";
import { IAM_QUERY_SHAPES } from "./query-shapes";
import { policyType } from "./resources/policy";
import { roleType } from "./resources/role";
import { rolePolicyType } from "./resources/role-policy";
import { rolePolicyAttachmentType } from "./resources/role-policy-attachment";

const OPERATIONS: readonly Operation<IamParts>[] = [
  attachRolePolicy,
  createPolicy,
  createRole,
  deletePolicy,
  deleteRole,
  deleteRolePolicy,
  detachRolePolicy,
  getPolicy,
  getPolicyVersion,
  getRole,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  listRoles,
  putRolePolicy,
  updateAssumeRolePolicy,
];

declare module "../directory" {
  interface Services {
    readonly iam: Service & { readonly roles: Roles };
  }
}

/** IAM: roles and policies. `roles` is what `createAccess` asks at each decision. */
export const createIamService = (cloud: Cloud): Services["iam"] => {
  const identities = new Identities(cloud.storage);
  return {
    name: "iam",
    ...createApi({
      service: "iam",
      services: { identities, cloud },
      access: cloud.access,
      denial: { status: 403 },
      operations: OPERATIONS,
      errors: { xmlns: IAM_QUERY_SHAPES.xmlns },
      refuse: refuseInput,
      query: IAM_QUERY_SHAPES,
      log: cloud.log,
    }),
    resources: [
      roleType(identities, cloud),
      rolePolicyType(identities),
      rolePolicyAttachmentType(identities),
      policyType(identities, cloud),
    ],
    roles: identities,
  };
};
