import type * as sns from "@pulumi/aws/sns";
import { integration, type Work } from "../../core/work";
import { publishGrants } from "./links";
import type { TopicPlan } from "./plan";

/** Where a workflow publishes what a state hands over, as JSON; a FIFO topic has it in the order of each execution. */
export const publishWork = (plan: TopicPlan, topic: sns.Topic): Work => ({
  description: `publish to topic ${plan.name}`,
  grants: publishGrants(plan, topic),
  passing: ["SNS.InternalErrorException", "SNS.ThrottledException", "SNS.SdkClientException"],
  task: (call) => {
    const { input } = call;
    return {
      resource: integration("sns:publish", call),
      parameters: {
        TopicArn: topic.arn,
        ...(typeof input === "string" ? { "Message.$": input } : { Message: input }),
        ...(plan.fifo && { "MessageGroupId.$": "$$.Execution.Name" }),
      },
    };
  },
});
