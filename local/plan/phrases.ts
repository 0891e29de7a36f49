/** What people call these actions together, with the resources in place of `{}`. */
const PHRASES: Readonly<Record<string, string>> = {
  "logs:CreateLogStream logs:PutLogEvents": "write to {}",
  "xray:PutTelemetryRecords xray:PutTraceSegments": "send traces to X-Ray",
  "sqs:SendMessage": "send messages to {}",
  "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage": "receive and delete the messages of {}",
  "sns:Publish": "publish to {}",
  "rds-db:connect": "connect to {}",
  "secretsmanager:GetSecretValue": "read {}",
  "lambda:InvokeFunction": "invoke {}",
  "ec2:CreateNetworkInterface": "make network interfaces with {}",
  "ec2:AssignPrivateIpAddresses ec2:DeleteNetworkInterface ec2:UnassignPrivateIpAddresses": "change and delete {}",
  "ec2:DescribeNetworkInterfaces ec2:DescribeSubnets": "look at network interfaces and subnets",
};

/** `send messages to queue orders`; actions that nobody has put in words speak for themselves. */
export const phrase = (actions: readonly string[], resources: string): string => {
  const words = PHRASES[[...actions].sort().join(" ")];
  return words?.replace("{}", resources) ?? `${actions.join(", ")} on ${resources}`;
};
