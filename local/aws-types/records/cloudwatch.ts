import { type AwsTypes, CAPITALS, here, input, LOWER, text } from "../aws-type";
import { type NameRule, oneLine } from "../name-rule";
import { between, oneOf, type Rule, shown } from "../rule";

const period: Rule = (value) =>
  typeof value === "number" && ([10, 20, 30].includes(value) || (value > 0 && value % 60 === 0))
    ? undefined
    : `must be 10, 20, 30 or a multiple of 60 seconds ${shown(value)}`;

/** fidelity: docs: PutRetentionPolicy, retentionInDays; 0 is the provider's word for never */
const retention = oneOf(
  0,
  1,
  3,
  5,
  7,
  14,
  30,
  60,
  90,
  120,
  150,
  180,
  365,
  400,
  545,
  731,
  1096,
  1827,
  2192,
  2557,
  2922,
  3288,
  3653,
);

/** CloudWatch and its logs. */
const delivery: NameRule = { max: 60, pattern: /^[\w-]+$/, allowed: "letters, digits, hyphens and underscores" };

/** CloudWatch, its logs and, in the same module of the provider, EventBridge. */
export const CLOUDWATCH: AwsTypes = {
  "aws:cloudwatch/logGroup:LogGroup": {
    name: { max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/, allowed: "letters, digits and .-_/#" },
    arn: here("logs", "log-group:"),
    limits: { retentionInDays: retention },
    replaceOn: ["logGroupClass"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    name: oneLine(255),
    arn: here("cloudwatch", "alarm:"),
    limits: {
      period,
      evaluationPeriods: between(1, 1_440),
      datapointsToAlarm: between(1, 1_440),
      comparisonOperator: oneOf(
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
        "GreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
      ),
      statistic: oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum"),
      treatMissingData: oneOf("missing", "ignore", "breaching", "notBreaching"),
    },
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    replaceOn: [],
  },
  // fidelity: docs: PutDeliverySource, PutDeliveryDestination, CreateDelivery
  "aws:cloudwatch/logDeliverySource:LogDeliverySource": {
    name: delivery,
    arn: here("logs", "delivery-source:"),
    outputs: ({ inputs }) => ({ service: text(inputs.resourceArn).split(":")[2] }),
    replaceOn: ["name", "logType", "resourceArn"],
  },
  "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": {
    name: delivery,
    arn: here("logs", "delivery-destination:"),
    limits: { outputFormat: oneOf("json", "plain", "w3c", "raw", "parquet") },
    replaceOn: ["name"],
  },
  "aws:cloudwatch/logDelivery:LogDelivery": {
    id: ({ digits }) => digits(16, `${LOWER}${CAPITALS}`),
    arn: ({ region, account }, id) => `logs:${region}:${account}:delivery:${id}`,
    replaceOn: ["deliverySourceName", "deliveryDestinationArn"],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    id: input("dashboardName"),
    arn: ({ account, inputs }) => `cloudwatch::${account}:dashboard/${inputs.dashboardName}`,
    replaceOn: ["dashboardName"],
  },
};
