import { ServiceError } from "../../../wire/service-error";
import { type Configuration, element, items, text } from "../configurations/schema";
import { invalidArgument } from "../s3-errors";
import type { Tag } from "../storage/tag";

export const TAG_SET = element({ Tag: items(element({ Key: text, Value: text })).default([]) });

const Tags = element({ TagSet: TAG_SET.default({ Tag: [] }) });

export const TAGGING: Configuration<{ readonly TagSet: { readonly Tag: readonly Tag[] } }> = { schema: Tags };

const invalidTag = (message: string, TagKey: string | undefined, details = {}): ServiceError =>
  new ServiceError("InvalidTag", message, 400, { ...(TagKey !== undefined && { TagKey }), ...details });

/** What tags are put on, and how a key is refused there that AWS has for itself. */
// fidelity: observed: localstack test_tagging_validation, test_create_bucket_with_tags_exc
const RESERVED = {
  object: "Your TagKey cannot be prefixed with aws:",
  bucket: "System tags cannot be added/updated by requester",
  "new bucket":
    'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
} as const;

/** fidelity: docs: S3 user guide, "Categorizing your objects using tags"; observed: localstack test_s3_tagging: the texts */
export const checkTags = (tags: readonly Tag[], of: keyof typeof RESERVED): readonly Tag[] => {
  const max = of === "object" ? 10 : 50;
  if (tags.length > max) {
    const what = of === "object" ? "Object tags cannot" : "Bucket tag count cannot";
    throw new ServiceError("BadRequest", `${what} be greater than ${max}`, 400);
  }
  const keys = new Set<string>();
  for (const { Key, Value } of tags) {
    if (Key === "" || Key.length > 128 || !ALLOWED.test(Key)) {
      throw invalidTag("The TagKey you have provided is invalid", Key);
    }
    if (Value.length > 256 || !ALLOWED.test(Value)) {
      throw invalidTag("The TagValue you have provided is invalid", Key, { TagValue: Value });
    }
    if (Key.startsWith("aws:")) throw invalidTag(RESERVED[of], of === "new bucket" ? undefined : Key);
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
  const twice = header.split("&").some((pair) => pair.split("=").length > 2);
  if (
    twice ||
    tags.length === 0 ||
    new Set(tags.map(({ Key }) => Key)).size < tags.length ||
    tags.some(({ Key }) => !Key)
  ) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  }
  return checkTags(tags, "object");
};
