import type * as sqs from "@pulumi/aws/sqs";
import { integration, type Work } from "../../core/work";
import { sendGrants } from "./links";
import type { QueuePlan } from "./plan";

/** Where a workflow sends what a state hands over, as JSON. */
export const sendWork = (plan: QueuePlan, queue: sqs.Queue): Work => ({
  description: `send to queue ${plan.name}`,
  grants: sendGrants(plan, queue),
  passing: ["SQS.SdkClientException"],
  task: (call) => {
    const { input } = call;
    const body = typeof input === "string" ? { "MessageBody.$": input } : { MessageBody: input };
    return { resource: integration("sqs:sendMessage", call), parameters: { QueueUrl: queue.url, ...body } };
  },
});
