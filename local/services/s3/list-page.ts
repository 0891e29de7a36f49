import type { Output } from "../../wire/operations/operation";
import { ServiceError } from "../../wire/service-error";
import { ownerOf, type S3Call, type S3Parts } from "./s3-operation";
import type { StoredObject } from "./storage/stored-object";

/** How a kind of list goes on from `after`, and tells it. */
export interface Paging {
  readonly after: string;
  /** Whether each object tells its owner. */
  readonly owner: boolean;
  /** Members that only this kind of list has; `next` is the last key or prefix of the page, when there are more. */
  position(count: number, next: string | undefined): Output;
}

interface Entry {
  /** A key, or a prefix that several have in common. */
  readonly name: string;
  readonly object: StoredObject | undefined;
}

const MAX_KEYS = 1_000;

/** One page of a bucket's keys, with those that share a prefix up to the delimiter told as one. */
// fidelity: observed: the order of the members
export const listPage = (services: S3Parts, call: S3Call, { after, owner, position }: Paging): Output => {
  const { query, bucket } = call;
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const max = maxKeys(query);
  const entries = entriesOf([...services.store.objects(bucket)], prefix, delimiter).filter(({ name }) =>
    isAfter(name, after),
  );
  const page = entries.slice(0, max);
  const more = max > 0 && entries.length > max;
  const encode = query.get("encoding-type") === "url" ? encodeKey : (text: string) => text;
  const tail = { Owner: owner ? ownerOf(services) : undefined, StorageClass: "STANDARD" };
  return {
    Name: bucket,
    Prefix: encode(prefix),
    ...position(page.length, more ? page.at(-1)?.name : undefined),
    MaxKeys: max,
    ...(delimiter ? { Delimiter: encode(delimiter) } : {}),
    ...(query.has("encoding-type") ? { EncodingType: "url" } : {}),
    IsTruncated: more,
    Contents: page.flatMap(({ object }) => (object ? [{ ...contents(object, encode), ...tail }] : [])),
    CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
  };
};

const maxKeys = (query: URLSearchParams): number => {
  const asked = Number(query.get("max-keys") ?? MAX_KEYS);
  if (Number.isInteger(asked) && asked >= 0) return Math.min(asked, MAX_KEYS);
  throw new ServiceError("InvalidArgument", "Provided max-keys not an integer or within integer range", 400);
};

const entriesOf = (objects: readonly StoredObject[], prefix: string, delimiter: string): Entry[] => {
  const entries: Entry[] = [];
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) continue;
    const cut = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    if (cut < 0) entries.push({ name: object.key, object });
    else {
      const name = object.key.slice(0, cut + delimiter.length);
      if (entries.at(-1)?.name !== name) entries.push({ name, object: undefined });
    }
  }
  return entries;
};

const isAfter = (name: string, after: string): boolean =>
  after === "" || Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;

const contents = ({ key, lastModified, etag, size }: StoredObject, encode: (text: string) => string) => ({
  Key: encode(key),
  LastModified: new Date(lastModified).toISOString(),
  ETag: etag,
  Size: size,
});

/** fidelity: observed: S3 leaves slashes as they are */
const encodeKey = (text: string): string => encodeURIComponent(text).replace(/%2F/g, "/");
