import { randomBytes } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { seal } from "../ciphertext";
import { validation } from "../errors";
import { Context, DryRun, endDryRun, GrantTokens, KeyId, usingKey } from "./kms-operation";
import { materialId } from "./metadata";

const Input = z.object({
  KeyId,
  EncryptionContext: Context,
  NumberOfBytes: z.int().min(1).max(1_024).optional(),
  KeySpec: z.enum(["AES_256", "AES_128"]).optional(),
  GrantTokens,
  DryRun,
});

const generated = (name: "GenerateDataKey" | "GenerateDataKeyWithoutPlaintext", tells: boolean) =>
  operation(name, Input, usingKey(`kms:${name}`), () => ({ NumberOfBytes, KeySpec, ...input }, key) => {
    // fidelity: docs: GenerateDataKey: one of the two; observed: the text
    if ((NumberOfBytes === undefined) === (KeySpec === undefined)) {
      throw validation("Please specify either number of bytes or key spec.");
    }
    endDryRun(input.DryRun);
    const plaintext = randomBytes(NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32));
    return {
      CiphertextBlob: seal(key, plaintext, input.EncryptionContext ?? {}).toString("base64"),
      ...(tells ? { Plaintext: plaintext.toString("base64") } : {}),
      KeyId: key.arn,
      KeyMaterialId: materialId(key),
    };
  });

export const generateDataKey = generated("GenerateDataKey", true);
export const generateDataKeyWithoutPlaintext = generated("GenerateDataKeyWithoutPlaintext", false);
