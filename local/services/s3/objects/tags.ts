import { ServiceError } from "../../../wire/service-error";
import { type Configuration, element, items, text } from "../configurations/schema";
import { invalidArgument } from "../s3-errors";
import type { Tag } from "../storage/tag";

const Tags = element({ TagSet: element({ Tag: items(element({ Key: text, Value: text })).default([]) }) });

export const TAGGING: Configuration<{ readonly TagSet: { readonly Tag: readonly Tag[] } }> = { schema: Tags };

const invalidTag = (message: string, key?: string): ServiceError =>
  new ServiceError("InvalidTag", message, 400, key === undefined ? {} : { TagKey: key });

/** fidelity: docs: S3 user guide, "Categorizing your objects using tags"; observed: localstack test_s3_tagging: the texts */
export const checkTags = (tags: readonly Tag[], max: 10 | 50): readonly Tag[] => {
  if (tags.length > max) {
    const what = max === 10 ? "Object tags cannot" : "Bucket tag count cannot";
    throw new ServiceError("BadRequest", `${what} be greater than ${max}`, 400);
  }
  const keys = new Set<string>();
  for (const { Key, Value } of tags) {
    if (Key === "" || Key.length > 128 || !ALLOWED.test(Key)) {
      throw invalidTag("The TagKey you have provided is invalid", Key);
    }
    if (Value.length > 256 || !ALLOWED.test(Value)) throw invalidTag("The TagValue you have provided is invalid", Key);
    if (Key.startsWith("aws:")) throw invalidTag("System tags cannot be added/updated by requester");
    if (keys.has(Key)) throw invalidTag("Cannot provide multiple Tags with the same key", Key);
    keys.add(Key);
  }
  return tags;
};

const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export const tagsOfQuery = (text = ""): readonly Tag[] =>
  [...new URLSearchParams(text)].map(([Key, Value]) => ({ Key, Value }));

/** Tags of the header `x-amz-tagging`, which are written as those of a query. */
export const tagsOfHeader = (header: string | undefined): readonly Tag[] | undefined => {
  if (header === undefined || header === "") return undefined;
  const tags = tagsOfQuery(header);
  if (tags.length === 0 || new Set(tags.map(({ Key }) => Key)).size < tags.length || tags.some(({ Key }) => !Key)) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  }
  return checkTags(tags, 10);
};
