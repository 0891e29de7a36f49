import { type AwsTypes, here } from "../aws-type";
import { dotted } from "../name-rule";
import { oneOf } from "../rule";

/** When the stream was made, which is only told where it is. */
const STREAM_LABEL = "2026-01-01T00:00:00.000";

export const DYNAMODB: AwsTypes = {
  "aws:dynamodb/table:Table": {
    name: dotted(255, 3),
    arn: here("dynamodb", "table/"),
    outputs: ({ inputs }, _, arn) =>
      inputs.streamEnabled === true ? { streamArn: `${arn}/stream/${STREAM_LABEL}`, streamLabel: STREAM_LABEL } : {},
    limits: { billingMode: oneOf("PROVISIONED", "PAY_PER_REQUEST") },
    defaults: { billingMode: "PROVISIONED", tableClass: "STANDARD" },
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
