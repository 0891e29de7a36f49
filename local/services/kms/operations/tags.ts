import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { KeyId, Limit, Marker, onKey, Tags, tagsOf } from "./kms-operation";
import { page } from "./page";

export const tagResource = operation(
  "TagResource",
  z.object({ KeyId, Tags }),
  onKey("kms:TagResource"),
  ({ keys }) =>
    async ({ Tags }, key) => {
      await keys.keep({ ...key, tags: tagsOf(Tags, key.tags) });
      return NO_OUTPUT;
    },
);

export const untagResource = operation(
  "UntagResource",
  z.object({ KeyId, TagKeys: z.array(z.string()) }),
  onKey("kms:UntagResource"),
  ({ keys }) =>
    async ({ TagKeys }, key) => {
      const tags = Object.fromEntries(Object.entries(key.tags).filter(([name]) => !TagKeys.includes(name)));
      await keys.keep({ ...key, tags });
      return NO_OUTPUT;
    },
);

export const listResourceTags = operation(
  "ListResourceTags",
  z.object({ KeyId, Limit, Marker }),
  onKey("kms:ListResourceTags"),
  () => (input, key) => {
    const { shown, rest } = page(Object.entries(key.tags), ([name]) => name, input);
    return { Tags: shown.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...rest };
  },
);
