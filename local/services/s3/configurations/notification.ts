import * as z from "zod";
import { type Configuration, element, items, text } from "./schema";

const common = {
  Id: text.optional(),
  Event: items(text),
  Filter: element({
    S3Key: element({
      FilterRule: items(element({ Name: text, Value: text })).optional(),
    }).optional(),
  }).optional(),
};

const Queue = element({ ...common, Queue: text });
const Topic = element({ ...common, Topic: text });
const CloudFunction = element({ ...common, CloudFunction: text, InvocationRole: text.optional() });

const schema = element({
  QueueConfiguration: items(Queue).optional(),
  TopicConfiguration: items(Topic).optional(),
  CloudFunctionConfiguration: items(CloudFunction).optional(),
  EventBridgeConfiguration: z.unknown().optional(),
});

export type Notification = z.infer<typeof schema>;

export const NOTIFICATION: Configuration<Notification> = { schema };
