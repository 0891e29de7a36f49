import { type AwsTypes, LOWER, uuid } from "../aws-type";
import { between } from "../rule";

export const KMS: AwsTypes = {
  "aws:kms/key:Key": {
    id: uuid,
    arn: ({ region, account }, id) => `kms:${region}:${account}:key/${id}`,
    outputs: (_, id) => ({ keyId: id }),
    limits: { deletionWindowInDays: between(7, 30), rotationPeriodInDays: between(90, 2_560) },
    defaults: { isEnabled: true, keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "SYMMETRIC_DEFAULT" },
    replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    setByOthers: ["policy"],
  },
  "aws:kms/alias:Alias": {
    name: {
      max: 256,
      beginning: "alias/",
      pattern: /^alias\/[A-Za-z0-9/_-]+$/,
      allowed: '"alias/" and letters, digits and /_-',
    },
    arn: ({ region, account, name }) => `kms:${region}:${account}:${name}`,
    outputs: ({ inputs, region, account }) => {
      const key = String(inputs.targetKeyId);
      return { targetKeyArn: key.startsWith("arn:") ? key : `arn:aws:kms:${region}:${account}:key/${key}` };
    },
    replaceOn: [],
  },
  "aws:kms/grant:Grant": {
    id: ({ inputs, digits }) => `${inputs.keyId}:${digits(64, "0123456789abcdef")}`,
    outputs: (subject, id) => ({ grantId: id.replace(/^.*:/, ""), grantToken: subject.digits(128, LOWER) }),
    replaceOn: [
      "constraints",
      "grantCreationTokens",
      "granteePrincipal",
      "keyId",
      "name",
      "operations",
      "retireOnDelete",
      "retiringPrincipal",
    ],
  },
};
