import { readFile } from "node:fs/promises";
import { zipSync } from "fflate";
import type { Clock } from "../../../cloud/clock";
import { tagsAll } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { type Asset, isAsset } from "../../../engine/values/asset";
import { filesOf } from "../../../engine/values/asset-files";
import { defaultEncryption } from "../configurations/encryption";
import { CHECKSUMS as CHECKSUM } from "../objects/checksums";
import type { ObjectStore } from "../storage/object-store";
import { type Encryption, type StoredObject, storageClassOf } from "../storage/stored-object";
import type { Tag } from "../storage/tag";

/** Its id is the key. */
export const bucketObjectType = (store: ObjectStore, clock: Clock, partition: string): ResourceType => {
  const put = async (inputs: Properties, context: ResourceContext) => {
    const [name, key] = [String(inputs.bucket), String(inputs.key)];
    const bucket = store.buckets.get(name);
    if (!bucket) throw new Error(`there is no bucket ${name}`);
    const bytes = await contentOf(inputs);
    const object = {
      key,
      // fidelity: docs: the provider's schema: binary/octet-stream where nothing is said
      contentType: String(inputs.contentType ?? "binary/octet-stream"),
      lastModified: clock.now(),
      headers: headersOf(inputs),
      checksums: checksumsOf(inputs, bytes),
      encryption: encryptionOf(inputs) ?? defaultEncryption(bucket.encryption),
      tags: tagsOf(inputs, context),
    };
    const stored = await store.put(name, object, bytes);
    return { ...inputs, ...tagsAll(inputs, context.defaultTags), ...shown(stored), ...placeOf(name, key) };
  };
  const placeOf = (bucket: string, key: string) => ({ bucket, key, arn: `arn:${partition}:s3:::${bucket}/${key}` });
  return {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    create: async (inputs, context) => ({ id: String(inputs.key), outputs: await put(inputs, context) }),
    update: (_, inputs, __, context) => put(inputs, context),
    async read(id, { bucket, key = id }) {
      const object = store.get(String(bucket), String(key));
      return object && { ...placeOf(String(bucket), String(key)), ...shown(object) };
    },
    async delete(id, { bucket, key = id }) {
      for (const version of [...store.versions(String(bucket), { from: String(key) })]) {
        if (version.key !== key) break;
        await store.remove(String(bucket), version.key, version.versionId);
      }
    },
  };
};

const HEADERS = {
  cacheControl: "cache-control",
  contentDisposition: "content-disposition",
  contentEncoding: "content-encoding",
  contentLanguage: "content-language",
} as const;

const HEADERS_OF_OWN_NAME = { storageClass: "x-amz-storage-class", websiteRedirect: "x-amz-website-redirect-location" };

const NAMED: readonly (readonly [property: string, header: string])[] = Object.entries({
  ...HEADERS,
  ...HEADERS_OF_OWN_NAME,
});

const METADATA = "x-amz-meta-";

const headersOf = (inputs: Properties): Record<string, string> => ({
  ...Object.fromEntries(
    NAMED.filter(([property]) => inputs[property] !== undefined && inputs[property] !== "STANDARD").map(
      ([property, header]) => [header, String(inputs[property])],
    ),
  ),
  ...Object.fromEntries(
    Object.entries(inputs.metadata ?? {}).map(([name, value]) => [`${METADATA}${name.toLowerCase()}`, String(value)]),
  ),
});

const encryptionOf = ({ serverSideEncryption, kmsKeyId, bucketKeyEnabled }: Properties): Encryption | undefined => {
  if (kmsKeyId === undefined && serverSideEncryption === undefined) return undefined;
  if (serverSideEncryption === "AES256") return { algorithm: "AES256" };
  return {
    algorithm: serverSideEncryption === "aws:kms:dsse" ? "aws:kms:dsse" : "aws:kms",
    keyId: kmsKeyId === undefined ? undefined : String(kmsKeyId),
    bucketKey: bucketKeyEnabled === true,
  };
};

const tagsOf = (inputs: Properties, { defaultTags }: ResourceContext): readonly Tag[] | undefined => {
  const { tagsAll: all } = tagsAll(inputs, defaultTags);
  if (all === undefined) return undefined;
  return Object.entries(all as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));
};

const CHECKSUMS = {
  checksumCrc32: "x-amz-checksum-crc32",
  checksumCrc32c: "x-amz-checksum-crc32c",
  checksumCrc64nvme: "x-amz-checksum-crc64nvme",
  checksumSha1: "x-amz-checksum-sha1",
  checksumSha256: "x-amz-checksum-sha256",
} as const;

const checksumsOf = ({ checksumAlgorithm }: Properties, bytes: Buffer): Record<string, string> => {
  const name = `x-amz-checksum-${String(checksumAlgorithm).toLowerCase()}`;
  const value = CHECKSUM[name]?.(bytes);
  return value === undefined ? {} : { [name]: value };
};

/** What the resource shows of an object. */
const shown = ({ headers, checksums, encryption, ...object }: StoredObject): Properties => {
  const named = NAMED.filter(([, header]) => headers[header] !== undefined);
  const own = Object.entries(headers).filter(([header]) => header.startsWith(METADATA));
  const kms = encryption?.algorithm.startsWith("aws:kms");
  return {
    ...Object.fromEntries(named.map(([property, header]) => [property, headers[header]])),
    ...(own.length > 0 && {
      metadata: Object.fromEntries(own.map(([header, value]) => [header.slice(METADATA.length), value])),
    }),
    etag: object.etag.replaceAll('"', ""),
    contentType: object.contentType,
    storageClass: storageClassOf({ headers }),
    serverSideEncryption: encryption?.algorithm ?? "AES256",
    ...(kms && encryption?.keyId !== undefined && { kmsKeyId: encryption.keyId }),
    ...(kms && { bucketKeyEnabled: encryption?.bucketKey === true }),
    versionId: object.versionId === "null" ? "" : object.versionId,
    ...Object.fromEntries(Object.entries(CHECKSUMS).map(([property, header]) => [property, checksums[header] ?? ""])),
    tagsAll: Object.fromEntries((object.tags ?? []).map(({ Key, Value }) => [Key, Value])),
  };
};

const contentOf = async ({ source, content, contentBase64 }: Properties): Promise<Buffer> => {
  if (typeof contentBase64 === "string") return Buffer.from(contentBase64, "base64");
  if (!isAsset(source)) return Buffer.from(typeof content === "string" ? content : "");
  if (source.uri)
    throw new Error("an object's source is a file, text or an archive of them; addresses are not emulated");
  if (source.kind === "archive") return zipped(source);
  return source.path === undefined ? Buffer.from(source.text ?? "") : readFile(source.path);
};

/** Of all files, so that the same ones make the same zip. */
const MODIFIED = "1980-01-01T00:00:00";

const zipped = (archive: Asset): Buffer => {
  const files = [...filesOf(archive, (message) => new Error(message))].sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(zipSync(Object.fromEntries(files.map(([name, bytes]) => [name, bytes])), { mtime: MODIFIED }));
};
