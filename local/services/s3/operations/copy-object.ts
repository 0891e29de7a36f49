import { read } from "../../../wire/operations/members";
import type { Subject } from "../../../wire/operations/right";
import { notify } from "../notifications/notify";
import { writtenBy } from "../notifications/written";
import { ATTRIBUTE_HEADERS, attributesOf, checkKey, requireRestored } from "../objects/attributes";
import { CHECKSUMS, checksumMembers, headerOf } from "../objects/checksums";
import { requireCopyable, requireWritable } from "../objects/conditions";
import { COPY_SOURCE_HEADERS, type CopySource, copySource } from "../objects/copy-source";
import {
  CUSTOMER_KEY_HEADERS,
  customerKey,
  ENCRYPTION_HEADERS,
  encryptionHeaders,
  encryptionOf,
  requireCustomerKey,
  useKey,
} from "../objects/encryption";
import type { S3Call } from "../s3-call";
import { invalidArgument, invalidRequest } from "../s3-errors";
import {
  arnOf,
  asked,
  requireBucket,
  type S3Operation,
  type S3Parts,
  s3Operation,
  versionHeader,
  xmlAnswer,
} from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { StoredObject } from "../storage/stored-object";

const MEMBERS = {
  header: read(
    ...["if-match", "if-none-match", "x-amz-checksum-algorithm", "x-amz-metadata-directive", "x-amz-tagging-directive"],
    ...ATTRIBUTE_HEADERS,
    ...COPY_SOURCE_HEADERS,
    ...ENCRYPTION_HEADERS,
    ...CUSTOMER_KEY_HEADERS,
  ),
};

/** The object that is written; then the one that is read. */
const places = (services: S3Parts, call: S3Call): Subject<CopySource> => {
  const source = copySource(services, call);
  return {
    asked: [asked(services, call, call), source.asked],
    target: (also) => {
      requireBucket(services, call);
      return source.find(also);
    },
  };
};

export const copyObject: S3Operation = s3Operation(
  "CopyObject",
  MEMBERS,
  { action: ["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"], on: places },
  (services) =>
    async (call, { place, object: found, bucket: from }) => {
      const { key, request } = call;
      const { headers, principal } = request;
      const bucket = requireBucket(services, call);
      checkKey(key);
      requireCopyable(headers, found, services.clock.now());
      requireRestored(found);
      requireCustomerKey(customerKey(headers, "copy-source-"), found.encryption);
      const attributes = attributesOf(headers);
      const replaced = directive(headers, "x-amz-metadata-directive") === "REPLACE";
      const tagged = directive(headers, "x-amz-tagging-directive") === "REPLACE";
      if (place.bucket === call.bucket && place.key === key) requireChange(headers, found, bucket);
      const encryption = encryptionOf(headers, bucket);
      if (found.encryption) {
        const [bucketArn, object] = [{ ...place, key: "" }, place].map((each) => arnOf(services, each));
        useKey(services, principal, found.encryption, "kms:Decrypt", { bucket: bucketArn ?? "", object: object ?? "" });
      }
      useKey(services, principal, encryption, "kms:GenerateDataKey", {
        bucket: arnOf(services, { ...call, key: "" }),
        object: arnOf(services, call),
      });
      const bytes = await services.store.bytes(found);
      const stored = await services.store.put(
        call.bucket,
        {
          key,
          lastModified: services.clock.now(),
          contentType: replaced ? attributes.contentType : found.contentType,
          headers: replaced ? attributes.headers : { ...copied(found), ...own(attributes.headers) },
          tags: tagged ? attributes.tags : found.tags,
          checksums: checksumsOf(headers["x-amz-checksum-algorithm"], found, bytes),
          encryption,
        },
        bytes,
        (before) => requireWritable(headers, key, before),
      );
      notify(services, writtenBy(call, "ObjectCreated:Copy", "CopyObject", bucket, stored));
      return xmlAnswer(
        "CopyObjectResult",
        {
          LastModified: new Date(stored.lastModified).toISOString(),
          ETag: stored.etag,
          ...checksumMembers(stored.checksums),
          ChecksumType: "FULL_OBJECT",
        },
        {
          ...encryptionHeaders(services, encryption),
          // fidelity: observed: localstack test_s3_copy_object_in_place_suspended_only
          ...(found.versionId === "null" ? {} : versionHeader(from, found.versionId, "x-amz-copy-source-version-id")),
          ...versionHeader(bucket, stored.versionId),
        },
      );
    },
);

const directive = (headers: S3Call["request"]["headers"], name: string): string => {
  const value = headers[name] ?? "COPY";
  if (value === "COPY" || value === "REPLACE") return value;
  const what = name === "x-amz-metadata-directive" ? "Unknown metadata directive." : "Unknown tagging directive.";
  throw invalidArgument(what, name, value);
};

/** What an object keeps of its own: not its class, nor where a website leads for it. */
// fidelity: docs: CopyObject: storage class and redirect are not copied
const OWN = ["x-amz-storage-class", "x-amz-website-redirect-location"];

const copied = ({ headers }: StoredObject) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.includes(name)));

const own = (headers: StoredObject["headers"]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => OWN.includes(name)));

// fidelity: docs: CopyObject; observed: localstack test_copy_in_place_with_bucket_encryption, test_s3_copy_object_in_place_with_encryption:
// a bucket that encrypts by a configuration, and what another key encrypts, count as a change
const requireChange = (headers: S3Call["request"]["headers"], found: StoredObject, bucket: Bucket): void => {
  const changes = [
    "x-amz-storage-class",
    "x-amz-website-redirect-location",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-checksum-algorithm",
  ];
  if (headers["x-amz-metadata-directive"] === "REPLACE" || changes.some((name) => headers[name] !== undefined)) return;
  if (bucket.encryption !== undefined || found.encryption?.algorithm.startsWith("aws:kms")) return;
  // An older version becomes the newest one.
  if (bucket.versioning !== undefined && /[?&]versionId=/.test(headers["x-amz-copy-source"] ?? "") && found.versionId)
    return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
};

const checksumsOf = (algorithm: string | undefined, found: StoredObject, bytes: Buffer): Record<string, string> => {
  const [known] = Object.keys(found.checksums);
  const header = algorithm === undefined ? (known ?? headerOf("CRC64NVME")) : headerOf(algorithm);
  const value = CHECKSUMS[header]?.(bytes);
  return value === undefined ? {} : { [header]: value };
};
