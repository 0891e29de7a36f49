import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import type { Link } from "../core/link";
import { childName, componentType } from "../core/naming";
import { policyJson, type Statement } from "../core/policy-document";
import { transformed } from "../core/transform";
import type { Target } from "../logic/api/target";
import { createQueueAlarms, type QueueAlarmNodes } from "./queue-alarms";
import { consumeLink, sendLink } from "./queue-links";
import { type QueueArgs, type QueueSettings, type QueueTransform, resolveQueueSettings } from "./queue-settings";

const FOURTEEN_DAYS = 14 * 86_400;

/**
 * A queue with a dead-letter queue: encrypted, TLS only, alarmed.
 *
 * Creates both queues, their policies, the permission to redrive back from the dead-letter queue, and two alarms
 * (billed by CloudWatch as standard metric alarms).
 *
 * @throws {ArgsError} for values out of bounds, before anything is registered.
 * @example
 * const jobs = new Queue("jobs", { consumerTimeout: "1 minute", alarms });
 * new LambdaFunction("submit", { entry: "handlers/submit.handler.ts", links: { jobs: jobs.send() } });
 */
export class Queue extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly deadLetters: { readonly url: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  /** What was asked for, checked; consumers are measured against it. */
  readonly settings: QueueSettings;
  readonly nodes: QueueNodes;
  private readonly logicalName: string;

  constructor(name: string, args: QueueArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const settings = resolveQueueSettings(name, args);
    super(componentType("Queue"), name, {}, opts);
    this.logicalName = name;
    this.settings = settings;
    this.nodes = createNodes(this, name, settings, args.transform ?? {});
    const { queue, deadLetters } = this.nodes;
    this.url = queue.url;
    this.arn = queue.arn;
    this.name = queue.name;
    this.deadLetters = { url: deadLetters.url, arn: deadLetters.arn };
    this.registerOutputs({ url: this.url, arn: this.arn, deadLetters: this.deadLetters });
  }

  /**
   * The right to send messages: for a function (`JOBS_QUEUE_URL` under the link name `jobs`), and as the target of an
   * API route, which then sends the request's body.
   */
  send(): Link & Target {
    return sendLink(this.logicalName, this.nodes.queue, this.settings.kmsKeyArn);
  }

  /** The right to receive messages and to delete them, as Lambda's event source needs it. */
  consume(): Link {
    return consumeLink(this.logicalName, this.nodes.queue, this.settings.kmsKeyArn);
  }
}

export interface QueueNodes extends QueueAlarmNodes {
  readonly queue: sqs.Queue;
  readonly policy: sqs.QueuePolicy;
  readonly deadLetters: sqs.Queue;
  readonly deadLettersPolicy: sqs.QueuePolicy;
  readonly redriveAllowPolicy: sqs.RedriveAllowPolicy;
}

const createNodes = (
  parent: pulumi.Resource,
  name: string,
  settings: QueueSettings,
  transform: QueueTransform,
): QueueNodes => {
  const deadName = childName(name, "dead-letters");
  const deadLetters = new sqs.Queue(
    deadName,
    ...transformed(
      { messageRetentionSeconds: FOURTEEN_DAYS, ...encryption(settings) },
      { parent },
      transform.deadLetters,
    ),
  );
  const queue = new sqs.Queue(
    name,
    ...transformed(
      {
        visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
        messageRetentionSeconds: settings.retentionSeconds,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: settings.maxReceiveCount,
        }),
        ...encryption(settings),
      },
      { parent },
      transform.queue,
    ),
  );
  return {
    queue,
    deadLetters,
    policy: tlsOnly(parent, childName(name, "policy"), queue, transform.policy),
    deadLettersPolicy: tlsOnly(parent, childName(deadName, "policy"), deadLetters, transform.deadLettersPolicy),
    redriveAllowPolicy: allowRedrive(parent, childName(deadName, "redrive"), { queue, deadLetters }, transform),
    ...createQueueAlarms(parent, name, { queue, deadLetters }, settings, transform),
  };
};

const encryption = ({ kmsKeyArn }: QueueSettings) =>
  kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html */
const tlsOnly = (parent: pulumi.Resource, name: string, queue: sqs.Queue, transform: QueueTransform["policy"]) => {
  const denyPlainHttp: Statement = {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:*",
    Resource: queue.arn,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  return new sqs.QueuePolicy(
    name,
    ...transformed({ queueUrl: queue.url, policy: policyJson([denyPlainHttp]) }, { parent }, transform),
  );
};

/** No other queue may use this one as its dead-letter queue. */
const allowRedrive = (
  parent: pulumi.Resource,
  name: string,
  { queue, deadLetters }: { queue: sqs.Queue; deadLetters: sqs.Queue },
  transform: QueueTransform,
) =>
  new sqs.RedriveAllowPolicy(
    name,
    ...transformed(
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
      },
      { parent },
      transform.redriveAllowPolicy,
    ),
  );
