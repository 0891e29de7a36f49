import { type AwsTypes, uuid } from "../aws-type";
import { between } from "../rule";

export const KMS: AwsTypes = {
  "aws:kms/key:Key": {
    id: uuid,
    arn: ({ region, account }, id) => `kms:${region}:${account}:key/${id}`,
    outputs: (_, id) => ({ keyId: id }),
    limits: { deletionWindowInDays: between(7, 30), rotationPeriodInDays: between(90, 2_560) },
    replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
};
