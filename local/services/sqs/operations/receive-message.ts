import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { wrongQueueType } from "../errors";
import { checkId } from "../fifo/fifo-message";
import { type MessageAttributes, type ReceivedMessage, systemAttributes } from "../messages/message";
import { checkRange } from "../messages/message-checks";
import { attributesMd5 } from "../messages/message-md5";
import { messagesOfQueue } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  AttributeNames: z.array(z.string()).optional(),
  MessageSystemAttributeNames: z.array(z.string()).optional(),
  MessageAttributeNames: z.array(z.string()).optional(),
  MaxNumberOfMessages: z.int().optional(),
  VisibilityTimeout: z.int().optional(),
  WaitTimeSeconds: z.int().optional(),
  /** FIFO only. */
  ReceiveRequestAttemptId: z.string().optional(),
});

export const receiveMessage = operation(
  "ReceiveMessage",
  Input,
  { action: "sqs:ReceiveMessage", on: messagesOfQueue("receive") },
  () => async (input, queue, call) => {
    const {
      MaxNumberOfMessages: max = 1,
      VisibilityTimeout,
      WaitTimeSeconds,
      ReceiveRequestAttemptId: attemptId,
    } = input;
    checkRange(max, "MaxNumberOfMessages", 1, 10, "Must be between 1 and 10, if provided.");
    checkRange(VisibilityTimeout, "VisibilityTimeout", 0, 43_200, "Must be between 0 and 43200, if provided.");
    checkRange(WaitTimeSeconds, "WaitTimeSeconds", 0, 20, "Must be >= 0 and <= 20, if provided.");
    checkId(attemptId, "ReceiveRequestAttemptId");
    if (attemptId !== undefined && !queue.settings.fifo) throw wrongQueueType(attemptId, "ReceiveRequestAttemptId");
    const waitSeconds = WaitTimeSeconds ?? queue.settings.receiveWaitSeconds;
    if (waitSeconds === 0 && queue.isOverLimit) {
      throw new ServiceError("OverLimit", "Too many messages are in flight.", 403);
    }
    const messages = await queue.receive({
      max,
      waitMs: waitSeconds * 1000,
      visibilityTimeoutSeconds: VisibilityTimeout,
      attemptId,
      signal: call.signal,
    });
    const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    // Without messages the list is absent, not empty. fidelity: observed
    if (messages.length === 0) return {};
    return { Messages: messages.map((message) => shown(message, system, input.MessageAttributeNames ?? [])) };
  },
);

const shown = (message: ReceivedMessage, systemNames: readonly string[], names: readonly string[]) => {
  const system = chosen(systemAttributes(message), (name) => systemNames.includes("All") || systemNames.includes(name));
  const attributes: MessageAttributes = chosen(message.attributes ?? {}, (name) => names.some(nameFits(name))) ?? {};
  const some = Object.keys(attributes).length > 0;
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.bodyMd5,
    Body: message.body,
    Attributes: system,
    MD5OfMessageAttributes: some ? attributesMd5(attributes) : undefined,
    MessageAttributes: some ? attributes : undefined,
  };
};

/** fidelity: docs: API_ReceiveMessage: `All`, `.*`, a name, or a prefix as `bar.*` */
const nameFits = (name: string) => (wanted: string) =>
  wanted === "All" || wanted === name || (wanted.endsWith(".*") && name.startsWith(wanted.slice(0, -2)));

const chosen = <V>(all: Readonly<Record<string, V>>, wanted: (name: string) => boolean) => {
  const entries = Object.entries(all).filter(([name]) => wanted(name));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};
