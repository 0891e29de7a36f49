import { dynamoDbOperation } from "../dynamodb-operation";
import { text, whole } from "../input/plain";
import { structure } from "../input/structure";
import { allTables } from "./table-name";

const MOST = 100;

export const listTables = dynamoDbOperation(
  "ListTables",
  structure("ListTablesInput", {
    ExclusiveStartTableName: text({ min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" }),
    Limit: whole({ min: 1, max: MOST }),
  }),
  { action: "dynamodb:ListTables", on: allTables },
  ({ tables }) =>
    ({ ExclusiveStartTableName: start = "", Limit = MOST }) => {
      const names = tables.names().filter((name) => name > start);
      const page = names.slice(0, Limit);
      return { TableNames: page, ...(names.length > Limit ? { LastEvaluatedTableName: page[page.length - 1] } : {}) };
    },
);
