import { read } from "../../../wire/operations/members";
import { ServiceError } from "../../../wire/service-error";
import type { ApiResponse } from "../../../wire/transport/api-request";
import { readBody } from "../configurations/schema";
import { notify } from "../notifications/notify";
import { writtenBy } from "../notifications/written";
import { ATTRIBUTE_HEADERS, attributesOf, checkKey, requireRestored } from "../objects/attributes";
import { checksumKind, checksumOfParts, requireSameChecksum } from "../objects/checksum-of-parts";
import { algorithmOf, CHECKSUMS, checksumMembers, headerOf } from "../objects/checksums";
import { requireCopyable, requireNotOvertaken, requireWritable } from "../objects/conditions";
import { COPY_SOURCE_HEADERS, copySource } from "../objects/copy-source";
import {
  CUSTOMER_KEY_HEADERS,
  customerKey,
  ENCRYPTION_HEADERS,
  encryptionHeaders,
  encryptionOf,
  requireCustomerKey,
  requireUploadKey,
  useKey,
} from "../objects/encryption";
import { COMPLETE, chosenParts, etagOfParts, requireUpload } from "../objects/multipart";
import { partNumber } from "../objects/object-part";
import { readUpload, UPLOAD_HEADERS } from "../objects/upload";
import type { S3Call } from "../s3-call";
import { invalidArgument, invalidRequest } from "../s3-errors";
import {
  arnOf,
  asked,
  emptyAnswer,
  onObject,
  requireBucket,
  type S3Operation,
  type S3Parts,
  s3Operation,
  versionHeader,
  xmlAnswer,
} from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import { etagOf } from "../storage/object-files";
import type { StoredObject } from "../storage/stored-object";
import type { MultipartUpload } from "../storage/uploads";

const useUploadKey = (services: S3Parts, call: S3Call, { object }: Pick<MultipartUpload, "object">): void => {
  const place = { bucket: arnOf(services, { ...call, key: "" }), object: arnOf(services, call) };
  if (object.encryption) useKey(services, call.request.principal, object.encryption, "kms:GenerateDataKey", place);
};

export const createMultipartUpload: S3Operation = s3Operation(
  "CreateMultipartUpload",
  {
    header: read(
      ...["x-amz-checksum-algorithm", "x-amz-checksum-type"],
      ...ATTRIBUTE_HEADERS,
      ...ENCRYPTION_HEADERS,
      ...CUSTOMER_KEY_HEADERS,
    ),
  },
  onObject("s3:PutObject", { also: { "x-amz-tagging": "s3:PutObjectTagging" } }),
  (services) => async (call, bucket) => {
    const { key, request } = call;
    checkKey(key);
    const object = { key, ...attributesOf(request.headers), encryption: encryptionOf(request.headers, bucket) };
    useUploadKey(services, call, { object });
    const kind = checksumKind(request.headers);
    const upload = await services.uploads.begin({
      bucket: call.bucket,
      initiated: services.clock.now(),
      initiator: request.principal.arn,
      object,
      before: services.store.get(call.bucket, key)?.file,
      ...kind,
    });
    return xmlAnswer(
      "InitiateMultipartUploadResult",
      { Bucket: call.bucket, Key: key, UploadId: upload.id },
      {
        ...encryptionHeaders(services, object.encryption),
        ...(kind.algorithm === undefined ? {} : { "x-amz-checksum-algorithm": kind.algorithm }),
        ...(kind.checksumType === undefined ? {} : { "x-amz-checksum-type": kind.checksumType }),
      },
    );
  },
);

