import type { Output } from "../../../wire/operations/operation";
import { algorithmOf } from "../objects/checksums";
import type { S3Call } from "../s3-call";
import { ownerOf, type S3Parts } from "../s3-operation";
import type { ObjectStore } from "../storage/object-store";
import { type StoredObject, storageClassOf } from "../storage/stored-object";
import type { KeyStart } from "../storage/version-index";
import { commonPrefix, compareBytes, countOf, type Encode, encoding } from "./list-parameters";

/** How a kind of list goes on from `after`, and tells it. */
export interface Paging {
  readonly after: string;
  /** Whether each object tells its owner. */
  readonly owner: boolean;
  readonly encodesPrefix: boolean;
  /** Members that only this kind of list has; `next` is the last key or prefix of the page, when there are more. */
  position(count: number, next: string | undefined, encode: Encode): Output;
}

interface Entry {
  /** A key, or a prefix that several have in common. */
  readonly name: string;
  readonly object?: StoredObject;
}

/** One page of a bucket's keys, with those that share a prefix up to the delimiter told as one. */
// fidelity: observed: the order of the members
export const listPage = (
  services: S3Parts,
  call: S3Call,
  { after, owner, encodesPrefix, position }: Paging,
): Output => {
  const { query, bucket } = call;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const max = countOf(query, "max-keys");
  const { encode, ...encoded } = encoding(query);
  const page: Entry[] = [];
  let more = false;
  for (const entry of max === 0 ? [] : entriesOf(services.store, bucket, { prefix, delimiter, after })) {
    more = page.length === max;
    if (more) break;
    page.push(entry);
  }
  const Owner = owner ? ownerOf(services) : undefined;
  return {
    Name: bucket,
    Prefix: encodesPrefix ? encode(prefix) : prefix,
    ...position(page.length, more ? page.at(-1)?.name : undefined, encode),
    MaxKeys: max,
    ...(delimiter ? { Delimiter: encode(delimiter) } : {}),
    ...encoded,
    IsTruncated: more,
    Contents: page.flatMap(({ object }) => (object ? [{ ...contents(object, encode), Owner, ...tail(object) }] : [])),
    CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
  };
};

interface Wanted {
  readonly prefix: string;
  readonly delimiter: string;
  readonly after: string;
}

/** What has been told as one is not looked at one by one. */
function* entriesOf(store: ObjectStore, bucket: string, { prefix, delimiter, after }: Wanted): Iterable<Entry> {
  let start: KeyStart | undefined = startOf(prefix, delimiter, after);
  while (start) {
    const from: KeyStart = start;
    start = undefined;
    for (const object of store.objects(bucket, from)) {
      if (!object.key.startsWith(prefix)) return;
      const common = commonPrefix(object.key, prefix, delimiter);
      if (common === undefined) {
        yield { name: object.key, object };
        continue;
      }
      yield { name: common };
      start = { past: common };
      break;
    }
  }
}

const startOf = (prefix: string, delimiter: string, after: string): KeyStart => {
  if (after === "" || compareBytes(after, prefix) < 0) return { from: prefix };
  const common = after.startsWith(prefix) ? commonPrefix(after, prefix, delimiter) : undefined;
  return common === undefined ? { after } : { past: common };
};

const contents = ({ key, lastModified, etag, checksums, checksumType, size }: StoredObject, encode: Encode) => {
  const [header] = Object.keys(checksums);
  return {
    Key: encode(key),
    LastModified: new Date(lastModified).toISOString(),
    ETag: etag,
    ...(header === undefined
      ? {}
      : { ChecksumAlgorithm: algorithmOf(header), ChecksumType: checksumType ?? "FULL_OBJECT" }),
    Size: size,
  };
};

const tail = (object: StoredObject) => ({ StorageClass: storageClassOf(object) });
