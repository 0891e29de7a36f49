/** What people call these actions together, with the resources in place of `{}`. */
const PHRASES: Readonly<Record<string, string>> = {
  "logs:CreateLogStream logs:PutLogEvents": "write to {}",
  "xray:PutTelemetryRecords xray:PutTraceSegments": "send traces to X-Ray",
  "sqs:SendMessage": "send messages to {}",
  "sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage": "receive and delete the messages of {}",
  "dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query": "get and query items of {}",
  "dynamodb:BatchGetItem dynamodb:GetItem dynamodb:Query dynamodb:Scan": "get, query and scan items of {}",
  "dynamodb:BatchWriteItem dynamodb:ConditionCheckItem dynamodb:DeleteItem dynamodb:PutItem dynamodb:UpdateItem":
    "put, update and delete items of {}",
  "dynamodb:ConditionCheckItem dynamodb:UpdateItem": "update items of {}",
  "dynamodb:GetItem": "get items of {}",
  "dynamodb:PutItem": "put items into {}",
  "dynamodb:Query": "query {}",
  "dynamodb:Query dynamodb:Scan": "query and scan {}",
  "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator": "follow {}",
  "dynamodb:ListStreams": "list the streams of tables",
  "kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards":
    "follow {}",
  "kms:Decrypt": "decrypt with {}",
  "kms:Decrypt kms:DescribeKey": "decrypt with {}",
  "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom kms:ReEncryptTo":
    "encrypt and decrypt with {}",
  "cognito-idp:AdminGetUser cognito-idp:AdminListGroupsForUser cognito-idp:GetGroup cognito-idp:ListGroups cognito-idp:ListUsers cognito-idp:ListUsersInGroup":
    "look up the users of {}",
  "cognito-idp:AdminAddUserToGroup cognito-idp:AdminConfirmSignUp cognito-idp:AdminCreateUser cognito-idp:AdminDeleteUser cognito-idp:AdminDeleteUserAttributes cognito-idp:AdminDisableUser cognito-idp:AdminEnableUser cognito-idp:AdminGetUser cognito-idp:AdminListGroupsForUser cognito-idp:AdminRemoveUserFromGroup cognito-idp:AdminResetUserPassword cognito-idp:AdminSetUserMFAPreference cognito-idp:AdminSetUserPassword cognito-idp:AdminUpdateUserAttributes cognito-idp:AdminUserGlobalSignOut cognito-idp:GetGroup cognito-idp:ListGroups cognito-idp:ListUsers cognito-idp:ListUsersInGroup":
    "make, change and delete the users of {}",
  "s3:ListBucket": "list {}",
  "s3:GetObject": "read {}",
  "s3:PutObject": "write {}",
  "s3:DeleteObject": "delete {}",
  "cloudfront:CreateInvalidation": "invalidate what {} holds",
  "sns:Publish": "publish to {}",
  "events:PutEvents": "put events on {}",
  "states:StartExecution": "start {}",
  "states:StartSyncExecution": "run {}",
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
