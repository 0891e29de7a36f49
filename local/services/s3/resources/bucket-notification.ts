import { randomUUID } from "node:crypto";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { NOTIFICATION, type Notification } from "../configurations/notification";
import { readTree } from "../configurations/schema";
import { putNotification } from "../notifications/put-notification";
import type { S3Parts } from "../s3-operation";
import { fromTree, type Shape, text, texts, toTree } from "./mapping";

interface Destination extends Properties {
  readonly filterPrefix?: string;
  readonly filterSuffix?: string;
}

const FILTER: Shape = {
  filters: {
    wire: "Filter",
    to: (FilterRule) => ({ S3Key: { FilterRule } }),
    from: (value) => (value as Rules).S3Key?.FilterRule,
  },
};

interface Rules {
  readonly S3Key?: { readonly FilterRule?: readonly { readonly Name: string; readonly Value: string }[] };
}

/** The entries of one kind of destination, whose filters are two properties here and a list of rules in the API. */
const entries = (wire: string, property: string, name: string) => {
  const shape: Shape = { id: text("Id"), [property]: text(name), events: texts("Event"), ...FILTER };
  return {
    wire,
    to: (value: unknown) =>
      (value as readonly Destination[]).map(({ filterPrefix, filterSuffix, ...entry }) => {
        const rules = { Prefix: filterPrefix, Suffix: filterSuffix };
        const filters = Object.entries(rules).flatMap(([Name, Value]) => (Value ? [{ Name, Value }] : []));
        return toTree(shape, { ...entry, id: entry.id ?? `${MADE_UP}${randomUUID()}`, filters });
      }),
    from: (value: unknown) =>
      (value as readonly Properties[]).map((entry) => {
        const { filters = [], id, ...rest } = fromTree(shape, entry);
        const rules = filters as NonNullable<NonNullable<Rules["S3Key"]>["FilterRule"]>;
        return {
          ...rest,
          ...(String(id).startsWith(MADE_UP) ? {} : { id }),
          ...Object.fromEntries(rules.map(({ Name, Value }) => [`filter${Name}`, Value])),
        };
      }),
  };
};

/** The provider gives ids of its own to destinations that the program gave none. */
const MADE_UP = "tf-s3-";

const SHAPE: Shape = {
  eventbridge: {
    wire: "EventBridgeConfiguration",
    to: (value) => (value === true ? {} : undefined),
    from: () => true,
  },
  queues: entries("QueueConfiguration", "queueArn", "Queue"),
  topics: entries("TopicConfiguration", "topicArn", "Topic"),
  lambdaFunctions: entries("CloudFunctionConfiguration", "lambdaFunctionArn", "CloudFunction"),
};

/** All notifications of a bucket; its id is the bucket's name. */
export const bucketNotificationType = (services: Pick<S3Parts, "cloud" | "partition" | "store">): ResourceType => {
  const { buckets } = services.store;
  const put = async (bucket: string, inputs: Properties): Promise<Properties> => {
    if (!buckets.get(bucket)) throw new Error(`NoSuchBucket: The specified bucket does not exist: ${bucket}`);
    const wanted: Notification = readTree(NOTIFICATION, toTree(SHAPE, inputs));
    await putNotification(services, bucket, wanted, { requestId: randomUUID(), validate: true });
    return inputs;
  };
  return {
    type: "aws:s3/bucketNotification:BucketNotification",
    create: async (inputs) => ({ id: String(inputs.bucket), outputs: await put(String(inputs.bucket), inputs) }),
    update: put,
    async read(id) {
      const { notification } = buckets.get(id) ?? {};
      return notification && { bucket: id, ...fromTree(SHAPE, notification) };
    },
    delete: (id) => buckets.change(id, { notification: undefined }),
  };
};
