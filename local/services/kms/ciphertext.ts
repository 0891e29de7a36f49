import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { invalidCiphertext } from "./errors";
import type { EncryptionContext, KeyRecord } from "./key-record";

/** First byte of what this cloud makes, so that anything else is told apart. */
const FORMAT = 1;
const HEAD_BYTES = 1 + 16 + 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A ciphertext that says which key it is of, as AWS's do: format, id of the key, number of its material, then
 * AES-256-GCM. fidelity: guess: AWS does not tell what its blobs hold
 */
export const seal = (key: KeyRecord, plaintext: Buffer, context: EncryptionContext): Buffer => {
  const material = key.materials.length - 1;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", materialOf(key, material), iv).setAAD(bound(key.arn, context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([
    Buffer.from([FORMAT]),
    idBytes(key.id),
    Buffer.from([material]),
    iv,
    cipher.getAuthTag(),
    sealed,
  ]);
};

/** The id of the key that a blob is of. @throws {ServiceError} for what is no blob of this cloud */
export const sealedBy = (blob: Buffer): string => {
  if (blob.length < HEAD_BYTES + IV_BYTES + TAG_BYTES || blob[0] !== FORMAT) throw invalidCiphertext();
  const hex = blob.subarray(1, 17).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/** @throws {ServiceError} for a blob that was changed, and for another context than it was made with */
export const open = (key: KeyRecord, blob: Buffer, context: EncryptionContext): Buffer => {
  const iv = blob.subarray(HEAD_BYTES, HEAD_BYTES + IV_BYTES);
  const tag = blob.subarray(HEAD_BYTES + IV_BYTES, HEAD_BYTES + IV_BYTES + TAG_BYTES);
  const material = blob[HEAD_BYTES - 1] ?? 0;
  if (material >= key.materials.length) throw invalidCiphertext();
  try {
    const decipher = createDecipheriv("aes-256-gcm", materialOf(key, material), iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(bound(key.arn, context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(blob.subarray(HEAD_BYTES + IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
};

const materialOf = (key: KeyRecord, index: number): Buffer => Buffer.from(key.materials[index] ?? "", "base64");

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

/** The same for the same pairs in whatever order. */
const bound = (arn: string, context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify([arn, Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))]));
