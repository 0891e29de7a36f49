import * as apigateway from "@pulumi/aws/apigateway";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { object, oneOf } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { childName, componentType } from "../core/naming";
import { trustPolicy } from "../core/policy-document";
import { type Transform, transform, transformed } from "../core/transform";

export interface AccountLogRoleArgs {
  /**
   * API Gateway writes logs with one role for the whole account and region. `create` makes and sets it, `existing`
   * relies on the one that is set, `none` leaves it alone: stages then have no logs.
   *
   * @default "create"
   */
  readonly role?: "create" | "existing" | "none";
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: AccountLogRoleTransform;
}

export interface AccountLogRoleTransform {
  readonly role?: Transform<iam.RoleArgs>;
  readonly policy?: Transform<iam.RolePolicyAttachmentArgs>;
  readonly account?: Transform<apigateway.AccountArgs>;
}

const accountLogRoleArgs = object<AccountLogRoleArgs>({
  role: oneOf("create", "existing", "none").optional(),
  transform: object<AccountLogRoleTransform>({ role: transform, policy: transform, account: transform }).optional(),
});

export interface AccountLogRoleNodes {
  readonly role: iam.Role;
  readonly policy: iam.RolePolicyAttachment;
  readonly account: apigateway.Account;
}

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

  constructor(name: string, args: AccountLogRoleArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    checkArgs(name, args, accountLogRoleArgs);
    super(componentType("AccountLogRole"), name, {}, opts);
    const { role = "create", transform = {} } = args;
    this.enabled = role !== "none";
    this.nodes = role === "create" ? createNodes(this, name, transform) : {};
    this.ready = this.nodes.account ? [this.nodes.account] : [];
    if (role === "none")
      pulumi.log.info("API Gateway has no role to write logs with: stages have no access logs", this);
    this.registerOutputs({});
  }
}

const createNodes = (
  parent: pulumi.Resource,
  name: string,
  transform: AccountLogRoleTransform,
): AccountLogRoleNodes => {
  const opts = { parent, retainOnDelete: true };
  const role = new iam.Role(
    name,
    ...transformed<iam.RoleArgs>({ assumeRolePolicy: trustPolicy("apigateway.amazonaws.com") }, opts, transform.role),
  );
  const { partition } = getPartitionOutput({}, { parent });
  const policy = new iam.RolePolicyAttachment(
    childName(name, "policy"),
    ...transformed<iam.RolePolicyAttachmentArgs>(
      {
        role: role.name,
        // API Gateway refuses a role without the rights that this policy of AWS holds.
        policyArn: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
      },
      opts,
      transform.policy,
    ),
  );
  const account = new apigateway.Account(
    name,
    ...transformed<apigateway.AccountArgs>(
      { cloudwatchRoleArn: role.arn },
      { ...opts, dependsOn: [policy] },
      transform.account,
    ),
  );
  return { role, policy, account };
};
