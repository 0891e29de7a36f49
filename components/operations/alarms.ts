import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmSettings } from "../core/alarm-settings";
import { ArgsError } from "../core/args-error";
import { object, text } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { childName, componentType } from "../core/naming";
import { policyJson } from "../core/policy-document";
import { type Transform, transform, transformed } from "../core/transform";

export interface AlarmsArgs {
  /** Who is told. AWS sends a mail to confirm; nothing arrives before that is done. @default nobody */
  readonly email?: string;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: AlarmsTransform;
}

export interface AlarmsTransform {
  readonly topic?: Transform<sns.TopicArgs>;
  readonly policy?: Transform<sns.TopicPolicyArgs>;
  readonly subscription?: Transform<sns.TopicSubscriptionArgs>;
}

const alarmsArgs = object<AlarmsArgs>({
  email: text("an e-mail address").optional(),
  transform: object<AlarmsTransform>({ topic: transform, policy: transform, subscription: transform }).optional(),
});

/**
 * Where the alarms of a stack go: one topic, which components take as their `alarms`.
 *
 * The topic is not encrypted with `alias/aws/sns`: CloudWatch may not use that key, and its alarms would be lost
 * without a trace (https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger).
 *
 * @throws {ArgsError} when `email` is none.
 * @example
 * const alarms = new Alarms("alarms", { email: "on-call@example.com" });
 * new Queue("jobs", { alarms });
 */
export class Alarms extends pulumi.ComponentResource implements AlarmSettings {
  readonly topicArn: pulumi.Output<string>;
  readonly nodes: {
    readonly topic: sns.Topic;
    readonly policy: sns.TopicPolicy;
    readonly subscription: sns.TopicSubscription | undefined;
  };

  constructor(name: string, args: AlarmsArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    checkArgs(name, args, alarmsArgs);
    checkEmail(name, args.email);
    super(componentType("Alarms"), name, {}, opts);
    const { transform = {} } = args;
    const topic = new sns.Topic(name, ...transformed<sns.TopicArgs>({}, { parent: this }, transform.topic));
    const policy = new sns.TopicPolicy(
      childName(name, "policy"),
      ...transformed<sns.TopicPolicyArgs>(
        { arn: topic.arn, policy: topicPolicy(topic) },
        { parent: this },
        transform.policy,
      ),
    );
    this.nodes = { topic, policy, subscription: this.subscription(name, args, topic) };
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }

  /** Arguments of an alarm that tells when it goes off and when all is well again. */
  notify(): { readonly alarmActions: pulumi.Output<string>[]; readonly okActions: pulumi.Output<string>[] } {
    return { alarmActions: [this.topicArn], okActions: [this.topicArn] };
  }

  private subscription(name: string, { email, transform }: AlarmsArgs, topic: sns.Topic) {
    if (email === undefined) return undefined;
    return new sns.TopicSubscription(
      childName(name, "email"),
      ...transformed<sns.TopicSubscriptionArgs>(
        { topic: topic.arn, protocol: "email", endpoint: email },
        { parent: this },
        transform?.subscription,
      ),
    );
  }
}

/** CloudWatch may publish for alarms of this account, and nobody without TLS. */
const topicPolicy = (topic: sns.Topic): pulumi.Output<string> =>
  policyJson([
    {
      Sid: "AllowAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic.arn,
      // arn:aws:sns:eu-west-1:000000000000:alarms
      Condition: { StringEquals: { "aws:SourceAccount": topic.arn.apply((arn) => arn.split(":")[4] ?? "") } },
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

const checkEmail = (name: string, email: string | undefined): void => {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new ArgsError(name, "email", `must be an e-mail address (it is ${JSON.stringify(email)})`);
};
