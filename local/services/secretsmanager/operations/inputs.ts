import * as z from "zod";
import { eitherValue, invalidParameter, invalidRequest } from "../errors";
import type { Replica, SecretValue } from "../secret-record";

// fidelity: docs: API reference, lengths and numbers of the members

export const SecretId = z.string().min(1).max(2_048);
export const KmsKeyId = z.string().max(2_048);
export const Description = z.string().max(2_048);
export const Stage = z.string().min(1).max(256);

export const Tags = z.array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256).default("") }));

export const tagsOf = (tags: z.output<typeof Tags>): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

export const MAX_VALUE_BYTES = 65_536;

const withinLimit = (value: string, encoding: BufferEncoding): boolean =>
  Buffer.byteLength(value, encoding) <= MAX_VALUE_BYTES;

const error = `Member must have length less than or equal to ${MAX_VALUE_BYTES}`;

export const VALUE = {
  SecretString: z
    .string()
    .min(1)
    .refine((value) => withinLimit(value, "utf8"), { error })
    .optional(),
  SecretBinary: z
    .base64()
    .min(1)
    .refine((value) => withinLimit(value, "base64"), { error })
    .optional(),
};

interface ValueInput {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

/** What a call brings. @throws {ServiceError} for both kinds at once */
export const valueIn = ({ SecretString: text, SecretBinary: binary }: ValueInput): SecretValue => {
  if (text !== undefined && binary !== undefined) throw invalidParameter(eitherValue);
  return { text, binary };
};

/** SDKs make one where the caller gives none. */
export const Token = z.string().optional();

/**
 * The token of a call that makes a version, whose id it becomes.
 * fidelity: observed: LocalStack's tests without one; docs: moto's of its length
 * @throws {ServiceError}
 */
export const tokenOf = (token: string | undefined, missing = invalidRequest): string => {
  if (token === undefined) {
    throw missing("You must provide a ClientRequestToken value. We recommend a UUID-type value.");
  }
  if (token.length < 32 || token.length > 64) {
    throw invalidParameter("ClientRequestToken must be 32-64 characters long.");
  }
  return token;
};

export const Replicas = z
  .array(
    z.object({
      Region: z
        .string()
        .max(128)
        .regex(/^([a-z]+-)+\d+$/),
      KmsKeyId: KmsKeyId.optional(),
    }),
  )
  .min(1);

/** @throws {ServiceError} */
export const replicasOf = (replicas: z.output<typeof Replicas>, ownRegion: string): Replica[] =>
  replicas.map(({ Region: region, KmsKeyId: kmsKeyId }) => {
    if (region === ownRegion) throw invalidParameter("Invalid replica region.");
    return { region, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) };
  });
