import type { PolicyDocument } from "../../access/access";

const allow = (...actions: string[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

// fidelity: docs: AWS managed policy reference guide, the page of each policy
const POLICIES: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: allow("*"),
  "service-role/AWSLambdaBasicExecutionRole": allow(...LOGS),
  "service-role/AWSLambdaVPCAccessExecutionRole": allow(
    ...LOGS,
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ),
  "service-role/AWSLambdaSQSQueueExecutionRole": allow(
    ...["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    ...LOGS,
  ),
  "service-role/AWSLambdaDynamoDBExecutionRole": allow(
    ...["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
    ...LOGS,
  ),
  "service-role/AWSLambdaKinesisExecutionRole": allow(
    ...["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator"],
    ...["kinesis:ListShards", "kinesis:ListStreams", "kinesis:SubscribeToShard"],
    ...LOGS,
  ),
  "service-role/AmazonAPIGatewayPushToCloudWatchLogs": allow(
    ...LOGS,
    "logs:DescribeLogGroups",
    "logs:DescribeLogStreams",
    "logs:GetLogEvents",
    "logs:FilterLogEvents",
  ),
  AWSXRayDaemonWriteAccess: allow(
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ),
};

/** A policy that AWS manages, by ARN; `undefined` for one that the local cloud does not know. */
export const awsManagedPolicy = (arn: string): PolicyDocument | undefined =>
  POLICIES[/^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? ""];
