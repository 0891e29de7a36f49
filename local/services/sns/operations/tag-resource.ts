import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { type SnsParts, topicNamed } from "./sns-operation";
import { Tags, tagMap } from "./tags";

const Input = z.object({ ResourceArn: z.string() });

const tagged = (parts: SnsParts, { ResourceArn }: z.output<typeof Input>) =>
  topicNamed(parts, ResourceArn, "ResourceArn");

export const tagResource = operation(
  "TagResource",
  Input.extend({ Tags }),
  { action: "sns:TagResource", on: tagged },
  ({ topics }: SnsParts) =>
    async ({ Tags: added }, { arn, tags }) => {
      await topics.change(arn, { tags: { ...tags, ...tagMap(added) } });
      return NO_OUTPUT;
    },
);

export const untagResource = operation(
  "UntagResource",
  Input.extend({ TagKeys: z.array(z.string()) }),
  { action: "sns:UntagResource", on: tagged },
  ({ topics }: SnsParts) =>
    async ({ TagKeys }, { arn, tags = {} }) => {
      const left = Object.entries(tags).filter(([key]) => !TagKeys.includes(key));
      await topics.change(arn, { tags: Object.fromEntries(left) });
      return NO_OUTPUT;
    },
);

export const listTagsForResource = operation(
  "ListTagsForResource",
  Input,
  { action: "sns:ListTagsForResource", on: tagged },
  (_: SnsParts) =>
    (_input, { tags = {} }) => ({ Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
);
