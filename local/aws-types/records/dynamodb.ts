import { type AwsTypes, here } from "../aws-type";
import { dotted } from "../name-rule";
import { oneOf } from "../rule";

export const DYNAMODB: AwsTypes = {
  "aws:dynamodb/table:Table": {
    name: dotted(255, 3),
    arn: here("dynamodb", "table/"),
    limits: { billingMode: oneOf("PROVISIONED", "PAY_PER_REQUEST") },
    replaceOn: [
      "hashKey",
      "rangeKey",
      "localSecondaryIndexes",
      "importTable",
      "restoreBackupArn",
      "restoreDateTime",
      "restoreSourceName",
      "restoreSourceTableArn",
      "restoreToLatestTime",
    ],
  },
  "aws:dynamodb/tableItem:TableItem": { replaceOn: ["tableName", "hashKey", "rangeKey"] },
};
