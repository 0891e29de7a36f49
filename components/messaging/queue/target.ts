import type * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../core/rights/arn";
import type { RouteContext, Target } from "../../core/target";
import { sendGrants } from "./links";
import type { QueuePlan } from "./plan";
import { sqsSendMessageIntegration } from "./sqs-integration";

/** Where a route sends its body to the queue. */
export const sendTarget = (plan: QueuePlan, queue: sqs.Queue): Target => ({
  description: `queue ${plan.name}`,
  grants: sendGrants(plan, queue),
  integrate: (route) => integrate(plan.name, queue, route),
});

const integrate = (name: string, queue: sqs.Queue, { credentials, region, partition }: RouteContext) => {
  if (credentials === undefined) throw new Error(`a route that sends to queue ${name} needs the credentials of a role`);
  return pulumi
    .all([queue.name, parseArn(queue.arn).account, region, partition, credentials] as const)
    .apply(([queueName, account, region, partition, credentials]) =>
      sqsSendMessageIntegration({ queueName, account, region, partition, credentials }),
    );
};
