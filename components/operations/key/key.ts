import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { childName, componentType } from "../../core/component/naming";
import { policyJson, type Statement } from "../../core/rights/policy-document";
import type { KeyArgs } from "./args";
import { type KeyNodes, keyChildren } from "./children";
import { type KeyPlan, planKey } from "./plan";

/**
 * A symmetric KMS key with an alias, which components take as their `encryption`. Billed by the key and month, and by
 * its use (https://aws.amazon.com/kms/pricing/).
 *
 * Its policy leaves it to the account: whose policies name it may use it, which links do for exactly those that need it.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const key = new Key("orders");
 * new Queue("jobs", { encryption: key });
 * new Table("shows", { key: { partition: "id" }, encryption: key });
 */
export class Key extends pulumi.ComponentResource {
  readonly kmsKeyArn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: KeyPlan;
  readonly nodes: KeyNodes;

  constructor(name: string, args: KeyArgs | KeyPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planKey(name, args);
    super(componentType("Key"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(this, plan);
    this.kmsKeyArn = this.nodes.key.arn;
    this.registerOutputs({ kmsKeyArn: this.kmsKeyArn });
  }
}

const createNodes = (parent: pulumi.Resource, plan: KeyPlan): KeyNodes => {
  const make = childrenOf(keyChildren, parent, plan.name, plan.transform);
  const key = make(
    "key",
    undefined,
    {
      description: plan.description,
      deletionWindowInDays: plan.protected ? 30 : 7,
      enableKeyRotation: plan.rotationDays !== undefined,
      ...(plan.rotationDays !== undefined && { rotationPeriodInDays: plan.rotationDays }),
      ...(plan.services.length > 0 && { policy: policy(parent, plan.services) }),
    },
    // Named after the component, and no reason to change the key.
    { protect: plan.protected, ignoreChanges: ["description"] },
  );
  return { key, alias: make("alias", "alias", { targetKeyId: key.keyId }) };
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html, and the services beside it. */
const policy = (parent: pulumi.Resource, services: readonly string[]): pulumi.Output<string> => {
  const { accountId } = getCallerIdentityOutput({}, { parent });
  const { partition } = getPartitionOutput({}, { parent });
  const account: Statement = {
    Sid: "LeaveToAccount",
    Effect: "Allow",
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  const letIn: Statement = {
    Sid: "LetServicesIn",
    Effect: "Allow",
    Principal: { Service: [...services] },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
  return policyJson([account, letIn]);
};

/** What a component has among its nodes with `encryption: "own"`. */
export interface OwnKey {
  readonly key?: Key;
}

/** The key that a component makes for itself, where its plan asks for one. */
export const ownKey = (
  { name, makesKey }: { readonly name: string; readonly makesKey?: true },
  parent: pulumi.Resource,
  protection: KeyArgs["protection"] = "protected",
): Key | undefined =>
  makesKey ? new Key(childName(name, "key"), { description: `Encrypts ${name}`, protection }, { parent }) : undefined;

/** The plan with the key that was made for it. */
export const keyed = <P extends object>(plan: P, key: Key | undefined): P =>
  key === undefined ? plan : { ...plan, kmsKeyArn: key.kmsKeyArn };
