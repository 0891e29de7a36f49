import { dynamoDbOperation } from "../dynamodb-operation";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { deleteTable as remove } from "../tables/table-control";
import { namedTable, tableName } from "./table-name";

export const deleteTable = dynamoDbOperation(
  "DeleteTable",
  structure("DeleteTableInput", { TableName: required(tableName) }),
  { action: "dynamodb:DeleteTable", on: namedTable },
  (services) =>
    async ({ TableName }) => {
      const table = await remove(services, TableName);
      return { TableDescription: services.describe(table, "DELETING") };
    },
);
