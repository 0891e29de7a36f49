import { read } from "../../../wire/operations/members";
import { commonPrefix, compareBytes, countOf, encoding } from "../listings/list-parameters";
import { algorithmOf } from "../objects/checksums";
import { invalidArgument } from "../s3-errors";
import { onBucket, ownerOf, type S3Operation, type S3Parts, s3Operation, xmlAnswer } from "../s3-operation";
import { isMarker, type ObjectVersion, storageClassOf } from "../storage/stored-object";
import type { KeyStart } from "../storage/version-index";

/** A version, or a prefix that several keys have in common. */
interface Entry {
  readonly name: string;
  readonly version?: ObjectVersion;
  readonly latest: boolean;
}

export const listObjectVersions: S3Operation = s3Operation(
  "ListObjectVersions",
  { query: read("delimiter", "encoding-type", "key-marker", "max-keys", "prefix", "version-id-marker") },
  onBucket("s3:ListBucketVersions"),
  (services) =>
    ({ bucket, query }) => {
      const prefix = query.get("prefix") ?? "";
      const delimiter = query.get("delimiter") ?? "";
      const keyMarker = query.get("key-marker") ?? "";
      const versionMarker = query.get("version-id-marker") ?? "";
      if (versionMarker !== "" && keyMarker === "") {
        throw invalidArgument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          versionMarker,
        );
      }
      const max = countOf(query, "max-keys");
      const { encode, ...encoded } = encoding(query);
      const page: Entry[] = [];
      let more = false;
      const wanted = { prefix, delimiter, keyMarker, versionMarker };
      for (const entry of max === 0 ? [] : entriesOf(services, bucket, wanted)) {
        more = page.length === max;
        if (more) break;
        page.push(entry);
      }
      const last = more ? page.at(-1) : undefined;
      const shown = ({ version, latest }: Entry) =>
        version ? [versionMembers(services, version, latest, encode)] : [];
      return xmlAnswer("ListVersionsResult", {
        Name: bucket,
        Prefix: encode(prefix),
        KeyMarker: encode(keyMarker),
        VersionIdMarker: versionMarker,
        ...(last && { NextKeyMarker: encode(last.name), NextVersionIdMarker: last.version?.versionId }),
        MaxKeys: max,
        ...(delimiter ? { Delimiter: encode(delimiter) } : {}),
        ...encoded,
        IsTruncated: more,
        Version: page.filter(({ version }) => version && !isMarker(version)).flatMap(shown),
        DeleteMarker: page.filter(({ version }) => isMarker(version)).flatMap(shown),
        CommonPrefixes: page.flatMap(({ name, version }) => (version ? [] : [{ Prefix: encode(name) }])),
      });
    },
);

interface Wanted {
  readonly prefix: string;
  readonly delimiter: string;
  readonly keyMarker: string;
  readonly versionMarker: string;
}

function* entriesOf(
  { store }: S3Parts,
  bucket: string,
  { prefix, delimiter, keyMarker, versionMarker }: Wanted,
): Iterable<Entry> {
  const within = versionMarker !== "";
  let start: KeyStart | undefined = { from: prefix };
  if (keyMarker !== "" && compareBytes(keyMarker, prefix) >= 0) {
    const common = keyMarker.startsWith(prefix) ? commonPrefix(keyMarker, prefix, delimiter) : undefined;
    start = common === undefined ? (within ? { from: keyMarker } : { after: keyMarker }) : { past: common };
  }
  let before: string | undefined;
  let skipping = within;
  while (start) {
    const from: KeyStart = start;
    start = undefined;
    for (const version of store.versions(bucket, from)) {
      if (!version.key.startsWith(prefix)) return;
      const latest = version.key !== before;
      before = version.key;
      if (skipping && version.key === keyMarker) {
        skipping = version.versionId !== versionMarker;
        continue;
      }
      skipping = false;
      const common = commonPrefix(version.key, prefix, delimiter);
      if (common === undefined) {
        yield { name: version.key, version, latest };
        continue;
      }
      yield { name: common, latest };
      start = { past: common };
      break;
    }
  }
}

const versionMembers = (
  services: S3Parts,
  version: ObjectVersion,
  IsLatest: boolean,
  encode: (text: string) => string,
) => {
  const { key, versionId, lastModified } = version;
  const common = {
    Key: encode(key),
    VersionId: versionId,
    IsLatest,
    LastModified: new Date(lastModified).toISOString(),
  };
  const Owner = ownerOf(services);
  if (isMarker(version)) return { ...common, Owner };
  const [header] = Object.keys(version.checksums);
  return {
    ...common,
    ETag: version.etag,
    ...(header === undefined
      ? {}
      : { ChecksumAlgorithm: algorithmOf(header), ChecksumType: version.checksumType ?? "FULL_OBJECT" }),
    Size: version.size,
    Owner,
    StorageClass: storageClassOf(version),
  };
};
