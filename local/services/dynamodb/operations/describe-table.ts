import { dynamoDbOperation } from "../dynamodb-operation";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { requireTable } from "../tables/table-control";
import { namedTable, tableName } from "./table-name";

export const describeTable = dynamoDbOperation(
  "DescribeTable",
  structure("DescribeTableInput", { TableName: required(tableName) }),
  { action: "dynamodb:DescribeTable", on: namedTable },
  (services) =>
    ({ TableName }) => {
      const table = requireTable(services, TableName);
      return { Table: services.describe(table) };
    },
);
