import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { AmplifyAppNodes, MakeAmplifyAppChild } from "./children";
import type { AmplifyAppPlan } from "./plan";

/**
 * With which Amplify writes the log of pages that it renders; nothing else of it needs a role.
 *
 * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-Amplify-configuration.html (read 2026-11)
 */
export const createRole = (
  make: MakeAmplifyAppChild,
  { repository }: AmplifyAppPlan,
  parent: pulumi.Resource,
): Pick<AmplifyAppNodes, "role" | "rolePolicy"> => {
  if (repository?.rendering !== "server") return {};
  const { partition } = getPartitionOutput({}, { parent });
  const { region } = getRegionOutput({}, { parent });
  const { accountId } = getCallerIdentityOutput({}, { parent });
  const group = pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:/aws/amplify/*`;
  const role = make("role", "role", { assumeRolePolicy: trustPolicy("amplify.amazonaws.com") });
  const policy = policyDocument([
    { actions: ["logs:CreateLogGroup"], resources: [group] },
    { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [pulumi.interpolate`${group}:log-stream:*`] },
    { actions: ["logs:DescribeLogGroups"], resources: ["*"] },
  ]);
  return { role, rolePolicy: make("rolePolicy", "role-policy", { role: role.name, policy }) };
};
