import { resource } from "../../../../wire/operations/right";
import { dynamoDbOperation } from "../../dynamodb-operation";
import { text, whole } from "../../input/plain";
import { structure } from "../../input/structure";

const MOST = 100;

export const listStreams = dynamoDbOperation(
  "ListStreams",
  structure("ListStreamsInput", {
    TableName: text({ min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" }),
    Limit: whole({ min: 1, max: MOST }),
    ExclusiveStartStreamArn: text({ min: 37, max: 1024 }),
  }),
  {
    action: "dynamodb:ListStreams",
    on: ({ tables }, { TableName = "*" }) => resource(`${tables.arn(TableName)}/stream/*`),
  },
  ({ streams }) =>
    ({ TableName, Limit = MOST, ExclusiveStartStreamArn: after = "" }) => {
      const found = streams.all().filter(({ table, arn }) => (TableName ?? table) === table && arn > after);
      const page = found.slice(0, Limit);
      return {
        Streams: page.map(({ arn, label, table }) => ({ StreamArn: arn, StreamLabel: label, TableName: table })),
        ...(found.length > Limit ? { LastEvaluatedStreamArn: page[page.length - 1]?.arn } : {}),
      };
    },
);
