import * as z from "zod";
import { type Configuration, element, flag, items } from "./schema";

const Blocked = element({
  BlockPublicAcls: flag.default(false),
  IgnorePublicAcls: flag.default(false),
  BlockPublicPolicy: flag.default(false),
  RestrictPublicBuckets: flag.default(false),
});

export type PublicAccessBlock = z.infer<typeof Blocked>;

export const PUBLIC_ACCESS_BLOCK: Configuration<PublicAccessBlock> = { schema: Blocked };

const Ownership = element({
  Rule: items(
    element({ ObjectOwnership: z.enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]) }),
  ).refine((rules) => rules.length === 1),
});

export type OwnershipControls = z.infer<typeof Ownership>;

export const OWNERSHIP: Configuration<OwnershipControls> = { schema: Ownership };

/** fidelity: docs: S3 user guide, "Blocking public access": the settings of new buckets since April 2023 */
export const NEW_BUCKET = {
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  ownership: { Rule: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
} as const satisfies { publicAccessBlock: PublicAccessBlock; ownership: OwnershipControls };
