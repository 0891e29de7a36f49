import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { trustPolicy } from "../../core/rights/policy-document";
import type { AccountLogRoleArgs } from "./args";
import { type AccountLogRoleNodes, accountLogRoleChildren } from "./children";
import { type AccountLogRolePlan, planAccountLogRole } from "./plan";

/**
 * The role with which API Gateway writes the logs of every REST API of this account in this region.
 *
 * All that it makes stays when the stack is destroyed: other stacks' APIs log with it too, and deleting the account
 * setting would silence them.
 *
 * @example
 * const logRole = new AccountLogRole("api-log-role", { role: "create" });
 */
export class AccountLogRole extends pulumi.ComponentResource {
  /** Whether stages may have logs. */
  readonly enabled: boolean;
  /** What a stage with logs depends on: AWS refuses it before the role is set. */
  readonly ready: readonly pulumi.Resource[];
  /** Absent unless the role is created here. */
  readonly nodes: Partial<AccountLogRoleNodes>;

  constructor(
    name: string,
    args: AccountLogRoleArgs | AccountLogRolePlan = {},
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planAccountLogRole(name, args);
    super(componentType("AccountLogRole"), name, {}, opts);
    this.enabled = plan.role !== "none";
    this.nodes = plan.role === "create" ? createNodes(this, plan) : {};
    this.ready = this.nodes.account ? [this.nodes.account] : [];
    if (!this.enabled) pulumi.log.info("API Gateway has no role to write logs with: stages have no access logs", this);
    this.registerOutputs({});
  }
}

const createNodes = (parent: pulumi.Resource, { name, transform }: AccountLogRolePlan): AccountLogRoleNodes => {
  const make = childrenOf(accountLogRoleChildren, parent, name, transform);
  const kept = { retainOnDelete: true };
  const role = make("role", undefined, { assumeRolePolicy: trustPolicy("apigateway.amazonaws.com") }, kept);
  const { partition } = getPartitionOutput({}, { parent });
  // API Gateway refuses a role without the rights that this policy of AWS holds.
  const policyArn = pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`;
  const policy = make("policy", "policy", { role: role.name, policyArn }, kept);
  const account = make("account", undefined, { cloudwatchRoleArn: role.arn }, { ...kept, dependsOn: [policy] });
  return { role, policy, account };
};
