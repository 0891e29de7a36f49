import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { seal } from "../ciphertext";
import { Algorithm, Context, DryRun, endDryRun, GrantTokens, KeyId, usingKey } from "./kms-operation";

/** fidelity: observed: Encrypt takes 4,096 bytes */
export const Plaintext = z
  .base64()
  .min(1)
  .refine((text) => Buffer.byteLength(text, "base64") <= 4_096, {
    error: "Member must have length less than or equal to 4096",
  });

const Input = z.object({
  KeyId,
  Plaintext,
  EncryptionContext: Context,
  EncryptionAlgorithm: Algorithm,
  GrantTokens,
  DryRun,
});

export const encrypt = operation("Encrypt", Input, usingKey("kms:Encrypt"), () => (input, key) => {
  endDryRun(input.DryRun);
  const sealed = seal(key, Buffer.from(input.Plaintext, "base64"), input.EncryptionContext ?? {});
  return {
    CiphertextBlob: sealed.toString("base64"),
    KeyId: key.arn,
    EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
  };
});
