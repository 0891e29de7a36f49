/** What a writer may ask of an object here, since it is so anyway. */
// fidelity: docs: S3 user guide: buckets that enforce their owner's ownership, encryption with S3's own keys by default
export const PRIVATE_OBJECT = {
  "x-amz-acl": ["private", "bucket-owner-full-control", "bucket-owner-read"],
  "x-amz-server-side-encryption": ["AES256"],
  "x-amz-request-payer": ["requester"],
} as const;
