import * as z from "zod";

/** What Publish and each entry of PublishBatch have in common. */
export const Message = z.object({
  Message: z.string().default(""),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageAttributes: z
    .record(
      z.string(),
      z.object({
        DataType: z.string().optional(),
        StringValue: z.string().optional(),
        BinaryValue: z.base64().optional(),
      }),
    )
    .default({}),
});
