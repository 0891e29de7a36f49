import type { Secret } from "@pulumi/aws/secretsmanager";
import type * as pulumi from "@pulumi/pulumi";
import { type SecretField, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import type { SecretPlan } from "./plan";

/** In a network without a way out, functions need its endpoint. */
export const SECRETS_SERVICE = "secretsmanager";

/** The right to read this one secret; `dependsOn` is what puts the first value there. */
export const readLink = (plan: SecretPlan, secret: Secret, dependsOn: readonly pulumi.Resource[]): Link =>
  secretLink("read", ["secretsmanager:GetSecretValue"], ["kms:Decrypt"], { plan, secret, dependsOn });

/** What a rotation function needs of its secret, as AWS's own have it. */
// https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
export const rotateLink = (plan: SecretPlan, secret: Secret): Link =>
  secretLink(
    "rotate",
    [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ],
    ["kms:Decrypt", "kms:GenerateDataKey"],
    { plan, secret, dependsOn: [] },
  );

interface Linked {
  readonly plan: SecretPlan;
  readonly secret: Secret;
  readonly dependsOn: readonly pulumi.Resource[];
}

const secretLink = (
  verb: string,
  actions: readonly string[],
  keyActions: readonly string[],
  { plan, secret, dependsOn }: Linked,
): Link => {
  const { name, kmsKeyArn } = plan;
  const key: Grant[] = kmsKeyArn === undefined ? [] : [{ actions: keyActions, resources: [kmsKeyArn] }];
  return {
    description: `${verb} secret ${name}`,
    grants: [{ actions, resources: [secret.arn] }, ...key],
    environment: (link) => ({ [variable(link, "SECRET_ARN" satisfies SecretField)]: secret.arn }),
    service: SECRETS_SERVICE,
    dependsOn,
  };
};
