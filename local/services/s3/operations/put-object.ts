import { read } from "../../../wire/operations/members";
import { notify } from "../notifications/notify";
import { writtenBy } from "../notifications/written";
import { ATTRIBUTE_HEADERS, attributesOf, checkKey } from "../objects/attributes";
import { requireWritable } from "../objects/conditions";
import {
  CUSTOMER_KEY_HEADERS,
  ENCRYPTION_HEADERS,
  encryptionHeaders,
  encryptionOf,
  useKey,
} from "../objects/encryption";
import { readUpload, UPLOAD_HEADERS } from "../objects/upload";
import { arnOf, emptyAnswer, onObject, type S3Operation, s3Operation, writtenVersion } from "../s3-operation";

const MEMBERS = {
  header: read(
    ...["if-match", "if-none-match"],
    ...ATTRIBUTE_HEADERS,
    ...UPLOAD_HEADERS,
    ...ENCRYPTION_HEADERS,
    ...CUSTOMER_KEY_HEADERS,
  ),
};

export const putObject: S3Operation = s3Operation(
  "PutObject",
  MEMBERS,
  onObject("s3:PutObject", { also: { "x-amz-tagging": "s3:PutObjectTagging" } }),
  (services) => async (call, bucket) => {
    const { key, request } = call;
    const { headers, principal } = request;
    checkKey(key);
    const attributes = attributesOf(headers);
    const encryption = encryptionOf(headers, bucket);
    const place = { bucket: arnOf(services, { ...call, key: "" }), object: arnOf(services, call) };
    useKey(services, principal, encryption, "kms:GenerateDataKey", place);
    const { bytes, checksums } = readUpload(request);
    const stored = await services.store.put(
      call.bucket,
      { key, lastModified: services.clock.now(), ...attributes, checksums, encryption },
      bytes,
      (before) => requireWritable(headers, key, before),
    );
    notify(services, writtenBy(call, "ObjectCreated:Put", "PutObject", bucket, stored));
    return emptyAnswer(200, {
      etag: stored.etag,
      ...checksums,
      "x-amz-checksum-type": "FULL_OBJECT",
      ...encryptionHeaders(services, encryption),
      ...writtenVersion(bucket, stored.versionId),
    });
  },
);
