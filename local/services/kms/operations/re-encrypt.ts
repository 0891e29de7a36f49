import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { open, seal } from "../ciphertext";
import { asked } from "../permission";
import { sealedKey } from "../sealed-key";
import { Ciphertext } from "./decrypt";
import { Algorithm, Context, DryRun, endDryRun, GrantTokens, KeyId, type KmsParts } from "./kms-operation";

const FROM = "kms:ReEncryptFrom";
const TO = "kms:ReEncryptTo";

const Input = z.object({
  CiphertextBlob: Ciphertext,
  SourceEncryptionContext: Context,
  SourceKeyId: KeyId.optional(),
  DestinationKeyId: KeyId,
  DestinationEncryptionContext: Context,
  SourceEncryptionAlgorithm: Algorithm,
  DestinationEncryptionAlgorithm: Algorithm,
  GrantTokens,
  DryRun,
});

/** Both keys are asked for, each for its half. */
export const reEncrypt = operation(
  "ReEncrypt",
  Input,
  {
    action: [FROM, TO],
    on: ({ keys }: KmsParts, input, { principal }) => {
      const from = sealedKey(keys, input.CiphertextBlob, input.SourceKeyId);
      const to = keys.require(input.DestinationKeyId);
      return {
        asked: [
          asked(keys, principal, FROM, from, { context: input.SourceEncryptionContext, named: input.SourceKeyId }),
          asked(keys, principal, TO, to, {
            context: input.DestinationEncryptionContext,
            named: input.DestinationKeyId,
          }),
        ],
        target: () => ({ from: keys.requireUsable(from.id), to: keys.requireUsable(to.id) }),
      };
    },
  },
  () =>
    (input, { from, to }) => {
      const blob = Buffer.from(input.CiphertextBlob, "base64");
      const plaintext = open(from, blob, input.SourceEncryptionContext ?? {});
      endDryRun(input.DryRun);
      return {
        CiphertextBlob: seal(to, plaintext, input.DestinationEncryptionContext ?? {}).toString("base64"),
        SourceKeyId: from.arn,
        KeyId: to.arn,
        SourceEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
        DestinationEncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      };
    },
);
