import { dynamoDbOperation } from "../dynamodb-operation";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { requireTable } from "../tables/table-control";
import { namedTable, tableName } from "./table-name";

export const describeTimeToLive = dynamoDbOperation(
  "DescribeTimeToLive",
  structure("DescribeTimeToLiveInput", { TableName: required(tableName) }),
  { action: "dynamodb:DescribeTimeToLive", on: namedTable },
  (services) =>
    ({ TableName }) => {
      const { timeToLive } = requireTable(services, TableName).record;
      return {
        TimeToLiveDescription: timeToLive
          ? { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive.attribute }
          : { TimeToLiveStatus: "DISABLED" },
      };
    },
);
