import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Receiver } from "../../core/receiver";
import { parseArn } from "../../core/rights/arn";
import type { Link } from "../../core/rights/link";
import { policyJson, type Statement } from "../../core/rights/policy-document";
import type { Target } from "../../core/target";
import type { Watched, Widget } from "../../core/widget";
import type { Work } from "../../core/work";
import { keyed, ownKey } from "../../operations/key/key";
import { createAlarms } from "./alarms";
import type { QueueArgs, Sender } from "./args";
import { type MakeQueueChild, type QueueNodes, queueChildren } from "./children";
import { consumeLink, sendGrants, sendLink } from "./links";
import { planQueue, type QueuePlan } from "./plan";
import { sendTarget } from "./target";
import { queueWidgets } from "./widgets";
import { sendWork } from "./work";

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
export class Queue extends pulumi.ComponentResource implements Watched {
  readonly url: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly deadLetters: { readonly url: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  /** What was asked for, checked; consumers are measured against it. */
  readonly plan: QueuePlan;
  readonly nodes: QueueNodes;

  constructor(name: string, args: QueueArgs | QueuePlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planQueue(name, args);
    super(componentType("Queue"), name, {}, opts);
    const key = ownKey(asked, this, "throw-away");
    const plan = keyed(asked, key);
    this.plan = plan;
    const made = createNodes(childrenOf(queueChildren, this, name, plan.transform), plan);
    this.nodes = { ...made, ...(key && { key }) };
    const { queue, deadLetters } = this.nodes;
    this.url = queue.url;
    this.arn = queue.arn;
    this.name = queue.name;
    this.deadLetters = { url: deadLetters.url, arn: deadLetters.arn };
    this.registerOutputs({ url: this.url, arn: this.arn, deadLetters: this.deadLetters });
  }

  /**
   * The right to send messages: for a function (`JOBS_QUEUE_URL` under the link name `jobs`), as the target of an API
   * route, which then sends the request's body, as the work of a workflow's state, which sends its input, and where
   * rules and schedules send their events.
   */
  send(): Link & Target & Work & Receiver {
    const { plan, nodes } = this;
    return {
      ...sendWork(plan, nodes.queue),
      ...sendTarget(plan, nodes.queue),
      ...sendLink(plan, nodes.queue),
      watched: this,
      receives: { arn: nodes.queue.arn, grants: sendGrants(plan, nodes.queue) },
    };
  }

  /** The right to receive messages and to delete them, as Lambda's event source needs it. */
  consume(): Link {
    return consumeLink(this.plan, this.nodes.queue);
  }

  widgets(): Widget[] {
    return queueWidgets(this);
  }
}

const FOURTEEN_DAYS = 14 * 86_400;

const createNodes = (make: MakeQueueChild, plan: QueuePlan): QueueNodes => {
  const deadLetters = make("deadLetters", "dead-letters", {
    messageRetentionSeconds: FOURTEEN_DAYS,
    ...encryption(plan),
  });
  const queue = make("queue", undefined, {
    visibilityTimeoutSeconds: plan.visibilityTimeoutSeconds,
    messageRetentionSeconds: plan.messageRetentionSeconds,
    redrivePolicy: pulumi.jsonStringify({
      deadLetterTargetArn: deadLetters.arn,
      maxReceiveCount: plan.maxReceiveCount,
    }),
    ...encryption(plan),
  });
  return {
    queue,
    deadLetters,
    policy: make("policy", "policy", policy(queue, plan)),
    deadLettersPolicy: make("deadLettersPolicy", "dead-letters-policy", policy(deadLetters)),
    redriveAllowPolicy: make("redriveAllowPolicy", "dead-letters-redrive", {
      queueUrl: deadLetters.url,
      // No other queue may use this one as its dead-letter queue.
      redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
    }),
    ...createAlarms(make, plan, { queue, deadLetters }),
  };
};

const encryption = ({ kmsKeyArn }: QueuePlan) =>
  kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn };

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html */
const policy = (
  { url, arn }: sqs.Queue,
  { from, services }: Pick<QueuePlan, "from" | "services"> = { from: [], services: [] },
) => ({
  queueUrl: url,
  policy: policyJson([
    {
      Sid: "DenyPlainHttp",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(from.length === 0 ? [] : [letTopicsIn(arn, from)]),
    ...(services.length === 0 ? [] : [letIn(arn, services)]),
  ]),
});

const letIn = (arn: pulumi.Output<string>, services: readonly string[]): Statement => ({
  Sid: "LetServicesIn",
  Effect: "Allow",
  Principal: { Service: [...services] },
  Action: "sqs:SendMessage",
  Resource: arn,
  Condition: { StringEquals: { "aws:SourceAccount": parseArn(arn).account } },
});

const letTopicsIn = (arn: pulumi.Output<string>, from: readonly Sender[]): Statement => ({
  Sid: "LetTopicsIn",
  Effect: "Allow",
  Principal: { Service: "sns.amazonaws.com" },
  Action: "sqs:SendMessage",
  Resource: arn,
  Condition: { ArnEquals: { "aws:SourceArn": from.map((sender) => sender.arn) } },
});
