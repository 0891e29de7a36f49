import type { Statement } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";

/** What a permission is given as, by a program or by AddPermission. */
export interface PermissionSettings {
  readonly sid: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
}

/** The statement of a permission in the policy of the function, version or alias `arn`. */
// fidelity: docs: AddPermission: a source ARN is matched with ArnLike, a source account with StringEquals
export const permissionStatement = (cloud: Cloud, arn: string, settings: PermissionSettings): Statement => {
  const { sid, action, principal, sourceArn, sourceAccount } = settings;
  return {
    Sid: sid,
    Effect: "Allow",
    Principal:
      principal === "*"
        ? "*"
        : principal.endsWith(".amazonaws.com")
          ? { Service: principal }
          : { AWS: /^\d{12}$/.test(principal) ? `arn:${cloud.partition}:iam::${principal}:root` : principal },
    Action: action,
    Resource: arn,
    ...(sourceArn || sourceAccount
      ? {
          Condition: {
            ...(sourceArn ? { ArnLike: { "AWS:SourceArn": sourceArn } } : {}),
            ...(sourceAccount ? { StringEquals: { "AWS:SourceAccount": sourceAccount } } : {}),
          },
        }
      : {}),
  };
};
