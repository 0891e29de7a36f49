import { dynamoDbOperation } from "../dynamodb-operation";
import { flag, whole } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { describeRecovery } from "../tables/recovery";
import { requireBackedUp } from "../tables/table-control";
import { namedTable, tableName } from "./table-name";

const MOST_DAYS = 35;

/** Noted and told; nothing can be restored here. */
export const updateContinuousBackups = dynamoDbOperation(
  "UpdateContinuousBackups",
  structure("UpdateContinuousBackupsInput", {
    TableName: required(tableName),
    PointInTimeRecoverySpecification: required(
      structure("PointInTimeRecoverySpecification", {
        PointInTimeRecoveryEnabled: required(flag),
        RecoveryPeriodInDays: whole({ min: 1, max: MOST_DAYS }),
      }),
    ),
  }),
  { action: "dynamodb:UpdateContinuousBackups", on: namedTable },
  (services) =>
    async ({ TableName, PointInTimeRecoverySpecification: specification }) => {
      const now = services.clock.now();
      const { recovery: before, ...rest } = requireBackedUp(services, TableName).record;
      const days = specification.RecoveryPeriodInDays ?? before?.days ?? MOST_DAYS;
      const record = specification.PointInTimeRecoveryEnabled
        ? { ...rest, recovery: { since: before?.since ?? now, days } }
        : rest;
      await services.tables.keep(record);
      return { ContinuousBackupsDescription: describeRecovery(record, now) };
    },
);
