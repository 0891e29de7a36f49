/**
 * The actions for which AWS knows no resource, so that `Resource: "*"` is all one can write. Each with the page that
 * says so. Any other statement on `*` is refused by `policyDocument`.
 */
export const UNSCOPED_ACTIONS: Readonly<Record<string, string>> = {
  "xray:PutTraceSegments": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
  "xray:PutTelemetryRecords": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
  "xray:GetSamplingRules": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
  "xray:GetSamplingTargets": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html",
  "logs:CreateLogDelivery":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:GetLogDelivery":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:UpdateLogDelivery":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:DeleteLogDelivery":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:ListLogDeliveries":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:PutResourcePolicy":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:DescribeResourcePolicies":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "logs:DescribeLogGroups":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html",
  "ec2:DescribeNetworkInterfaces":
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html",
  "ec2:DescribeSubnets": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html",
  "kinesis:ListStreams": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html",
  "dynamodb:ListStreams": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html",
};
