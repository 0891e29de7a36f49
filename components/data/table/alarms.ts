import type * as dynamodb from "@pulumi/aws/dynamodb";
import { childName } from "../../core/component/naming";
import { sumAlarm } from "../../core/metric-alarm";
import type { MakeTableChild, TableNodes } from "./children";
import type { TablePlan } from "./plan";

const NAMESPACE = "AWS/DynamoDB";

/** A burst that is over within minutes is what the SDK's retries are for. */
const THROTTLED_MINUTES = 5;

/** What DynamoDB counts its own errors by; it has no sum of them. */
const OPERATIONS = [
  "GetItem",
  "BatchGetItem",
  "TransactGetItems",
  "Query",
  "Scan",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "BatchWriteItem",
  "TransactWriteItems",
];

/**
 * One alarm for the table and one for each index on requests that are throttled for minutes, and one on errors of
 * DynamoDB itself.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html (read 2026-11)
 */
export const createAlarms = (
  make: MakeTableChild,
  { name, indexes, alarms }: TablePlan,
  table: dynamodb.Table,
): Pick<TableNodes, "throttlesAlarm" | "errorsAlarm"> => {
  if (alarms === undefined) return { throttlesAlarm: {} };
  const ofTable = { TableName: table.name };
  const throttles = (role: string, what: string, dimensions: Readonly<Record<string, typeof table.name | string>>) =>
    make(
      "throttlesAlarm",
      role,
      sumAlarm(
        {
          description: `Requests of ${what} have been throttled for ${THROTTLED_MINUTES} minutes.`,
          namespace: NAMESPACE,
          metrics: ["ReadThrottleEvents", "WriteThrottleEvents"].map((metric) => ({ metric, dimensions })),
          above: 0,
          periods: THROTTLED_MINUTES,
        },
        alarms.topicArn,
      ),
    );
  const ofIndexes = indexes.map(({ name: index }) => {
    const dimensions = { ...ofTable, GlobalSecondaryIndexName: index };
    const role = childName(index, "throttles-alarm");
    return [index, throttles(role, `index ${index} of table ${name}`, dimensions)] as const;
  });
  const errors = {
    description: `DynamoDB answers requests of table ${name} with errors of its own.`,
    namespace: NAMESPACE,
    metrics: OPERATIONS.map((Operation) => ({ metric: "SystemErrors", dimensions: { ...ofTable, Operation } })),
    above: 0,
    periods: THROTTLED_MINUTES,
  };
  return {
    throttlesAlarm: { table: throttles("throttles-alarm", `table ${name}`, ofTable), ...Object.fromEntries(ofIndexes) },
    ...(alarms.systemErrors && { errorsAlarm: make("errorsAlarm", "errors-alarm", sumAlarm(errors, alarms.topicArn)) }),
  };
};
