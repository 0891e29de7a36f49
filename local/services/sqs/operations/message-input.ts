import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";

const Attribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64, as both protocols carry it. */
  BinaryValue: z.base64().optional(),
  // AWS has them for later use.
  BinaryListValues: withoutEffect([]),
  StringListValues: withoutEffect([]),
});

/** What SendMessage and each entry of SendMessageBatch have in common. */
export const MessageInput = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.int().optional(),
  MessageAttributes: z.record(z.string(), Attribute).optional(),
  MessageSystemAttributes: z.record(z.string(), Attribute).optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageGroupId: z.string().optional(),
});

export type MessageInput = z.infer<typeof MessageInput>;
