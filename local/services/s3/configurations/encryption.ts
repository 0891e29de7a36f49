import * as z from "zod";
import { invalidArgument } from "../s3-errors";
import type { Encryption } from "../storage/stored-object";
import { type Configuration, element, flag, items, text } from "./schema";

const schema = element({
  Rule: items(
    element({
      ApplyServerSideEncryptionByDefault: element({
        SSEAlgorithm: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]),
        KMSMasterKeyID: text.optional(),
      }).optional(),
      BucketKeyEnabled: flag.optional(),
      BlockedEncryptionTypes: element({ EncryptionType: items(z.enum(["NONE", "SSE-C"])) }).optional(),
    }),
  ).refine((rules) => rules.length === 1),
});

export type BucketEncryption = z.infer<typeof schema>;

export const ENCRYPTION: Configuration<BucketEncryption> = {
  schema,
  check({ Rule }) {
    for (const { ApplyServerSideEncryptionByDefault: applied } of Rule) {
      if (applied?.SSEAlgorithm !== "AES256" || applied.KMSMasterKeyID === undefined) continue;
      // fidelity: observed: localstack test_s3_bucket_encryption_sse_s3
      throw invalidArgument(
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        "ApplyServerSideEncryptionByDefault",
      );
    }
  },
};

/** fidelity: docs: S3 user guide, "Setting default server-side encryption behavior": SSE-S3 since January 2023 */
export const DEFAULT_ENCRYPTION: BucketEncryption = {
  Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

/** How a bucket encrypts an object of which nothing is said. */
export const defaultEncryption = ({ Rule: [rule] }: BucketEncryption = DEFAULT_ENCRYPTION): Encryption => {
  const { SSEAlgorithm: algorithm = "AES256", KMSMasterKeyID: keyId } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  return algorithm === "AES256" ? { algorithm } : { algorithm, keyId, bucketKey: rule?.BucketKeyEnabled };
};