export const uploadPart: S3Operation = s3Operation(
  "UploadPart",
  { header: read(...UPLOAD_HEADERS, ...CUSTOMER_KEY_HEADERS), query: read("partNumber", "uploadId") },
  onObject("s3:PutObject"),
  (services) => async (call) => {
    const number = partNumber(call.query.get("partNumber") ?? "");
    const upload = requireUpload(services, call);
    requireUploadKey(customerKey(call.request.headers, ""), upload.object.encryption);
    useUploadKey(services, call, upload);
    const { bytes, checksums } = readUpload(call.request, upload.algorithm ?? "");
    const [header] = Object.keys(checksums);
    if (upload.algorithm !== undefined && header !== undefined && algorithmOf(header) !== upload.algorithm) {
      throw invalidRequest(
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${algorithmOf(header).toLowerCase()}`,
      );
    }
    const etag = etagOf(bytes);
    await services.uploads.putPart(upload.id, {
      number,
      etag,
      size: bytes.length,
      lastModified: services.clock.now(),
      checksums,
      file: await services.store.files.write(bytes),
    });
    return emptyAnswer(200, { etag, ...checksums, ...encryptionHeaders(services, upload.object.encryption) });
  },
);

export const uploadPartCopy: S3Operation = s3Operation(
  "UploadPartCopy",
  {
    header: read("x-amz-copy-source-range", ...COPY_SOURCE_HEADERS, ...CUSTOMER_KEY_HEADERS),
    query: read("partNumber", "uploadId"),
  },
  {
    action: ["s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"],
    on: (services, call) => {
      const source = copySource(services, call);
      return {
        asked: [asked(services, call, call), source.asked],
        target: (also) => ({ upload: requireUpload(services, call), source: source.find(also) }),
      };
    },
  },
  (services) =>
    async (call, { upload, source: { object, bucket } }) => {
      const { headers } = call.request;
      const number = partNumber(call.query.get("partNumber") ?? "");
      requireCopyable(headers, object, services.clock.now());
      requireRestored(object);
      requireCustomerKey(customerKey(headers, "copy-source-"), object.encryption);
      requireUploadKey(customerKey(headers, ""), upload.object.encryption);
      useUploadKey(services, call, upload);
      const bytes = await services.store.bytes(object, copyRange(headers["x-amz-copy-source-range"], object.size));
      const etag = etagOf(bytes);
      const header = headerOf(upload.algorithm ?? "");
      const checksum = CHECKSUMS[header]?.(bytes);
      const checksums = checksum === undefined ? {} : { [header]: checksum };
      const lastModified = services.clock.now();
      await services.uploads.putPart(upload.id, {
        number,
        etag,
        size: bytes.length,
        lastModified,
        checksums,
        file: await services.store.files.write(bytes),
      });
      return xmlAnswer(
        "CopyPartResult",
        { ETag: etag, LastModified: new Date(lastModified).toISOString(), ...checksumMembers(checksums) },
        {
          ...encryptionHeaders(services, upload.object.encryption),
          ...versionHeader(bucket, object.versionId, "x-amz-copy-source-version-id"),
        },
      );
    },
);

// fidelity: docs: UploadPartCopy, x-amz-copy-source-range; observed: localstack test_upload_part_copy_range: the texts
const copyRange = (header: string | undefined, size: number) => {
  if (header === undefined) return undefined;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === undefined || first > last) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      header,
    );
  }
  if (last < size) return { first, last };
  if (first >= size) throw invalidRequest("The specified copy range is invalid for the source object size");
  const text = `Range specified is not valid for source object of size: ${size}`;
  throw invalidArgument(text, "x-amz-copy-source-range", header);
};

export const completeMultipartUpload: S3Operation = s3Operation(
  "CompleteMultipartUpload",
  {
    header: read(
      ...["if-match", "if-none-match", "x-amz-checksum-type", "x-amz-mp-object-size"],
      ...Object.keys(CHECKSUMS),
      ...CUSTOMER_KEY_HEADERS,
    ),
    query: read("uploadId"),
  },
  onObject("s3:PutObject"),
  (services) => async (call, bucket) => {
    const { store, uploads, clock } = services;
    const { headers, body } = call.request;
    // A client that heard no answer asks again.
    const done = store.get(call.bucket, call.key);
    if (done?.upload === call.query.get("uploadId") && done) return completed(services, call, bucket, done);
    const upload = requireUpload(services, call);
    const parts = chosenParts(upload, uploads.partsOf(upload.id), readBody(COMPLETE, body).Part);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const said = headers["x-amz-mp-object-size"];
    if (said !== undefined && Number(said) !== size) {
      throw invalidRequest(
        `The provided 'x-amz-mp-object-size' header value ${said} does not match what was computed: ${size}`,
      );
    }
    const { object } = upload;
    if (uploads.completing.has(upload.id)) {
      throw new ServiceError(
        "OperationAborted",
        "A conflicting conditional operation is currently in progress against this resource. Please try again.",
        409,
      );
    }
    uploads.completing.add(upload.id);
    try {
      const pieces = await Promise.all(parts.map(({ file }) => store.files.read(file)));
      const checksums = checksumOfParts(upload, parts, () => Buffer.concat(pieces));
      requireSameChecksum(headers, checksums);
      const stored = await store.put(
        call.bucket,
        {
          ...object,
          etag: etagOfParts(parts),
          upload: upload.id,
          lastModified: clock.now(),
          checksums,
          checksumType: upload.checksumType ?? "FULL_OBJECT",
          parts: Object.fromEntries(parts.map((part) => [part.number, { size: part.size, checksums: part.checksums }])),
        },
        { files: parts.map(({ file }) => file), size },
        (before) => {
          requireWritable(headers, call.key, before);
          requireNotOvertaken(headers, upload, before);
        },
      );
      await uploads.end(upload.id);
      notify(
        services,
        writtenBy(call, "ObjectCreated:CompleteMultipartUpload", "CompleteMultipartUpload", bucket, stored),
      );
      return completed(services, call, bucket, stored);
    } finally {
      uploads.completing.delete(upload.id);
    }
  },
);

const completed = (services: S3Parts, call: S3Call, bucket: Bucket, object: StoredObject): ApiResponse => {
  const { algorithm, customerKey: own } = object.encryption ?? {};
  // fidelity: observed: localstack test_s3_multipart_upload_sse, test_multipart_upload_sse_c: encrypted with a key of the
  // caller's or of KMS, its checksum is told by reading alone
  const told = own === undefined && !algorithm?.startsWith("aws:kms");
  return xmlAnswer(
    "CompleteMultipartUploadResult",
    {
      Location: `http://${call.request.headers.host ?? ""}/${call.bucket}/${encodeURIComponent(call.key)}`,
      Bucket: call.bucket,
      Key: call.key,
      ETag: object.etag,
      ...(told ? { ...checksumMembers(object.checksums), ChecksumType: object.checksumType } : {}),
    },
    { ...encryptionHeaders(services, object.encryption), ...versionHeader(bucket, object.versionId) },
  );
};

export const abortMultipartUpload: S3Operation = s3Operation(
  "AbortMultipartUpload",
  { query: read("uploadId") },
  onObject("s3:AbortMultipartUpload"),
  (services) => async (call) => {
    requireBucket(services, call);
    await services.uploads.end(requireUpload(services, call).id);
    return emptyAnswer(204);
  },
);
