import { read } from "../../../wire/operations/members";
import { aclNotSupported, checkAcl } from "../objects/attributes";
import { onVersion } from "../objects/on-version";
import {
  emptyAnswer,
  onBucket,
  ownerOf,
  requireBucket,
  type S3Operation,
  type S3Parts,
  s3Operation,
  versionHeader,
  xmlAnswer,
} from "../s3-operation";

const GRANTS = read(
  "x-amz-acl",
  ...["full-control", "read", "read-acp", "write", "write-acp"].map((name) => `x-amz-grant-${name}`),
);

/** The owner of a bucket owns its objects, and alone has rights by list. */
// fidelity: docs: S3 user guide, "Controlling ownership of objects and disabling ACLs for your bucket"
const ownersList = (services: S3Parts): string => {
  const { ID } = ownerOf(services);
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${ID}</ID></Grantee>`;
  return `<Owner><ID>${ID}</ID></Owner><AccessControlList><Grant>${grantee}<Permission>FULL_CONTROL</Permission></Grant></AccessControlList>`;
};

const aclAnswer = (services: S3Parts, headers = {}) => {
  const empty = xmlAnswer("AccessControlPolicy", {}, headers);
  return { ...empty, body: String(empty.body).replace("></", `>${ownersList(services)}</`) };
};

export const getBucketAcl: S3Operation = s3Operation(
  "GetBucketAcl",
  {},
  onBucket("s3:GetBucketAcl"),
  (services) => () => aclAnswer(services),
);

export const putBucketAcl: S3Operation = s3Operation(
  "PutBucketAcl",
  { header: GRANTS },
  onBucket("s3:PutBucketAcl"),
  () =>
    ({ request }) => {
      if (request.body.length > 0 || request.headers["x-amz-acl"] === undefined) throw aclNotSupported();
      checkAcl(request.headers);
      return emptyAnswer();
    },
);

export const getObjectAcl: S3Operation = s3Operation(
  "GetObjectAcl",
  { query: read("versionId") },
  onVersion(["s3:GetObjectAcl"], ["s3:GetObjectVersionAcl"]),
  (services) => (call, object) => aclAnswer(services, versionHeader(requireBucket(services, call), object.versionId)),
);

export const putObjectAcl: S3Operation = s3Operation(
  "PutObjectAcl",
  { header: GRANTS, query: read("versionId") },
  onVersion(["s3:PutObjectAcl"], ["s3:PutObjectVersionAcl"], "refused"),
  () =>
    ({ request }) => {
      if (request.body.length > 0 || request.headers["x-amz-acl"] === undefined) throw aclNotSupported();
      checkAcl(request.headers);
      return emptyAnswer();
    },
);
