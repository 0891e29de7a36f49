import type { Roles } from "../../access/roles";
import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Identities } from "./identities";
import { policyType } from "./resources/policy";
import { roleType } from "./resources/role";
import { rolePolicyType } from "./resources/role-policy";
import { rolePolicyAttachmentType } from "./resources/role-policy-attachment";

declare module "../directory" {
  interface Services {
    readonly iam: Service & { readonly roles: Roles };
  }
}

/**
 * IAM: roles and policies. `roles` is what `createAccess` asks at each decision. The parts of the cloud that it stands
 * on are few, so that it can be made before everything else.
 */
export const createIamService = (
  cloud: Pick<Cloud, "account" | "clock" | "partition" | "storage">,
): Services["iam"] => {
  const identities = new Identities(cloud.storage);
  return {
    name: "iam",
    resources: [
      roleType(identities, cloud),
      rolePolicyType(identities),
      rolePolicyAttachmentType(identities),
      policyType(identities, cloud),
    ],
    roles: identities,
  };
};
