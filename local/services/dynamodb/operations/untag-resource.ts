import { NO_OUTPUT } from "../../../wire/operations/operation";
import { dynamoDbOperation } from "../dynamodb-operation";
import { list } from "../input/collections";
import { text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { invalid } from "../refusals";
import { taggedTable } from "./tagged-table";

export const untagResource = dynamoDbOperation(
  "UntagResource",
  structure("UntagResourceInput", { ResourceArn: text(), TagKeys: required(list(text({ min: 1, max: 128 }))) }),
  { action: "dynamodb:UntagResource", on: taggedTable },
  ({ tables }) =>
    async ({ TagKeys }, { record }) => {
      if (TagKeys.length === 0) throw invalid("Atleast one Tag Key needs to be provided as Input.");
      const tags = Object.fromEntries(Object.entries(record.tags).filter(([key]) => !TagKeys.includes(key)));
      await tables.keep({ ...record, tags });
      return NO_OUTPUT;
    },
);
