import { dynamoDbOperation } from "../dynamodb-operation";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { describeRecovery } from "../tables/recovery";
import { requireBackedUp } from "../tables/table-control";
import { namedTable, tableName } from "./table-name";

export const describeContinuousBackups = dynamoDbOperation(
  "DescribeContinuousBackups",
  structure("DescribeContinuousBackupsInput", { TableName: required(tableName) }),
  { action: "dynamodb:DescribeContinuousBackups", on: namedTable },
  (services) =>
    ({ TableName }) => {
      const { record } = requireBackedUp(services, TableName);
      return { ContinuousBackupsDescription: describeRecovery(record, services.clock.now()) };
    },
);
