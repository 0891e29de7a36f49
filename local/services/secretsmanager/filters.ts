import * as z from "zod";
import { ServiceError } from "../../wire/service-error";
import { invalidParameter } from "./errors";
import type { SecretRecord } from "./secret-record";

/** What lists of secrets can be narrowed by. */
export const Filters = z
  .array(z.object({ Key: z.string().optional(), Values: z.array(z.string().max(512)).min(1).max(10).optional() }))
  .max(10);

type Matches = (pattern: string, value: string) => boolean;

interface Attribute {
  readonly values: (record: SecretRecord, region: string) => readonly string[];
  readonly matches: Matches;
}

const startsWith: Matches = (pattern, value) => value.startsWith(pattern);

/** Each word of the pattern begins a word of the value, whatever the case. */
const byWords: Matches = (pattern, value) => {
  const wanted = wordsOf(pattern);
  const words = wordsOf(value);
  return wanted.length > 0 && wanted.every((each) => words.some((word) => word.startsWith(each)));
};

const SEPARATORS = ["/", "-", "_", "+", "=", ".", "@"];

/** fidelity: observed: moto's verified tests: a text of two kinds of separators is one word; capitals begin words */
const wordsOf = (text: string): string[] => {
  const kinds = SEPARATORS.filter((each) => text.includes(each));
  if (kinds.length > 1) return [text.toLowerCase()];
  const parts = kinds[0] === undefined ? [text] : text.split(kinds[0]);
  return parts
    .flatMap((part) => part.split(/([^a-z][a-z]+)/))
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "");
};

const tagKeys = ({ tags = {} }: SecretRecord): string[] => Object.keys(tags);
const tagValues = ({ tags = {} }: SecretRecord): string[] => Object.values(tags);
const some = (value: string | undefined): string[] => (value ? [value] : []);

// fidelity: docs: API_Filter: prefixes, with their case, except of descriptions and "all"
const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  all: {
    values: (record) => [record.name, ...some(record.description), ...tagKeys(record), ...tagValues(record)],
    matches: byWords,
  },
  name: { values: ({ name }) => [name], matches: startsWith },
  "tag-key": { values: tagKeys, matches: startsWith },
  description: { values: ({ description }) => some(description), matches: byWords }, // fidelity: observed: by words
  "tag-value": { values: tagValues, matches: startsWith },
  "primary-region": {
    values: ({ replicas = [] }, region) => (replicas.length > 0 ? [region] : []),
    matches: startsWith,
  },
  "owning-service": { values: ({ owner }) => some(owner), matches: startsWith },
};

/** A secret fits when it fits each filter, by any of its values; `!` before a value turns it round. @throws {ServiceError} */
export const fitting = (filters: z.output<typeof Filters>, region: string): ((record: SecretRecord) => boolean) => {
  const tests = filters.map(({ Key, Values }, index) => {
    if (Key === undefined) throw invalidParameter("Invalid filter key");
    const attribute = Object.hasOwn(ATTRIBUTES, Key) ? ATTRIBUTES[Key] : undefined;
    if (!attribute) {
      throw new ServiceError(
        "ValidationException",
        `1 validation error detected: Value '${Key}' at 'filters.${index + 1}.member.key' failed to satisfy constraint: Member must satisfy enum value set: [${Object.keys(ATTRIBUTES).join(", ")}]`,
      );
    }
    if (!Values) throw invalidParameter(`Invalid filter values for key: ${Key}`);
    return (record: SecretRecord) =>
      attribute
        .values(record, region)
        .some((value) =>
          Values.some((each) =>
            each.startsWith("!") ? !attribute.matches(each.slice(1), value) : attribute.matches(each, value),
          ),
        );
  });
  return (record) => tests.every((test) => test(record));
};
