import { createHash } from "node:crypto";

/** A call of an operation, and the rights that it needs: each one, on exactly that resource. */
export interface OperationCase {
  /** Members of a call in JSON, or of a form. */
  readonly input?: object;
  /** `PUT /bucket/key` of a REST API. */
  readonly request?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of a REST API that speaks no JSON. */
  readonly body?: string;
  readonly rights: readonly (readonly [action: string, resource: string])[];
  /** Actions that it asks for with another input. */
  readonly further?: readonly string[];
}

const one = (action: string, resource: string, input: object): OperationCase => ({
  input,
  rights: [[action, resource]],
});

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:orders";
const onQueue = (action: string, input: object = {}) =>
  one(`sqs:${action}`, QUEUE, { QueueUrl: "http://127.0.0.1:4566/000000000000/orders", ...input });

const TOPIC = "arn:aws:sns:eu-west-1:000000000000:orders";
const onTopic = (action: string, input: object = {}) => one(`sns:${action}`, TOPIC, { TopicArn: TOPIC, ...input });
const onSubscription = (action: string, input: object = {}) =>
  one(`sns:${action}`, "*", { SubscriptionArn: `${TOPIC}:11111111-1111-1111-1111-111111111111`, ...input });

const EVENTS = "arn:aws:events:eu-west-1:000000000000:";
const BUS = `${EVENTS}event-bus/orders`;
const onEvents = (action: string, path: string, input: object) => one(`events:${action}`, EVENTS + path, input);
const onRule = (action: string, input: object = {}) => onEvents(action, "rule/none", { Name: "none", ...input });

const SCHEDULER = "arn:aws:scheduler:eu-west-1:000000000000:";
const SCHEDULE = {
  ScheduleExpression: "rate(1 hour)",
  FlexibleTimeWindow: { Mode: "OFF" },
  Target: { Arn: QUEUE, RoleArn: "arn:aws:iam::000000000000:role/scheduled" },
};

const TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";
const OTHER = "arn:aws:dynamodb:eu-west-1:000000000000:table/others";
const TABLE_STREAM = `${TABLE}/stream/2026-11-30T00:00:00.000`;
const onTableStream = (action: string, input: object = {}) =>
  one(`dynamodb:${action}`, TABLE_STREAM, { StreamArn: TABLE_STREAM, ...input });
const ofTable = (action: string, input: object = {}) =>
  one(`dynamodb:${action}`, TABLE, { ResourceArn: TABLE, ...input });
const AMPLIFY_APP = "arn:aws:amplify:eu-west-1:000000000000:apps/d1";
const onBranch = (method: string, path: string, action: string, below: string) =>
  rest(`${method} /apps/d1/branches/main${path}`, `amplify:${action}`, `${AMPLIFY_APP}/branches/main${below}`);
const STATEMENTS = [
  `UPDATE "orders" SET a = 1 WHERE id = '1'`,
  `INSERT INTO "others" VALUE {'id': '1'}`,
  `DELETE FROM "orders" WHERE id = '2'`,
  `EXISTS(SELECT * FROM "orders" WHERE id = '3')`,
].map((Statement) => ({ Statement }));
const STATEMENT_RIGHTS = [
  ["dynamodb:PartiQLUpdate", TABLE],
  ["dynamodb:PartiQLInsert", OTHER],
  ["dynamodb:PartiQLDelete", TABLE],
  ["dynamodb:PartiQLSelect", TABLE],
] as const;
const Key = { id: { S: "1" } };
const onTable = (action: string, input: object = {}) =>
  one(`dynamodb:${action}`, TABLE, { TableName: "orders", ...input });

const STREAM = "arn:aws:kinesis:eu-west-1:000000000000:stream/orders";
const onStream = (action: string, input: object = {}) =>
  one(`kinesis:${action}`, STREAM, { StreamName: "orders", ...input });

const PARAMETER = "arn:aws:ssm:eu-west-1:000000000000:parameter/orders";
const MACHINE = "arn:aws:states:eu-west-1:000000000000:stateMachine:orders";
const EXECUTION = "arn:aws:states:eu-west-1:000000000000:execution:orders:one";
const onMachine = (action: string) => one(`states:${action}`, MACHINE, { stateMachineArn: MACHINE });
const VERSION = `${MACHINE}:1`;
const ALIAS = `${MACHINE}:live`;
const ACTIVITY = "arn:aws:states:eu-west-1:000000000000:activity:hands";
const MAP_RUN = "arn:aws:states:eu-west-1:000000000000:mapRun:orders/Each:1";
const ROUTES = { routingConfiguration: [{ stateMachineVersionArn: VERSION, weight: 100 }] };
const anyMachine = (action: string, input: object = {}) =>
  one(`states:${action}`, "arn:aws:states:eu-west-1:000000000000:stateMachine:*", input);
const onAlias = (action: string) => one(`states:${action}`, ALIAS, { stateMachineAliasArn: ALIAS });
const onActivity = (action: string) => one(`states:${action}`, ACTIVITY, { activityArn: ACTIVITY });
const onTagged = (action: string, input: object = {}) =>
  one(`states:${action}`, MACHINE, { resourceArn: MACHINE, ...input });
const onExecution = (action: string) => one(`states:${action}`, EXECUTION, { executionArn: EXECUTION });

const SECRET = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:";
const onSecret = (action: string, input: object = {}) =>
  one(`secretsmanager:${action}`, `${SECRET}none`, { SecretId: "none", ...input });
const TOKEN = { ClientRequestToken: "11111111-1111-1111-1111-111111111111" };
const POOL = "arn:aws:cognito-idp:eu-west-1:000000000000:userpool/eu-west-1_orders";
const onPool = (action: string, input: object = {}) =>
  one(`cognito-idp:${action}`, POOL, { UserPoolId: "eu-west-1_orders", ...input });

const BRANDING = { ManagedLoginBrandingId: "11111111-2222-4333-8444-555555555555" };

/** Of a call that nobody signs. */
const unasked = (input: object): OperationCase => ({ input, rights: [] });

const rest = (request: string, action: string, resource: string): OperationCase => ({
  request,
  rights: [[action, resource]],
});

const onDistribution = (method: string, path: string, action: string): OperationCase =>
  rest(
    `${method} /2020-05-31/distribution/E1${path}`,
    `cloudfront:${action}`,
    "arn:aws:cloudfront::000000000000:distribution/E1",
  );
const EDGE_FUNCTION = "arn:aws:cloudfront::000000000000:function";
const onEdgeFunction = (method: string, below: string, action: string): OperationCase =>
  rest(`${method} /2020-05-31/function/redirect${below}`, `cloudfront:${action}`, `${EDGE_FUNCTION}/redirect`);
const onBucket = (method: string, part: string, action: string): OperationCase =>
  rest(`${method} /orders?${part}`, `s3:${action}`, "arn:aws:s3:::orders");
/** The first are asked together, the others in their place, or besides, with another input. */
const onObject = (
  method: string,
  path: string,
  actions: readonly string[],
  further: readonly string[] = [],
): OperationCase => ({
  request: `${method} /orders/${path}`,
  rights: actions.map((action) => [`s3:${action}`, `arn:aws:s3:::orders/${path.split("?")[0]}`]),
  further: further.map((action) => `s3:${action}`),
});
const DELETION = "<Delete><Object><Key>one</Key></Object></Delete>";
const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:orders";
const onFunction = (method: string, path: string, action: string, qualifier = "") =>
  rest(`${method} /2015-03-31/functions/orders/${path}`, `lambda:${action}`, FUNCTION + qualifier);
