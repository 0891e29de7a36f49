import type * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import { type QueueField, variable } from "../../contracts/environment";
import type { Grant, Link } from "../../core/rights/link";
import type { QueuePlan } from "./plan";

/** What a sender may do, in a function or as the gateway. */
export const sendGrants = ({ kmsKeyArn }: QueuePlan, queue: sqs.Queue): Grant[] => [
  { actions: ["sqs:SendMessage"], resources: [queue.arn] },
  ...keyGrant(["kms:GenerateDataKey", "kms:Decrypt"], kmsKeyArn),
];

export const sendLink = (plan: QueuePlan, queue: sqs.Queue): Link => ({
  description: `send to queue ${plan.name}`,
  grants: sendGrants(plan, queue),
  environment: (link) => ({ [variable(link, "QUEUE_URL" satisfies QueueField)]: queue.url }),
  service: "sqs",
});

/**
 * The three actions that Lambda's event source needs of the function's role, no more. Lambda polls from outside the
 * function's network, so the function needs no endpoint for it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions (read 2026-11)
 */
export const consumeLink = ({ name, kmsKeyArn }: QueuePlan, queue: sqs.Queue): Link => ({
  description: `consume queue ${name}`,
  grants: [
    { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources: [queue.arn] },
    ...keyGrant(["kms:Decrypt"], kmsKeyArn),
  ],
  environment: () => ({}),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
const keyGrant = (actions: readonly string[], kmsKeyArn: pulumi.Input<string> | undefined): Grant[] =>
  kmsKeyArn === undefined ? [] : [{ actions, resources: [kmsKeyArn] }];
