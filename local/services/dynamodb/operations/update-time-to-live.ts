import { dynamoDbOperation } from "../dynamodb-operation";
import { flag, text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { changeTimeToLive } from "../tables/time-to-live";
import { namedTable, tableName } from "./table-name";

export const updateTimeToLive = dynamoDbOperation(
  "UpdateTimeToLive",
  structure("UpdateTimeToLiveInput", {
    TableName: required(tableName),
    TimeToLiveSpecification: required(
      structure("TimeToLiveSpecification", {
        Enabled: required(flag),
        AttributeName: required(text({ min: 1, max: 255 })),
      }),
    ),
  }),
  { action: "dynamodb:UpdateTimeToLive", on: namedTable },
  (services) =>
    async ({ TableName, TimeToLiveSpecification }) => {
      await changeTimeToLive(services, TableName, TimeToLiveSpecification);
      return { TimeToLiveSpecification };
    },
);
