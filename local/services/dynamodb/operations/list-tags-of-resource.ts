import { dynamoDbOperation } from "../dynamodb-operation";
import { text } from "../input/plain";
import { structure } from "../input/structure";
import { taggedTable } from "./tagged-table";

/** All at once: there are 50 at most. */
export const listTagsOfResource = dynamoDbOperation(
  "ListTagsOfResource",
  structure("ListTagsOfResourceInput", { ResourceArn: text(), NextToken: text() }),
  { action: "dynamodb:ListTagsOfResource", on: taggedTable },
  () =>
    (_, { record }) => ({ Tags: Object.entries(record.tags).map(([Key, Value]) => ({ Key, Value })) }),
);
