import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { checkTopicAttribute } from "../settings/topic-attributes";
import { invalidParameter } from "../sns-error";
import { type SnsParts, topicOf } from "./sns-operation";
import { parseTopicPolicy } from "./topic-policy";

const Input = z.object({ TopicArn: z.string(), AttributeName: z.string(), AttributeValue: z.string().default("") });

export const setTopicAttributes = operation(
  "SetTopicAttributes",
  Input,
  { action: "sns:SetTopicAttributes", on: topicOf },
  ({ topics }: SnsParts) =>
    async ({ AttributeName, AttributeValue }, { arn, attributes }) => {
      if (AttributeName === "FifoTopic") throw invalidParameter("AttributeName");
      checkTopicAttribute(AttributeName, AttributeValue);
      if (AttributeName === "Policy") {
        if (AttributeValue !== "") parseTopicPolicy(AttributeValue);
        await topics.change(arn, { policy: AttributeValue === "" ? undefined : AttributeValue });
      } else await topics.change(arn, { attributes: { ...attributes, [AttributeName]: AttributeValue } });
      return NO_OUTPUT;
    },
);
