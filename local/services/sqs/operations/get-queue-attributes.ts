import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { unknownAttribute } from "../errors";
import type { Queue } from "../queue/queue";
import { defaultAttributes } from "../queue/settings";
import { queueOfUrl } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), AttributeNames: z.array(z.string()).optional() });

export const getQueueAttributes = operation(
  "GetQueueAttributes",
  Input,
  { action: "sqs:GetQueueAttributes", on: queueOfUrl },
  () =>
    ({ AttributeNames = [] }, queue) => {
      const all = attributesOf(queue);
      const unknown = AttributeNames.find((name) => name !== "All" && !(name in all) && !ABSENT_UNLESS_SET.has(name));
      if (unknown !== undefined) throw unknownAttribute(unknown);
      const chosen = Object.entries(all).filter(
        ([name]) => AttributeNames.includes("All") || AttributeNames.includes(name),
      );
      return chosen.length > 0 ? { Attributes: Object.fromEntries(chosen) } : {};
    },
);

const ABSENT_UNLESS_SET: ReadonlySet<string> = new Set([
  "Policy",
  "RedrivePolicy",
  "RedriveAllowPolicy",
  "KmsMasterKeyId",
  "KmsDataKeyReusePeriodSeconds",
  "FifoQueue",
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoThroughputLimit",
]);

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

const attributesOf = (queue: Queue): Record<string, string> => ({
  ...defaultAttributes(queue.record.attributes),
  ...queue.record.attributes,
  QueueArn: queue.arn,
  ApproximateNumberOfMessages: String(queue.count("visible")),
  ApproximateNumberOfMessagesNotVisible: String(queue.count("inFlight")),
  ApproximateNumberOfMessagesDelayed: String(queue.count("delayed")),
  CreatedTimestamp: seconds(queue.record.createdAt),
  LastModifiedTimestamp: seconds(queue.record.modifiedAt),
});