const DATABASE = "arn:aws:rds:eu-west-1:000000000000:cluster:orders";
const onDatabase = (path: string, action: string, input: object = {}): OperationCase => ({
  ...rest(`POST /${path}`, `rds-data:${action}`, DATABASE),
  input: { resourceArn: DATABASE, secretArn: `arn:aws:secretsmanager:eu-west-1:000000000000:secret:orders`, ...input },
});
const onSchedule = (request: string, action: string, path: string) =>
  rest(request, `scheduler:${action}`, SCHEDULER + path);
const MAPPINGS = "/2015-03-31/event-source-mappings";
const MAPPING = "arn:aws:lambda:eu-west-1:000000000000:event-source-mapping:m";
const ROLE = "arn:aws:iam::000000000000:role/orders";
const POLICY = "arn:aws:iam::000000000000:policy/orders";
const onRole = (action: string, input: object = {}) => one(`iam:${action}`, ROLE, { RoleName: "orders", ...input });
const onPolicy = (action: string, input: object = {}) => one(`iam:${action}`, POLICY, { PolicyArn: POLICY, ...input });

/** One of each operation of each service: a new one fails the sweeps until it has its own. */
export const operationCases = ({
  iterator,
  secret,
  key,
  sealed,
  grant,
}: {
  readonly iterator: string;
  /** The ARN of the only secret. */
  readonly secret: string;
  /** The ARN of a key, something that it has sealed, and the id of a grant of it. */
  readonly key: string;
  readonly sealed: string;
  readonly grant: string;
}): Readonly<Record<string, Readonly<Record<string, OperationCase>>>> => ({
  sqs: {
    AddPermission: onQueue("AddPermission", { Label: "l", AWSAccountIds: ["000000000000"], Actions: ["*"] }),
    ChangeMessageVisibility: onQueue("ChangeMessageVisibility", { ReceiptHandle: "x", VisibilityTimeout: 1 }),
    ChangeMessageVisibilityBatch: onQueue("ChangeMessageVisibility", { Entries: [] }),
    CreateQueue: one("sqs:CreateQueue", QUEUE, { QueueName: "orders" }),
    DeleteMessage: onQueue("DeleteMessage", { ReceiptHandle: "x" }),
    DeleteMessageBatch: onQueue("DeleteMessage", { Entries: [] }),
    DeleteQueue: onQueue("DeleteQueue"),
    GetQueueAttributes: onQueue("GetQueueAttributes"),
    GetQueueUrl: one("sqs:GetQueueUrl", QUEUE, { QueueName: "orders" }),
    ListDeadLetterSourceQueues: onQueue("ListDeadLetterSourceQueues"),
    ListQueueTags: onQueue("ListQueueTags"),
    ListQueues: one("sqs:ListQueues", "arn:aws:sqs:eu-west-1:000000000000:*", {}),
    PurgeQueue: onQueue("PurgeQueue"),
    ReceiveMessage: onQueue("ReceiveMessage"),
    RemovePermission: onQueue("RemovePermission", { Label: "l" }),
    SendMessage: onQueue("SendMessage", { MessageBody: "x" }),
    SendMessageBatch: onQueue("SendMessage", { Entries: [] }),
    SetQueueAttributes: onQueue("SetQueueAttributes", { Attributes: {} }),
    TagQueue: onQueue("TagQueue", { Tags: {} }),
    UntagQueue: onQueue("UntagQueue", { TagKeys: [] }),
  },
  iam: {
    AttachRolePolicy: onRole("AttachRolePolicy", { PolicyArn: POLICY }),
    CreatePolicy: one("iam:CreatePolicy", POLICY, { PolicyName: "orders", PolicyDocument: "{}" }),
    CreateRole: onRole("CreateRole", { AssumeRolePolicyDocument: "{}" }),
    DeletePolicy: onPolicy("DeletePolicy"),
    DeleteRole: one("iam:DeleteRole", `${ROLE}-gone`, { RoleName: "orders-gone" }),
    DeleteRolePolicy: onRole("DeleteRolePolicy", { PolicyName: "own" }),
    DetachRolePolicy: onRole("DetachRolePolicy", { PolicyArn: POLICY }),
    GetPolicy: onPolicy("GetPolicy"),
    GetPolicyVersion: onPolicy("GetPolicyVersion", { VersionId: "v1" }),
    GetRole: onRole("GetRole"),
    GetRolePolicy: onRole("GetRolePolicy", { PolicyName: "own" }),
    ListAttachedRolePolicies: onRole("ListAttachedRolePolicies"),
    ListRolePolicies: onRole("ListRolePolicies"),
    ListRoles: one("iam:ListRoles", "arn:aws:iam::000000000000:role/", {}),
    PutRolePolicy: onRole("PutRolePolicy", { PolicyName: "own", PolicyDocument: "{}" }),
    UpdateAssumeRolePolicy: onRole("UpdateAssumeRolePolicy", { PolicyDocument: "{}" }),
  },
  sns: {
    AddPermission: onTopic("AddPermission", {
      Label: "l",
      "AWSAccountId.member.1": "000000000000",
      "ActionName.member.1": "Publish",
    }),
    ConfirmSubscription: onTopic("ConfirmSubscription", { Token: "none" }),
    CreateTopic: one("sns:CreateTopic", TOPIC, { Name: "orders" }),
    DeleteTopic: onTopic("DeleteTopic"),
    GetSubscriptionAttributes: onSubscription("GetSubscriptionAttributes"),
    GetTopicAttributes: onTopic("GetTopicAttributes"),
    ListSubscriptions: one("sns:ListSubscriptions", "*", {}),
    ListSubscriptionsByTopic: onTopic("ListSubscriptionsByTopic"),
    ListTagsForResource: one("sns:ListTagsForResource", TOPIC, { ResourceArn: TOPIC }),
    ListTopics: one("sns:ListTopics", "arn:aws:sns:eu-west-1:000000000000:*", {}),
    Publish: onTopic("Publish", { Message: "x" }),
    PublishBatch: one("sns:Publish", TOPIC, {
      TopicArn: TOPIC,
      "PublishBatchRequestEntries.member.1.Id": "1",
      "PublishBatchRequestEntries.member.1.Message": "x",
    }),
    RemovePermission: onTopic("RemovePermission", { Label: "l" }),
    SetSubscriptionAttributes: onSubscription("SetSubscriptionAttributes", { AttributeName: "RawMessageDelivery" }),
    SetTopicAttributes: onTopic("SetTopicAttributes", { AttributeName: "DisplayName" }),
    Subscribe: onTopic("Subscribe", { Protocol: "sqs", Endpoint: QUEUE }),
    TagResource: one("sns:TagResource", TOPIC, {
      ResourceArn: TOPIC,
      "Tags.member.1.Key": "k",
      "Tags.member.1.Value": "v",
    }),
    Unsubscribe: onSubscription("Unsubscribe"),
    UntagResource: one("sns:UntagResource", TOPIC, { ResourceArn: TOPIC, "TagKeys.member.1": "k" }),
  },
  dynamodb: {
    BatchGetItem: {
      input: { RequestItems: { orders: { Keys: [Key] }, others: { Keys: [Key] } } },
      rights: [TABLE, OTHER].map((table) => ["dynamodb:BatchGetItem", table] as const),
    },
    BatchWriteItem: {
      input: { RequestItems: { orders: [{ DeleteRequest: { Key } }], others: [{ DeleteRequest: { Key } }] } },
      rights: [TABLE, OTHER].map((table) => ["dynamodb:BatchWriteItem", table] as const),
    },
    BatchExecuteStatement: { input: { Statements: STATEMENTS }, rights: STATEMENT_RIGHTS },
    CreateTable: onTable("CreateTable"),
    DeleteItem: onTable("DeleteItem", { Key }),
    DeleteTable: onTable("DeleteTable"),
    DescribeContinuousBackups: onTable("DescribeContinuousBackups"),
    DescribeLimits: one("dynamodb:DescribeLimits", "arn:aws:dynamodb:eu-west-1:000000000000:table/*", {}),
    DescribeStream: onTableStream("DescribeStream"),
    DescribeTable: onTable("DescribeTable"),
    DescribeTimeToLive: onTable("DescribeTimeToLive"),
    ExecuteStatement: {
      input: { Statement: `SELECT * FROM "orders"."by-day" WHERE id = '1'` },
      rights: [["dynamodb:PartiQLSelect", `${TABLE}/index/by-day`]],
      further: ["dynamodb:PartiQLDelete", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"],
    },
    ExecuteTransaction: { input: { TransactStatements: STATEMENTS }, rights: STATEMENT_RIGHTS },
    GetRecords: one("dynamodb:GetRecords", TABLE_STREAM, {
      ShardIterator: `${TABLE_STREAM}|1|${Buffer.from("[0,0]").toString("base64")}`,
    }),
    GetShardIterator: onTableStream("GetShardIterator", { ShardId: "x".repeat(40), ShardIteratorType: "LATEST" }),
    ListStreams: one("dynamodb:ListStreams", `${TABLE}/stream/*`, { TableName: "orders" }),
    ListTagsOfResource: ofTable("ListTagsOfResource"),
    TagResource: ofTable("TagResource", { Tags: [] }),
    UntagResource: ofTable("UntagResource", { TagKeys: [] }),
    UpdateContinuousBackups: onTable("UpdateContinuousBackups"),
    UpdateTimeToLive: onTable("UpdateTimeToLive"),
    GetItem: onTable("GetItem", { Key }),
    ListTables: one("dynamodb:ListTables", "arn:aws:dynamodb:eu-west-1:000000000000:table/*", {}),
    PutItem: onTable("PutItem", { Item: Key }),
    Query: one("dynamodb:Query", `${TABLE}/index/by-day`, { TableName: "orders", IndexName: "by-day" }),
    Scan: onTable("Scan"),
    TransactGetItems: {
      input: { TransactItems: [{ Get: { TableName: "orders", Key } }, { Get: { TableName: "others", Key } }] },
      rights: [TABLE, OTHER].map((table) => ["dynamodb:GetItem", table] as const),
    },
    TransactWriteItems: {
      input: {
        TransactItems: [
          { Put: { TableName: "orders", Item: Key } },
          { Update: { TableName: "others", Key, UpdateExpression: "SET a = b" } },
          { Delete: { TableName: "orders", Key } },
          { ConditionCheck: { TableName: TABLE, Key, ConditionExpression: "a = b" } },
        ],
      },
      rights: [
        ["dynamodb:PutItem", TABLE],
        ["dynamodb:UpdateItem", OTHER],
        ["dynamodb:DeleteItem", TABLE],
        ["dynamodb:ConditionCheckItem", TABLE],
      ],
    },
    UpdateItem: onTable("UpdateItem", { Key }),
    UpdateTable: onTable("UpdateTable"),
  },
  kinesis: {
    CreateStream: onStream("CreateStream"),
    DeleteStream: onStream("DeleteStream"),
    DescribeStream: onStream("DescribeStream"),
    DescribeStreamSummary: onStream("DescribeStreamSummary"),
    GetRecords: one("kinesis:GetRecords", STREAM, { ShardIterator: iterator }),
    GetShardIterator: onStream("GetShardIterator", {
      ShardId: "shardId-000000000000",
      ShardIteratorType: "TRIM_HORIZON",
    }),
    ListStreams: one("kinesis:ListStreams", "arn:aws:kinesis:eu-west-1:000000000000:stream/*", {}),
    PutRecord: onStream("PutRecord", { Data: "eA==", PartitionKey: "x" }),
    PutRecords: onStream("PutRecords", { Records: [{ Data: "eA==", PartitionKey: "x" }] }),
  },
  ssm: {
    DeleteParameter: one("ssm:DeleteParameter", PARAMETER, { Name: "/orders" }),
    GetParameter: one("ssm:GetParameter", PARAMETER, { Name: "/orders" }),
    GetParameters: {
      input: { Names: ["/orders", "others"] },
      rights: [PARAMETER, PARAMETER.replace("orders", "others")].map((name) => ["ssm:GetParameters", name] as const),
    },
    GetParametersByPath: one("ssm:GetParametersByPath", PARAMETER, { Path: "/orders" }),
    PutParameter: one("ssm:PutParameter", PARAMETER, { Name: "/orders", Value: "x", Type: "String" }),
  },
  states: {
    CreateActivity: one("states:CreateActivity", ACTIVITY, { name: "hands" }),
    CreateStateMachine: one("states:CreateStateMachine", MACHINE, { name: "orders", definition: "{}", roleArn: ROLE }),
    CreateStateMachineAlias: one("states:CreateStateMachineAlias", MACHINE, { name: "live", ...ROUTES }),
    DeleteActivity: onActivity("DeleteActivity"),
    DeleteStateMachine: onMachine("DeleteStateMachine"),
    DeleteStateMachineAlias: onAlias("DeleteStateMachineAlias"),
    DeleteStateMachineVersion: one("states:DeleteStateMachineVersion", VERSION, { stateMachineVersionArn: VERSION }),
    DescribeActivity: onActivity("DescribeActivity"),
    DescribeExecution: onExecution("DescribeExecution"),
    DescribeMapRun: one("states:DescribeMapRun", MAP_RUN, { mapRunArn: MAP_RUN }),
    DescribeStateMachine: onMachine("DescribeStateMachine"),
    DescribeStateMachineAlias: onAlias("DescribeStateMachineAlias"),
    DescribeStateMachineForExecution: onExecution("DescribeStateMachineForExecution"),
    GetActivityTask: onActivity("GetActivityTask"),
    GetExecutionHistory: onExecution("GetExecutionHistory"),
    ListActivities: one("states:ListActivities", ACTIVITY.replace("hands", "*"), {}),
    ListExecutions: onMachine("ListExecutions"),
    ListMapRuns: onExecution("ListMapRuns"),
    ListStateMachineAliases: onMachine("ListStateMachineAliases"),
    ListStateMachineVersions: onMachine("ListStateMachineVersions"),
    ListStateMachines: anyMachine("ListStateMachines"),
    ListTagsForResource: onTagged("ListTagsForResource"),
    PublishStateMachineVersion: onMachine("PublishStateMachineVersion"),
    RedriveExecution: onExecution("RedriveExecution"),
    SendTaskFailure: anyMachine("SendTaskFailure", { taskToken: "t" }),
    SendTaskHeartbeat: anyMachine("SendTaskHeartbeat", { taskToken: "t" }),
    SendTaskSuccess: anyMachine("SendTaskSuccess", { taskToken: "t", output: "{}" }),
    StartExecution: onMachine("StartExecution"),
    StartSyncExecution: onMachine("StartSyncExecution"),
    StopExecution: onExecution("StopExecution"),
    TagResource: onTagged("TagResource", { tags: [{ key: "a", value: "b" }] }),
    UntagResource: onTagged("UntagResource", { tagKeys: ["a"] }),
    UpdateStateMachine: onMachine("UpdateStateMachine"),
    UpdateStateMachineAlias: onAlias("UpdateStateMachineAlias"),
    ValidateStateMachineDefinition: anyMachine("ValidateStateMachineDefinition", { definition: "{}" }),
  },
  events: {
    CancelReplay: onEvents("CancelReplay", "replay/none", { ReplayName: "none" }),
    CreateArchive: onEvents("CreateArchive", "archive/none", { ArchiveName: "none", EventSourceArn: BUS }),
    CreateEventBus: onEvents("CreateEventBus", "event-bus/other", { Name: "other" }),
    DeleteArchive: onEvents("DeleteArchive", "archive/none", { ArchiveName: "none" }),
    DeleteEventBus: onEvents("DeleteEventBus", "event-bus/none", { Name: "none" }),
    DeleteRule: onRule("DeleteRule"),
    DescribeArchive: onEvents("DescribeArchive", "archive/none", { ArchiveName: "none" }),
    DescribeEventBus: onEvents("DescribeEventBus", "event-bus/orders", { Name: "orders" }),
    DescribeReplay: onEvents("DescribeReplay", "replay/none", { ReplayName: "none" }),
    DescribeRule: onRule("DescribeRule"),
    DisableRule: onRule("DisableRule"),
    EnableRule: onRule("EnableRule"),
    ListArchives: onEvents("ListArchives", "archive/*", {}),
    ListEventBuses: onEvents("ListEventBuses", "event-bus/*", {}),
    ListReplays: onEvents("ListReplays", "replay/*", {}),
    ListRuleNamesByTarget: onEvents("ListRuleNamesByTarget", "rule/*", { TargetArn: QUEUE }),
    ListRules: onEvents("ListRules", "rule/*", {}),
    ListTagsForResource: onEvents("ListTagsForResource", "event-bus/orders", { ResourceARN: BUS }),
    ListTargetsByRule: onEvents("ListTargetsByRule", "rule/none", { Rule: "none" }),
    PutPermission: onEvents("PutPermission", "event-bus/orders", {
      EventBusName: "orders",
      StatementId: "s",
      Action: "events:PutEvents",
      Principal: "000000000000",
    }),
    PutRule: {
      ...onRule("PutRule", { EventPattern: '{"source":["x"]}' }),
      further: ["iam:PassRole"],
    },
    PutTargets: {
      ...onEvents("PutTargets", "rule/none", { Rule: "none", Targets: [{ Id: "1", Arn: QUEUE }] }),
      further: ["iam:PassRole"],
    },
    RemovePermission: onEvents("RemovePermission", "event-bus/orders", { EventBusName: "orders", StatementId: "s" }),
    RemoveTargets: onEvents("RemoveTargets", "rule/none", { Rule: "none", Ids: ["1"] }),
    StartReplay: onEvents("StartReplay", "replay/none", {
      ReplayName: "none",
      EventSourceArn: "arn:aws:events:eu-west-1:000000000000:archive/none",
      EventStartTime: 1,
      EventEndTime: 2,
      Destination: { Arn: BUS },
    }),
    TagResource: onEvents("TagResource", "event-bus/orders", { ResourceARN: BUS, Tags: [{ Key: "k", Value: "v" }] }),
    TestEventPattern: one("events:TestEventPattern", "*", { EventPattern: '{"a":[1]}', Event: "{}" }),
    UntagResource: onEvents("UntagResource", "event-bus/orders", { ResourceARN: BUS, TagKeys: ["k"] }),
    UpdateArchive: onEvents("UpdateArchive", "archive/none", { ArchiveName: "none", Description: "d" }),
    UpdateEventBus: onEvents("UpdateEventBus", "event-bus/orders", { Name: "orders" }),
    PutEvents: {
      input: { Entries: [{ EventBusName: "orders" }, { EventBusName: "default" }] },
      rights: ["orders", "default"].map(
        (bus) => ["events:PutEvents", `arn:aws:events:eu-west-1:000000000000:event-bus/${bus}`] as const,
      ),
    },
  },
  scheduler: {
    CreateSchedule: {
      request: "POST /schedules/none",
      input: SCHEDULE,
      rights: [
        ["scheduler:CreateSchedule", `${SCHEDULER}schedule/default/none`],
        ["iam:PassRole", SCHEDULE.Target.RoleArn],
      ],
    },
    UpdateSchedule: {
      request: "PUT /schedules/none",
      input: SCHEDULE,
      rights: [
        ["scheduler:UpdateSchedule", `${SCHEDULER}schedule/default/none`],
        ["iam:PassRole", SCHEDULE.Target.RoleArn],
      ],
    },
    DeleteSchedule: onSchedule("DELETE /schedules/none", "DeleteSchedule", "schedule/default/none"),
    GetSchedule: onSchedule("GET /schedules/none", "GetSchedule", "schedule/default/none"),
    ListSchedules: onSchedule("GET /schedules", "ListSchedules", "schedule/*/*"),
    CreateScheduleGroup: onSchedule("POST /schedule-groups/none", "CreateScheduleGroup", "schedule-group/none"),
    DeleteScheduleGroup: onSchedule("DELETE /schedule-groups/none", "DeleteScheduleGroup", "schedule-group/none"),
    GetScheduleGroup: onSchedule("GET /schedule-groups/none", "GetScheduleGroup", "schedule-group/none"),
    ListScheduleGroups: onSchedule("GET /schedule-groups", "ListScheduleGroups", "schedule-group/*"),
    ListTagsForResource: onSchedule(
      `GET /tags/${SCHEDULER}schedule-group/none`,
      "ListTagsForResource",
      "schedule-group/none",
    ),
    TagResource: {
      ...onSchedule(`POST /tags/${SCHEDULER}schedule-group/none`, "TagResource", "schedule-group/none"),
      input: { Tags: [] },
    },
    UntagResource: onSchedule(`DELETE /tags/${SCHEDULER}schedule-group/none`, "UntagResource", "schedule-group/none"),
  },
  kms: {
    CancelKeyDeletion: one("kms:CancelKeyDeletion", key, { KeyId: key }),
    CreateAlias: {
      input: { AliasName: "alias/other", TargetKeyId: key },
      rights: [
        ["kms:CreateAlias", key.replace(/key\/.*$/, "alias/other")],
        ["kms:CreateAlias", key],
      ],
    },
    CreateGrant: one("kms:CreateGrant", key, { KeyId: key, GranteePrincipal: ROLE, Operations: ["Decrypt"] }),
    CreateKey: one("kms:CreateKey", "*", {}),
    Decrypt: one("kms:Decrypt", key, { CiphertextBlob: sealed }),
    DeleteAlias: one("kms:DeleteAlias", key.replace(/key\/.*$/, "alias/none"), { AliasName: "alias/none" }),
    DescribeKey: one("kms:DescribeKey", key, { KeyId: key }),
    DisableKey: one("kms:DisableKey", key, { KeyId: key }),
    DisableKeyRotation: one("kms:DisableKeyRotation", key, { KeyId: key }),
    EnableKey: one("kms:EnableKey", key, { KeyId: key }),
    EnableKeyRotation: one("kms:EnableKeyRotation", key, { KeyId: key }),
    Encrypt: one("kms:Encrypt", key, { KeyId: key, Plaintext: "YQ==" }),
    GenerateDataKey: one("kms:GenerateDataKey", key, { KeyId: key, KeySpec: "AES_256" }),
    GenerateDataKeyWithoutPlaintext: one("kms:GenerateDataKeyWithoutPlaintext", key, { KeyId: key, NumberOfBytes: 8 }),
    GenerateRandom: one("kms:GenerateRandom", "*", { NumberOfBytes: 8 }),
    GetKeyPolicy: one("kms:GetKeyPolicy", key, { KeyId: key }),
    GetKeyRotationStatus: one("kms:GetKeyRotationStatus", key, { KeyId: key }),
    ListAliases: one("kms:ListAliases", "*", {}),
    ListGrants: one("kms:ListGrants", key, { KeyId: key }),
    ListKeyPolicies: one("kms:ListKeyPolicies", key, { KeyId: key }),
    ListKeys: one("kms:ListKeys", "*", {}),
    ListResourceTags: one("kms:ListResourceTags", key, { KeyId: key }),
    ListRetirableGrants: one("kms:ListRetirableGrants", "*", { RetiringPrincipal: ROLE }),
    PutKeyPolicy: one("kms:PutKeyPolicy", key, { KeyId: key, Policy: "{}" }),
    ReEncrypt: {
      input: { CiphertextBlob: sealed, DestinationKeyId: key },
      rights: [
        ["kms:ReEncryptFrom", key],
        ["kms:ReEncryptTo", key],
      ],
    },
    RetireGrant: one("kms:RetireGrant", key, { KeyId: key, GrantId: grant }),
    RevokeGrant: one("kms:RevokeGrant", key, { KeyId: key, GrantId: "none" }),
    RotateKeyOnDemand: one("kms:RotateKeyOnDemand", key, { KeyId: key }),
    ScheduleKeyDeletion: one("kms:ScheduleKeyDeletion", key, { KeyId: key }),
    TagResource: one("kms:TagResource", key, { KeyId: key, Tags: [] }),
    UntagResource: one("kms:UntagResource", key, { KeyId: key, TagKeys: [] }),
    UpdateAlias: {
      input: { AliasName: "alias/none", TargetKeyId: key },
      rights: [
        ["kms:UpdateAlias", key.replace(/key\/.*$/, "alias/none")],
        ["kms:UpdateAlias", key],
      ],
    },
    UpdateKeyDescription: one("kms:UpdateKeyDescription", key, { KeyId: key, Description: "d" }),
  },
  secretsmanager: {
    BatchGetSecretValue: {
      input: { Filters: [{ Key: "name", Values: ["orders"] }] },
      rights: [
        ["secretsmanager:BatchGetSecretValue", "*"],
        ["secretsmanager:ListSecrets", "*"],
        ["secretsmanager:GetSecretValue", secret],
      ],
    },
    CancelRotateSecret: onSecret("CancelRotateSecret"),
    CreateSecret: one("secretsmanager:CreateSecret", `${SECRET}new`, { Name: "new", ...TOKEN }),
    DeleteResourcePolicy: onSecret("DeleteResourcePolicy"),
    DeleteSecret: onSecret("DeleteSecret"),
    DescribeSecret: onSecret("DescribeSecret"),
    GetRandomPassword: one("secretsmanager:GetRandomPassword", "*", {}),
    GetResourcePolicy: onSecret("GetResourcePolicy"),
    GetSecretValue: onSecret("GetSecretValue"),
    ListSecretVersionIds: onSecret("ListSecretVersionIds"),
    ListSecrets: one("secretsmanager:ListSecrets", "*", {}),
    PutResourcePolicy: onSecret("PutResourcePolicy", { ResourcePolicy: "{}" }),
    PutSecretValue: onSecret("PutSecretValue", { SecretString: "x", ...TOKEN }),
    RemoveRegionsFromReplication: onSecret("RemoveRegionsFromReplication", { RemoveReplicaRegions: ["eu-west-2"] }),
    ReplicateSecretToRegions: onSecret("ReplicateSecretToRegions", { AddReplicaRegions: [{ Region: "eu-west-2" }] }),
    RestoreSecret: onSecret("RestoreSecret"),
    RotateSecret: onSecret("RotateSecret", TOKEN),
    StopReplicationToReplica: onSecret("StopReplicationToReplica"),
    TagResource: onSecret("TagResource", { Tags: [] }),
    UntagResource: onSecret("UntagResource", { TagKeys: [] }),
    UpdateSecret: onSecret("UpdateSecret", TOKEN),
    UpdateSecretVersionStage: onSecret("UpdateSecretVersionStage", { VersionStage: "a" }),
    ValidateResourcePolicy: onSecret("ValidateResourcePolicy", { ResourcePolicy: "{}" }),
  },
  "cognito-identity": {
    DescribeIdentityPool: one(
      "cognito-identity:DescribeIdentityPool",
      "arn:aws:cognito-identity:eu-west-1:000000000000:identitypool/eu-west-1:none",
      { IdentityPoolId: "eu-west-1:none" },
    ),
    GetCredentialsForIdentity: { input: { IdentityId: "eu-west-1:none" }, rights: [] },
    GetId: { input: { IdentityPoolId: "eu-west-1:none" }, rights: [] },
  },
  "cognito-idp": {
    AddCustomAttributes: onPool("AddCustomAttributes", {
      CustomAttributes: [{ Name: "plan", AttributeDataType: "String" }],
    }),
    AdminAddUserToGroup: onPool("AdminAddUserToGroup", { Username: "ann", GroupName: "g" }),
    AdminConfirmSignUp: onPool("AdminConfirmSignUp", { Username: "ann" }),
    AdminCreateUser: onPool("AdminCreateUser", { Username: "ann" }),
    AdminDeleteUser: onPool("AdminDeleteUser", { Username: "ann" }),
    AdminDeleteUserAttributes: onPool("AdminDeleteUserAttributes", { Username: "ann", UserAttributeNames: ["name"] }),
    AdminDisableUser: onPool("AdminDisableUser", { Username: "ann" }),
    AdminEnableUser: onPool("AdminEnableUser", { Username: "ann" }),
    AdminGetUser: onPool("AdminGetUser", { Username: "ann" }),
    AdminInitiateAuth: onPool("AdminInitiateAuth", { ClientId: "x", AuthFlow: "ADMIN_USER_PASSWORD_AUTH" }),
    AdminListGroupsForUser: onPool("AdminListGroupsForUser", { Username: "ann" }),
    AdminRemoveUserFromGroup: onPool("AdminRemoveUserFromGroup", { Username: "ann", GroupName: "g" }),
    AdminResetUserPassword: onPool("AdminResetUserPassword", { Username: "ann" }),
    AdminRespondToAuthChallenge: onPool("AdminRespondToAuthChallenge", {
      ClientId: "x",
      ChallengeName: "NEW_PASSWORD_REQUIRED",
    }),
    AdminSetUserPassword: onPool("AdminSetUserPassword", { Username: "ann", Password: "Secret-1!" }),
    AdminUpdateUserAttributes: onPool("AdminUpdateUserAttributes", { Username: "ann", UserAttributes: [] }),
    AdminUserGlobalSignOut: onPool("AdminUserGlobalSignOut", { Username: "ann" }),
    ChangePassword: unasked({ AccessToken: "t", PreviousPassword: "a", ProposedPassword: "b" }),
    ConfirmForgotPassword: unasked({ ClientId: "x", Username: "ann", ConfirmationCode: "1", Password: "Secret-1!" }),
    ConfirmSignUp: unasked({ ClientId: "x", Username: "ann", ConfirmationCode: "1" }),
    CreateGroup: onPool("CreateGroup", { GroupName: "g" }),
    CreateUserPool: one("cognito-idp:CreateUserPool", "*", { PoolName: "orders" }),
    CreateIdentityProvider: onPool("CreateIdentityProvider", {
      ProviderName: "Google",
      ProviderType: "Google",
      ProviderDetails: { client_id: "x", client_secret: "y", authorize_scopes: "openid" },
    }),
    CreateManagedLoginBranding: onPool("CreateManagedLoginBranding", { ClientId: "x" }),
    CreateResourceServer: onPool("CreateResourceServer", { Identifier: "api", Name: "api" }),
    CreateUserPoolClient: onPool("CreateUserPoolClient", { ClientName: "web" }),
    CreateUserPoolDomain: onPool("CreateUserPoolDomain", { Domain: "people" }),
    DeleteIdentityProvider: onPool("DeleteIdentityProvider", { ProviderName: "Google" }),
    DeleteManagedLoginBranding: onPool("DeleteManagedLoginBranding", BRANDING),
    DeleteResourceServer: onPool("DeleteResourceServer", { Identifier: "api" }),
    DeleteUserPoolDomain: onPool("DeleteUserPoolDomain", { Domain: "people" }),
    DescribeIdentityProvider: onPool("DescribeIdentityProvider", { ProviderName: "Google" }),
    DescribeManagedLoginBranding: onPool("DescribeManagedLoginBranding", BRANDING),
    DescribeManagedLoginBrandingByClient: onPool("DescribeManagedLoginBrandingByClient", { ClientId: "x" }),
    DescribeResourceServer: onPool("DescribeResourceServer", { Identifier: "api" }),
    DescribeUserPoolDomain: one("cognito-idp:DescribeUserPoolDomain", "*", { Domain: "people" }),
    GetIdentityProviderByIdentifier: onPool("GetIdentityProviderByIdentifier", { IdpIdentifier: "example.com" }),
    ListIdentityProviders: onPool("ListIdentityProviders"),
    ListResourceServers: onPool("ListResourceServers"),
    UpdateIdentityProvider: onPool("UpdateIdentityProvider", { ProviderName: "Google" }),
    UpdateManagedLoginBranding: onPool("UpdateManagedLoginBranding", BRANDING),
    UpdateResourceServer: onPool("UpdateResourceServer", { Identifier: "api", Name: "api" }),
    UpdateUserPoolDomain: onPool("UpdateUserPoolDomain", { Domain: "people" }),
    DeleteGroup: onPool("DeleteGroup", { GroupName: "g" }),
    DeleteUser: unasked({ AccessToken: "t" }),
    DeleteUserAttributes: unasked({ AccessToken: "t", UserAttributeNames: ["name"] }),
    DeleteUserPool: onPool("DeleteUserPool"),
    DeleteUserPoolClient: onPool("DeleteUserPoolClient", { ClientId: "x" }),
    DescribeUserPool: onPool("DescribeUserPool"),
    DescribeUserPoolClient: onPool("DescribeUserPoolClient", { ClientId: "x" }),
    ForgotPassword: unasked({ ClientId: "x", Username: "ann" }),
    GetGroup: onPool("GetGroup", { GroupName: "g" }),
    GetTokensFromRefreshToken: unasked({ ClientId: "x", RefreshToken: "t" }),
    GetUser: unasked({ AccessToken: "t" }),
    GetUserAuthFactors: unasked({ AccessToken: "t" }),
    GetUserAttributeVerificationCode: unasked({ AccessToken: "t", AttributeName: "email" }),
    GlobalSignOut: unasked({ AccessToken: "t" }),
    InitiateAuth: unasked({ ClientId: "x", AuthFlow: "USER_PASSWORD_AUTH" }),
    ListGroups: onPool("ListGroups"),
    ListTagsForResource: one("cognito-idp:ListTagsForResource", POOL, { ResourceArn: POOL }),
    ListUserPoolClients: onPool("ListUserPoolClients"),
    ListUserPools: one("cognito-idp:ListUserPools", "*", { MaxResults: 1 }),
    ListUsers: onPool("ListUsers"),
    ListUsersInGroup: onPool("ListUsersInGroup", { GroupName: "g" }),
    ResendConfirmationCode: unasked({ ClientId: "x", Username: "ann" }),
    RespondToAuthChallenge: unasked({ ClientId: "x", ChallengeName: "NEW_PASSWORD_REQUIRED" }),
    RevokeToken: unasked({ ClientId: "x", Token: "t" }),
    AdminSetUserMFAPreference: onPool("AdminSetUserMFAPreference", { Username: "ann" }),
    AssociateSoftwareToken: unasked({ AccessToken: "t" }),
    GetUserPoolMfaConfig: onPool("GetUserPoolMfaConfig"),
    SetUserMFAPreference: unasked({ AccessToken: "t" }),
    SetUserPoolMfaConfig: onPool("SetUserPoolMfaConfig"),
    VerifySoftwareToken: unasked({ AccessToken: "t", UserCode: "123456" }),
    SignUp: unasked({ ClientId: "x", Username: "ann", Password: "Secret-1!" }),
    UpdateGroup: onPool("UpdateGroup", { GroupName: "g" }),
    TagResource: one("cognito-idp:TagResource", POOL, { ResourceArn: POOL, Tags: {} }),
    UntagResource: one("cognito-idp:UntagResource", POOL, { ResourceArn: POOL, TagKeys: [] }),
    UpdateUserAttributes: unasked({ AccessToken: "t", UserAttributes: [] }),
    UpdateUserPool: onPool("UpdateUserPool"),
    UpdateUserPoolClient: onPool("UpdateUserPoolClient", { ClientId: "x" }),
    VerifyUserAttribute: unasked({ AccessToken: "t", AttributeName: "email", Code: "1" }),
  },
  sts: {
    AssumeRole: one("sts:AssumeRole", ROLE, { RoleArn: ROLE, RoleSessionName: "one" }),
    GetCallerIdentity: { input: {}, rights: [] },
  },
  amplify: {
    CreateDeployment: { ...onBranch("POST", "/deployments", "CreateDeployment", "/deployments/*"), input: {} },
    GetApp: rest("GET /apps/d1", "amplify:GetApp", AMPLIFY_APP),
    GetBranch: onBranch("GET", "", "GetBranch", ""),
    GetJob: onBranch("GET", "/jobs/1", "GetJob", "/jobs/1"),
    ListApps: rest("GET /apps", "amplify:ListApps", "arn:aws:amplify:eu-west-1:000000000000:apps/*"),
    ListBranches: rest("GET /apps/d1/branches", "amplify:ListBranches", AMPLIFY_APP),
    ListJobs: onBranch("GET", "/jobs", "ListJobs", "/jobs/*"),
    StartDeployment: {
      ...onBranch("POST", "/deployments/start", "StartDeployment", "/deployments/*"),
      input: { sourceUrl: "s3://site/app.zip" },
    },
    StopJob: onBranch("DELETE", "/jobs/1/stop", "StopJob", "/jobs/1"),
  },
  "rds-data": {
    BatchExecuteStatement: onDatabase("BatchExecute", "BatchExecuteStatement", { sql: "select 1" }),
    BeginTransaction: onDatabase("BeginTransaction", "BeginTransaction"),
    CommitTransaction: onDatabase("CommitTransaction", "CommitTransaction", { transactionId: "t" }),
    ExecuteStatement: onDatabase("Execute", "ExecuteStatement", { sql: "select 1" }),
    RollbackTransaction: onDatabase("RollbackTransaction", "RollbackTransaction", { transactionId: "t" }),
  },
  s3: {
    AbortMultipartUpload: onObject("DELETE", "one?uploadId=u", ["AbortMultipartUpload"]),
    CompleteMultipartUpload: onObject("POST", "one?uploadId=u", ["PutObject"]),
    CopyObject: {
      request: "PUT /orders/copy",
      headers: { "x-amz-copy-source": "/others/one" },
      rights: [
        ["s3:PutObject", "arn:aws:s3:::orders/copy"],
        ["s3:GetObject", "arn:aws:s3:::others/one"],
      ],
      further: ["s3:GetObjectVersion"],
    },
    CreateBucket: rest("PUT /orders", "s3:CreateBucket", "arn:aws:s3:::orders"),
    CreateMultipartUpload: onObject("POST", "one?uploads", ["PutObject"], ["PutObjectTagging"]),
    DeleteBucket: rest("DELETE /none", "s3:DeleteBucket", "arn:aws:s3:::none"),
    DeleteBucketCors: onBucket("DELETE", "cors", "PutBucketCORS"),
    DeleteBucketEncryption: onBucket("DELETE", "encryption", "PutEncryptionConfiguration"),
    DeleteBucketLifecycle: onBucket("DELETE", "lifecycle", "PutLifecycleConfiguration"),
    DeleteBucketOwnershipControls: onBucket("DELETE", "ownershipControls", "PutBucketOwnershipControls"),
    DeleteBucketPolicy: onBucket("DELETE", "policy", "DeleteBucketPolicy"),
    DeleteBucketTagging: onBucket("DELETE", "tagging", "PutBucketTagging"),
    DeleteBucketWebsite: onBucket("DELETE", "website", "DeleteBucketWebsite"),
    DeleteObject: onObject("DELETE", "one", ["DeleteObject"], ["DeleteObjectVersion"]),
    DeleteObjects: {
      ...rest("POST /made?delete", "s3:DeleteObject", "arn:aws:s3:::made/one"),
      further: ["s3:DeleteObjectVersion"],
      body: DELETION,
      headers: { "content-md5": createHash("md5").update(DELETION).digest("base64") },
    },
    DeleteObjectTagging: onObject("DELETE", "one?tagging", ["DeleteObjectTagging"], ["DeleteObjectVersionTagging"]),
    DeletePublicAccessBlock: onBucket("DELETE", "publicAccessBlock", "PutBucketPublicAccessBlock"),
    GetBucketAcl: onBucket("GET", "acl", "GetBucketAcl"),
    GetBucketCors: onBucket("GET", "cors", "GetBucketCORS"),
    GetBucketEncryption: onBucket("GET", "encryption", "GetEncryptionConfiguration"),
    GetBucketLifecycleConfiguration: onBucket("GET", "lifecycle", "GetLifecycleConfiguration"),
    GetBucketLocation: onBucket("GET", "location", "GetBucketLocation"),
    GetBucketLogging: onBucket("GET", "logging", "GetBucketLogging"),
    GetBucketNotificationConfiguration: onBucket("GET", "notification", "GetBucketNotification"),
    GetBucketOwnershipControls: onBucket("GET", "ownershipControls", "GetBucketOwnershipControls"),
    GetBucketPolicy: onBucket("GET", "policy", "GetBucketPolicy"),
    GetBucketPolicyStatus: onBucket("GET", "policyStatus", "GetBucketPolicyStatus"),
    GetBucketRequestPayment: onBucket("GET", "requestPayment", "GetBucketRequestPayment"),
    GetBucketTagging: onBucket("GET", "tagging", "GetBucketTagging"),
    GetBucketVersioning: onBucket("GET", "versioning", "GetBucketVersioning"),
    GetBucketWebsite: onBucket("GET", "website", "GetBucketWebsite"),
    GetObject: {
      ...rest("GET /none/one", "s3:GetObject", "arn:aws:s3:::none/one"),
      further: ["s3:GetObjectVersion"],
    },
    GetObjectAcl: onObject("GET", "one?acl", ["GetObjectAcl"], ["GetObjectVersionAcl"]),
    GetObjectAttributes: onObject(
      "GET",
      "one?attributes",
      ["GetObject", "GetObjectAttributes"],
      ["GetObjectVersion", "GetObjectVersionAttributes"],
    ),
    GetObjectTagging: onObject("GET", "one?tagging", ["GetObjectTagging"], ["GetObjectVersionTagging"]),
    GetPublicAccessBlock: onBucket("GET", "publicAccessBlock", "GetBucketPublicAccessBlock"),
    HeadBucket: rest("HEAD /orders", "s3:ListBucket", "arn:aws:s3:::orders"),
    HeadObject: {
      ...rest("HEAD /none/one", "s3:GetObject", "arn:aws:s3:::none/one"),
      further: ["s3:GetObjectVersion"],
    },
    ListBuckets: rest("GET /", "s3:ListAllMyBuckets", "*"),
    ListMultipartUploads: onBucket("GET", "uploads", "ListBucketMultipartUploads"),
    ListObjects: rest("GET /orders", "s3:ListBucket", "arn:aws:s3:::orders"),
    ListObjectsV2: onBucket("GET", "list-type=2", "ListBucket"),
    ListObjectVersions: onBucket("GET", "versions", "ListBucketVersions"),
    ListParts: onObject("GET", "one?uploadId=u", ["ListMultipartUploadParts"]),
    PutBucketAcl: onBucket("PUT", "acl", "PutBucketAcl"),
    PutBucketCors: onBucket("PUT", "cors", "PutBucketCORS"),
    PutBucketEncryption: onBucket("PUT", "encryption", "PutEncryptionConfiguration"),
    PutBucketLifecycleConfiguration: onBucket("PUT", "lifecycle", "PutLifecycleConfiguration"),
    PutBucketLogging: onBucket("PUT", "logging", "PutBucketLogging"),
    PutBucketNotificationConfiguration: onBucket("PUT", "notification", "PutBucketNotification"),
    PutBucketOwnershipControls: onBucket("PUT", "ownershipControls", "PutBucketOwnershipControls"),
    PutBucketPolicy: onBucket("PUT", "policy", "PutBucketPolicy"),
    PutBucketRequestPayment: onBucket("PUT", "requestPayment", "PutBucketRequestPayment"),
    PutBucketTagging: onBucket("PUT", "tagging", "PutBucketTagging"),
    PutBucketVersioning: onBucket("PUT", "versioning", "PutBucketVersioning"),
    PutBucketWebsite: onBucket("PUT", "website", "PutBucketWebsite"),
    PutObject: onObject("PUT", "one", ["PutObject"], ["PutObjectTagging"]),
    PutObjectAcl: onObject("PUT", "one?acl", ["PutObjectAcl"], ["PutObjectVersionAcl"]),
    PutObjectTagging: onObject("PUT", "one?tagging", ["PutObjectTagging"], ["PutObjectVersionTagging"]),
    PutPublicAccessBlock: onBucket("PUT", "publicAccessBlock", "PutBucketPublicAccessBlock"),
    UploadPart: onObject("PUT", "one?uploadId=u&partNumber=1", ["PutObject"]),
    UploadPartCopy: {
      request: "PUT /orders/copy?uploadId=u&partNumber=1",
      headers: { "x-amz-copy-source": "/others/one" },
      rights: [
        ["s3:PutObject", "arn:aws:s3:::orders/copy"],
        ["s3:GetObject", "arn:aws:s3:::others/one"],
      ],
      further: ["s3:GetObjectVersion"],
    },
  },
  cloudfront: {
    CreateInvalidation: onDistribution("POST", "/invalidation", "CreateInvalidation"),
    GetDistribution: onDistribution("GET", "", "GetDistribution"),
    GetDistributionConfig: onDistribution("GET", "/config", "GetDistributionConfig"),
    GetInvalidation: onDistribution("GET", "/invalidation/I1", "GetInvalidation"),
    ListDistributions: rest("GET /2020-05-31/distribution", "cloudfront:ListDistributions", "*"),
    // Without a body the function has no name.
    CreateFunction: rest("POST /2020-05-31/function", "cloudfront:CreateFunction", `${EDGE_FUNCTION}/`),
    DeleteFunction: onEdgeFunction("DELETE", "", "DeleteFunction"),
    DescribeFunction: onEdgeFunction("GET", "/describe", "DescribeFunction"),
    GetFunction: onEdgeFunction("GET", "", "GetFunction"),
    ListFunctions: rest("GET /2020-05-31/function", "cloudfront:ListFunctions", "*"),
    PublishFunction: onEdgeFunction("POST", "/publish", "PublishFunction"),
    TestFunction: onEdgeFunction("POST", "/test", "TestFunction"),
    UpdateFunction: onEdgeFunction("PUT", "", "UpdateFunction"),
    ListInvalidations: onDistribution("GET", "/invalidation", "ListInvalidations"),
  },
  lambda: {
    AddPermission: {
      ...onFunction("POST", "policy", "AddPermission"),
      input: { StatementId: "s", Action: "lambda:InvokeFunction", Principal: "sqs.amazonaws.com" },
    },
    CreateAlias: {
      ...onFunction("POST", "aliases", "CreateAlias"),
      input: { Name: "live", FunctionVersion: "$LATEST" },
    },
    CreateEventSourceMapping: {
      ...rest(`POST ${MAPPINGS}`, "lambda:CreateEventSourceMapping", "*"),
      input: { FunctionName: "orders", EventSourceArn: QUEUE },
    },
    CreateFunction: {
      request: "POST /2015-03-31/functions",
      input: {
        FunctionName: "orders",
        Role: ROLE,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: "" },
      },
      rights: [
        ["lambda:CreateFunction", FUNCTION],
        ["iam:PassRole", ROLE],
      ],
    },
    DeleteAlias: onFunction("DELETE", "aliases/no", "DeleteAlias", ":no"),
    DeleteEventSourceMapping: rest(`DELETE ${MAPPINGS}/m`, "lambda:DeleteEventSourceMapping", MAPPING),
    DeleteFunction: rest(
      "DELETE /2015-03-31/functions/orders?Qualifier=$LATEST",
      "lambda:DeleteFunction",
      `${FUNCTION}:$LATEST`,
    ),
    DeleteFunctionConcurrency: rest(
      "DELETE /2017-10-31/functions/orders/concurrency",
      "lambda:DeleteFunctionConcurrency",
      FUNCTION,
    ),
    GetAlias: onFunction("GET", "aliases/no", "GetAlias", ":no"),
    GetEventSourceMapping: rest(`GET ${MAPPINGS}/m`, "lambda:GetEventSourceMapping", MAPPING),
    GetFunction: rest("GET /2015-03-31/functions/orders", "lambda:GetFunction", FUNCTION),
    GetFunctionConfiguration: onFunction("GET", "configuration", "GetFunctionConfiguration"),
    GetPolicy: onFunction("GET", "policy", "GetPolicy"),
    Invoke: {
      ...rest("POST /2015-03-31/functions/orders/invocations", "lambda:InvokeFunction", FUNCTION),
      headers: { "x-amz-invocation-type": "DryRun" },
    },
    ListAliases: onFunction("GET", "aliases", "ListAliases"),
    ListEventSourceMappings: rest(`GET ${MAPPINGS}`, "lambda:ListEventSourceMappings", "*"),
    ListFunctions: rest("GET /2015-03-31/functions", "lambda:ListFunctions", "*"),
    ListVersionsByFunction: onFunction("GET", "versions", "ListVersionsByFunction"),
    PublishVersion: { ...onFunction("POST", "versions", "PublishVersion"), input: {} },
    PutFunctionConcurrency: {
      ...rest("PUT /2017-10-31/functions/orders/concurrency", "lambda:PutFunctionConcurrency", FUNCTION),
      input: { ReservedConcurrentExecutions: 1 },
    },
    RemovePermission: onFunction("DELETE", "policy/no", "RemovePermission"),
    UpdateAlias: { ...onFunction("PUT", "aliases/no", "UpdateAlias", ":no"), input: {} },
    UpdateEventSourceMapping: {
      ...rest(`PUT ${MAPPINGS}/m`, "lambda:UpdateEventSourceMapping", MAPPING),
      input: { BatchSize: 1 },
    },
    UpdateFunctionCode: { ...onFunction("PUT", "code", "UpdateFunctionCode"), input: { ZipFile: "" } },
    UpdateFunctionConfiguration: {
      request: "PUT /2015-03-31/functions/orders/configuration",
      input: { Role: ROLE },
      rights: [
        ["lambda:UpdateFunctionConfiguration", FUNCTION],
        ["iam:PassRole", ROLE],
      ],
    },
  },
});
