import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { checkPolicy } from "../key-policy";
import { type KmsParts, Tags, tagsOf } from "./kms-operation";
import { metadata } from "./metadata";

const Input = z.object({
  Policy: z.string().min(1).max(131_072).optional(),
  Description: z.string().max(8_192).default(""),
  KeyUsage: withoutEffect("ENCRYPT_DECRYPT"),
  CustomerMasterKeySpec: withoutEffect("SYMMETRIC_DEFAULT"),
  KeySpec: withoutEffect("SYMMETRIC_DEFAULT"),
  Origin: withoutEffect("AWS_KMS"),
  BypassPolicyLockoutSafetyCheck: z.boolean().default(false),
  Tags: Tags.default([]),
  MultiRegion: z.boolean().default(false),
});

export const createKey = operation(
  "CreateKey",
  Input,
  { action: "kms:CreateKey", on: (_: KmsParts) => resource("*") },
  ({ keys, cloud }) =>
    async ({ Policy: policy, BypassPolicyLockoutSafetyCheck: bypass, ...input }, _, { principal }) => {
      if (policy !== undefined) checkPolicy(policy, { principal, bypass, access: cloud.access });
      const key = await keys.create({
        description: input.Description,
        multiRegion: input.MultiRegion,
        tags: tagsOf(input.Tags),
        ...(policy === undefined ? {} : { policy }),
      });
      return { KeyMetadata: metadata(key, cloud) };
    },
);
