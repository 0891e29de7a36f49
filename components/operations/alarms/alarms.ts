import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmSettings } from "../../core/args/alarm-settings";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { parseArn } from "../../core/rights/arn";
import { policyJson } from "../../core/rights/policy-document";
import type { AlarmsArgs } from "./args";
import { type AlarmsNodes, alarmsChildren } from "./children";
import { type AlarmsPlan, planAlarms } from "./plan";

/**
 * Where the alarms of a stack go: one topic, which components take as their `alarms`.
 *
 * The topic is not encrypted with `alias/aws/sns`: CloudWatch may not use that key, and its alarms would be lost
 * without a trace (https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger).
 *
 * @throws {ArgsError} when `email` or `region` is none.
 * @example
 * const alarms = new Alarms("alarms", { email: "on-call@example.com" });
 * new Queue("jobs", { alarms });
 */
export class Alarms extends pulumi.ComponentResource implements AlarmSettings {
  readonly topicArn: pulumi.Output<string>;
  readonly nodes: AlarmsNodes;

  constructor(name: string, args: AlarmsArgs | AlarmsPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planAlarms(name, args);
    super(componentType("Alarms"), name, {}, opts);
    this.nodes = createNodes(this, plan);
    this.topicArn = this.nodes.topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** Arguments of an alarm that tells when it goes off and when all is well again. */
  notify(): { readonly alarmActions: pulumi.Output<string>[]; readonly okActions: pulumi.Output<string>[] } {
    return { alarmActions: [this.topicArn], okActions: [this.topicArn] };
  }
}

const createNodes = (parent: pulumi.Resource, { name, email, region, transform }: AlarmsPlan): AlarmsNodes => {
  const make = childrenOf(alarmsChildren, parent, name, transform);
  const where = region === undefined ? {} : { region };
  const topic = make("topic", undefined, where);
  const policy = make("policy", "policy", { ...where, arn: topic.arn, policy: topicPolicy(topic) });
  if (email === undefined) return { topic, policy };
  const subscription = make("subscription", "email", {
    ...where,
    topic: topic.arn,
    protocol: "email",
    endpoint: email,
  });
  return { topic, policy, subscription };
};

/** CloudWatch may publish for alarms of this account, and nobody without TLS. */
const topicPolicy = (topic: sns.Topic): pulumi.Output<string> =>
  policyJson([
    {
      Sid: "AllowAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic.arn,
      Condition: { StringEquals: { "aws:SourceAccount": parseArn(topic.arn).account } },
    },
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topic.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
