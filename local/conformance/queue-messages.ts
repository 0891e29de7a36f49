import type { Json } from "./case-file";
import { PLACE, type Sandbox } from "./sandbox";

/** The messages of a queue, without taking them. */
export const messages = (queue: string, { cloud }: Sandbox): Json =>
  cloud.directory.sqs.queues
    .messages(`arn:${PLACE.partition}:sqs:${PLACE.region}:${PLACE.account}:${queue}`)
    .map(({ body, bodyMd5, attributes = {}, groupId }) => ({
      body,
      md5OfBody: bodyMd5,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { ...value }])),
      ...(groupId !== undefined && { messageGroupId: groupId }),
    }));
