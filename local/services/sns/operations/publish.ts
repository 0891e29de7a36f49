import { randomUUID } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { deliver } from "../deliver";
import { invalidParameter, type SnsParts } from "./sns-operation";

const Input = z.object({
  TopicArn: z.string().optional(),
  TargetArn: z.string().optional(),
  Message: z.string().default(""),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageGroupId: z.string().optional(),
  MessageAttributes: z
    .record(
      z.string(),
      z.object({ DataType: z.string(), StringValue: z.string().optional(), BinaryValue: z.base64().optional() }),
    )
    .default({}),
});

/** fidelity: docs: Publish: 256 KB */
const MAX_BYTES = 262_144;

/** The topic that a call means, which must be there. */
const topic = ({ topics }: SnsParts, { TopicArn, TargetArn }: z.output<typeof Input>) => {
  const arn = TopicArn ?? TargetArn;
  if (arn === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  return resource({ resource: arn, resourcePolicy: topics.policyOf(arn) }, () => topics.require(arn).arn);
};

export const publish = operation(
  "Publish",
  Input,
  { action: "sns:Publish", on: topic },
  (services) => async (input, topicArn) => {
    const { topics, cloud } = services;
    checkContent(input);
    const notification = {
      messageId: randomUUID(),
      topicArn,
      message: input.Message,
      ...(input.Subject === undefined ? {} : { subject: input.Subject }),
      ...(input.MessageGroupId === undefined ? {} : { groupId: input.MessageGroupId }),
      attributes: input.MessageAttributes,
      published: cloud.clock.now(),
    };
    await topics.published.add(topicArn, notification);
    const byProtocol =
      input.MessageStructure === "json" ? (JSON.parse(input.Message) as Record<string, string>) : undefined;
    // Queues have the message once the publisher is answered; functions and others come after.
    const sent = topics.subscribers(topicArn).map(async (subscription) => {
      const message = byProtocol?.[subscription.protocol] ?? byProtocol?.default ?? input.Message;
      const delivery = deliver({ ...notification, message }, subscription, cloud);
      if (subscription.protocol === "sqs") await delivery;
    });
    await Promise.all(sent);
    return { MessageId: notification.messageId };
  },
);

const checkContent = ({ Message, Subject, MessageStructure, MessageGroupId }: z.output<typeof Input>): void => {
  if (Message === "") throw invalidParameter("Empty message");
  if (Buffer.byteLength(Message) > MAX_BYTES) throw invalidParameter("Message too long");
  // fidelity: docs: Publish, Subject: ASCII without control characters, less than 100 characters
  if (Subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(Subject)) throw invalidParameter("Subject");
  // fidelity: docs: Publish, MessageGroupId; guess: the text
  if (MessageGroupId !== undefined && !/^[\x21-\x7e]{1,128}$/.test(MessageGroupId)) {
    throw invalidParameter("MessageGroupId");
  }
  if (MessageStructure === undefined) return;
  if (MessageStructure !== "json") throw invalidParameter("MessageStructure");
  if (!hasDefault(Message)) throw invalidParameter("Message Structure - No default entry in JSON message body");
};

const hasDefault = (message: string): boolean => {
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === "object" && value !== null && "default" in value && typeof value.default === "string";
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
};
