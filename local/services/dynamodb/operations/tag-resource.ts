import { NO_OUTPUT } from "../../../wire/operations/operation";
import { dynamoDbOperation } from "../dynamodb-operation";
import { text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { invalid } from "../refusals";
import { tagList } from "../tables/definition-input";
import { taggedTable } from "./tagged-table";

// fidelity: docs: "Service quotas": 50 tags
const MOST = 50;

export const tagResource = dynamoDbOperation(
  "TagResource",
  structure("TagResourceInput", { ResourceArn: text(), Tags: required(tagList) }),
  { action: "dynamodb:TagResource", on: taggedTable },
  ({ tables }) =>
    async ({ Tags }, { record }) => {
      if (Tags.length === 0) throw invalid("Atleast one Tag needs to be provided as Input.");
      const tags = { ...record.tags, ...Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])) };
      if (Object.keys(tags).length > MOST) throw invalid(`The number of tags exceeds the limit of ${MOST}`);
      await tables.keep({ ...record, tags });
      return NO_OUTPUT;
    },
);
