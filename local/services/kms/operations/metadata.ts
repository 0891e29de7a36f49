import { createHash } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import type { KeyRecord } from "../key-record";

const stateOf = (key: KeyRecord): string =>
  key.deletionAt !== undefined ? "PendingDeletion" : key.enabled ? "Enabled" : "Disabled";

/** What CreateKey and DescribeKey tell. */
export const metadata = (key: KeyRecord, { account }: Pick<Cloud, "account">) => ({
  AWSAccountId: account,
  KeyId: key.id,
  Arn: key.arn,
  CreationDate: key.createdAt / 1000,
  Enabled: key.enabled,
  Description: key.description,
  KeyUsage: "ENCRYPT_DECRYPT",
  KeyState: stateOf(key),
  ...(key.deletionAt === undefined ? {} : { DeletionDate: key.deletionAt / 1000 }),
  Origin: "AWS_KMS",
  KeyManager: "CUSTOMER",
  CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
  KeySpec: "SYMMETRIC_DEFAULT",
  EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
  MultiRegion: key.multiRegion,
  CurrentKeyMaterialId: materialId(key),
});

/** Tells one material from another and nothing of it. */
export const materialId = ({ materials }: KeyRecord): string =>
  createHash("sha256")
    .update(`id of ${materials.at(-1)}`)
    .digest("hex");
