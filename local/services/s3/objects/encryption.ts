import { createHash } from "node:crypto";
import type { Principal } from "../../../access/access";
import { ServiceError } from "../../../wire/service-error";
import { defaultEncryption } from "../configurations/encryption";
import { accessDenied, invalidArgument, invalidRequest } from "../s3-errors";
import type { S3Parts } from "../s3-operation";
import type { Bucket } from "../storage/bucket";
import type { Encryption } from "../storage/stored-object";

type Headers = Readonly<Record<string, string>>;

const SSE = "x-amz-server-side-encryption";
const CUSTOMER = `${SSE}-customer`;

export const ENCRYPTION_HEADERS = [SSE, `${SSE}-aws-kms-key-id`, `${SSE}-bucket-key-enabled`, `${SSE}-context`];
export const CUSTOMER_KEY_HEADERS = ["algorithm", "key", "key-md5"].map((name) => `${CUSTOMER}-${name}`);

/** What a writer asks for, or the bucket does by default. */
// fidelity: docs: S3 user guide, "Protecting data with server-side encryption"; observed: localstack
// test_put_object_validation_sse_c: the texts
export const encryptionOf = (headers: Headers, bucket: Bucket): Encryption => {
  const algorithm = headers[SSE];
  const keyId = headers[`${SSE}-aws-kms-key-id`];
  if (algorithm !== undefined && CUSTOMER_KEY_HEADERS.some((name) => headers[name] !== undefined)) {
    throw invalidArgument(
      "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
      SSE,
      algorithm,
    );
  }
  const customer = customerKey(headers, "");
  if (customer !== undefined) return { algorithm: "AES256", customerKey: customer };
  if (algorithm === undefined) {
    if (keyId === undefined) return defaultEncryption(bucket.encryption);
    throw invalidArgument(
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
      SSE,
      "null",
    );
  }
  if (algorithm !== "AES256" && algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") {
    throw invalidArgument("The encryption method specified is not supported", SSE, algorithm);
  }
  if (algorithm === "AES256") {
    if (keyId === undefined) return { algorithm };
    throw invalidArgument(
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
      SSE,
      algorithm,
    );
  }
  const bucketKey = headers[`${SSE}-bucket-key-enabled`];
  return {
    algorithm,
    keyId: keyId ?? defaultEncryption(bucket.encryption).keyId,
    bucketKey: bucketKey === undefined ? defaultEncryption(bucket.encryption).bucketKey : bucketKey === "true",
  };
};

/** The digest of a key that the caller keeps, where the caller sends one. `source`: of the source of a copy. */
export const customerKey = (headers: Headers, source: "" | "copy-source-"): string | undefined => {
  const of = (name: string) => headers[`x-amz-${source}server-side-encryption-customer-${name}`];
  const [algorithm, key, md5] = [of("algorithm"), of("key"), of("key-md5")];
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined;
  const missing = (what: string) =>
    invalidArgument(`Requests specifying Server Side Encryption with Customer provided keys must provide ${what}`, SSE);
  if (algorithm === undefined) throw missing("a valid encryption algorithm.");
  if (algorithm !== "AES256") {
    throw new ServiceError(
      "InvalidEncryptionAlgorithmError",
      "The Encryption request you specified is not valid. Supported value: AES256.",
      400,
      { ArgumentName: SSE, ArgumentValue: algorithm },
    );
  }
  if (key === undefined) throw missing("an appropriate secret key.");
  const bytes = Buffer.from(key, "base64");
  if (md5 === undefined || bytes.length !== 32) {
    throw invalidArgument("The secret key was invalid for the specified algorithm.", SSE);
  }
  if (createHash("md5").update(bytes).digest("base64") !== md5) {
    throw invalidArgument("The calculated MD5 hash of the key did not match the hash that was provided.", SSE);
  }
  return md5;
};

/** Whoever reads what was encrypted with a key of the caller needs it again. */
export const requireCustomerKey = (given: string | undefined, { customerKey: own }: Partial<Encryption> = {}): void => {
  if (given === own) return;
  if (own === undefined) {
    throw invalidRequest("The encryption parameters are not applicable to this object.");
  }
  if (given === undefined) {
    throw invalidRequest(
      "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
    );
  }
  throw accessDenied(
    "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.",
  );
};

/** A part is encrypted as its upload says. */
// fidelity: observed: localstack test_multipart_upload_sse_c_validation
export const requireUploadKey = (given: string | undefined, { customerKey: own }: Partial<Encryption> = {}): void => {
  if (given === own) return;
  throw invalidRequest(
    given === undefined || own === undefined
      ? "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters."
      : "The provided encryption parameters did not match the ones used originally.",
  );
};

/** What answers tell of it. */
export const encryptionHeaders = (
  services: Pick<S3Parts, "cloud">,
  encryption?: Encryption,
): Record<string, string> => {
  const { algorithm, bucketKey, customerKey: md5 } = encryption ?? { algorithm: "AES256" as const };
  if (md5 !== undefined) return { [`${CUSTOMER}-algorithm`]: "AES256", [`${CUSTOMER}-key-md5`]: md5 };
  if (algorithm === "AES256") return { [SSE]: algorithm };
  return {
    [SSE]: algorithm,
    [`${SSE}-aws-kms-key-id`]: services.cloud.directory.kms.arnOf(encryption?.keyId ?? "alias/aws/s3"),
    ...(bucketKey ? { [`${SSE}-bucket-key-enabled`]: "true" } : {}),
  };
};

// fidelity: docs: S3 API reference, list of error codes: those of KMS
const CODES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  AccessDeniedException: ["AccessDenied", 403],
  DisabledException: ["KMS.DisabledException", 400],
  KMSInvalidStateException: ["KMS.KMSInvalidStateException", 400],
  NotFoundException: ["KMS.NotFoundException", 400],
};

/** Asks for the use of an object's key in the name of who writes or reads it. Keys that AWS manages ask nothing. */
// fidelity: docs: S3 user guide, "Using server-side encryption with AWS KMS keys": kms:GenerateDataKey to write, kms:Decrypt to read
export const useKey = (
  { cloud }: Pick<S3Parts, "cloud">,
  principal: Principal,
  { keyId, bucketKey }: Encryption,
  action: "kms:GenerateDataKey" | "kms:Decrypt",
  { bucket, object }: { readonly bucket: string; readonly object: string },
): void => {
  if (keyId === undefined) return;
  const context = { "aws:s3:arn": bucketKey ? bucket : object };
  try {
    cloud.directory.kms.use({ key: keyId, actions: [action], principal, via: "s3", context });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const [code, status] = CODES[error.code] ?? [error.code, 400];
    throw new ServiceError(code, error.message, status);
  }
};
