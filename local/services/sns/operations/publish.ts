import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { useTopicKey } from "../key-use";
import { invalidParameter } from "../sns-error";
import { Message } from "./message-input";
import { type SnsParts, topicNamed } from "./sns-operation";

const Input = Message.extend({ TopicArn: z.string().optional(), TargetArn: z.string().optional() });

const topic = (parts: SnsParts, { TopicArn, TargetArn }: z.output<typeof Input>) => {
  const arn = TopicArn ?? TargetArn;
  if (arn === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  return topicNamed(parts, arn);
};

export const publish = operation(
  "Publish",
  Input,
  { action: "sns:Publish", on: topic },
  ({ publisher, cloud }: SnsParts) =>
    async (input, topic, { principal }) => {
      useTopicKey(cloud, topic, principal);
      return { ...(await publisher.publish(topic.arn, input)) };
    },
);
