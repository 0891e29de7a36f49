import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { type QueueField, variable } from "../contracts/environment";
import type { Grant, Link } from "../core/link";
import { sqsSendMessageIntegration } from "../logic/api/sqs-integration";
import type { RouteContext, Target } from "../logic/api/target";

type KmsKeyArn = pulumi.Input<string> | undefined;

/** What a sender may do, in a function or as the gateway. */
export const sendLink = (name: string, queue: sqs.Queue, kmsKeyArn: KmsKeyArn): Link & Target => ({
  description: `send to queue ${name}`,
  grants: [
    { actions: ["sqs:SendMessage"], resources: [queue.arn] },
    ...keyGrant(["kms:GenerateDataKey", "kms:Decrypt"], kmsKeyArn),
  ],
  environment: (link) => ({ [variable(link, "QUEUE_URL" satisfies QueueField)]: queue.url }),
  service: "sqs",
  integrate: (route) => integrate(name, queue, route),
});

const integrate = (name: string, queue: sqs.Queue, { credentials, region, partition }: RouteContext) => {
  if (credentials === undefined) throw new Error(`a route that sends to queue ${name} needs the credentials of a role`);
  return pulumi.all([queue.name, queue.arn, region, partition, credentials]).apply(([queueName, arn, ...gateway]) => {
    const [inRegion, inPartition, role] = gateway;
    return sqsSendMessageIntegration({
      queueName,
      account: accountOf(arn),
      region: inRegion,
      partition: inPartition,
      credentials: role,
    });
  });
};

/**
 * The three actions that Lambda's event source needs of the function's role, no more. Lambda polls from outside the
 * function's network, so the function needs no endpoint for it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions (read 2026-11)
 */
export const consumeLink = (name: string, queue: sqs.Queue, kmsKeyArn: KmsKeyArn): Link => ({
  description: `consume queue ${name}`,
  grants: [
    { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources: [queue.arn] },
    ...keyGrant(["kms:Decrypt"], kmsKeyArn),
  ],
  environment: () => ({}),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
const keyGrant = (actions: readonly string[], kmsKeyArn: KmsKeyArn): Grant[] =>
  kmsKeyArn === undefined ? [] : [{ actions, resources: [kmsKeyArn] }];

/** `arn:aws:sqs:eu-west-1:000000000000:orders` */
const accountOf = (arn: string): string => arn.split(":")[4] ?? "";
