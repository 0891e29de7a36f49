import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { open } from "../ciphertext";
import { asked } from "../permission";
import { sealedKey } from "../sealed-key";
import { Algorithm, Context, DryRun, endDryRun, GrantTokens, KeyId, type KmsParts } from "./kms-operation";
import { materialId } from "./metadata";

export const Ciphertext = z.base64().min(1).max(8_192);

const Input = z.object({
  CiphertextBlob: Ciphertext,
  EncryptionContext: Context,
  KeyId: KeyId.optional(),
  EncryptionAlgorithm: Algorithm,
  GrantTokens,
  DryRun,
});

export const decrypt = operation(
  "Decrypt",
  Input,
  {
    action: "kms:Decrypt",
    on: ({ keys }: KmsParts, { CiphertextBlob, KeyId: named, EncryptionContext: context }, { principal }) => {
      const key = sealedKey(keys, CiphertextBlob, named);
      return resource(asked(keys, principal, "kms:Decrypt", key, { context, named }), () => keys.requireUsable(key.id));
    },
  },
  () => (input, key) => {
    const plaintext = open(key, Buffer.from(input.CiphertextBlob, "base64"), input.EncryptionContext ?? {});
    endDryRun(input.DryRun);
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString("base64"),
      EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      KeyMaterialId: materialId(key),
    };
  },
);
