import { UNKNOWN } from "../../../../components/policies/checked-resource";
import { ALARM, CLUSTER, consumer, FUNCTION, one, QUEUE, resource, stack, TABLE } from "../a-stack";
import type { Cases } from "./case";

const REDRIVE = { redrivePolicy: "{}" };

const times = (visibility: unknown, timeout: unknown, window: number) =>
  stack(
    consumer({
      queue: { ...REDRIVE, visibilityTimeoutSeconds: visibility },
      fn: { timeout },
      source: { maximumBatchingWindowInSeconds: window },
    }),
  );

const protectedStack = (alarms: Parameters<typeof stack>[0], isProtected = true) =>
  stack(
    [
      ...consumer({ queue: REDRIVE, fn: {}, source: {} }),
      resource(QUEUE, "dead"),
      resource(CLUSTER, "orders"),
      ...alarms,
    ],
    { protected: isProtected },
  );

const watching = (urn: string, actions: unknown = ["arn"]) =>
  resource(ALARM, `on ${urn.split(" ")[1]}`, { alarmActions: actions }, { uses: { dimensions: [urn] } });

const following = (source: Record<string, unknown>) =>
  stack([
    resource(TABLE, "shows"),
    resource("aws:lambda/eventSourceMapping:EventSourceMapping", "count", source, {
      uses: { eventSourceArn: [`${TABLE} shows`] },
    }),
  ]);

const kept = (props: Record<string, unknown>, protect: boolean, isProtected = true) =>
  stack([resource(CLUSTER, "orders", props, { protect })], { protected: isProtected });

const EVENTS = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const ALIAS_URN = "aws:lambda/alias:Alias live";

/** A function that a rule calls by its alias. */
const sentEvents = (more: Parameters<typeof stack>[0], fn: Record<string, unknown> = {}) =>
  stack([
    resource(FUNCTION, "work", fn),
    resource("aws:lambda/alias:Alias", "live", {}, { uses: { functionName: [`${FUNCTION} work`] } }),
    resource(
      "aws:cloudwatch/eventTarget:EventTarget",
      "target",
      { deadLetterConfig: {} },
      { uses: { arn: [ALIAS_URN] } },
    ),
    ...more,
  ]);

const KEY = "aws:kms/key:Key";

export const OPERATIONS: Cases = {
  "supported-runtime": {
    breaks: [
      [
        one(FUNCTION, { runtime: "nodejs20.x" }),
        "it: runtime must be a supported one: AWS ended nodejs20.x on 2026-04-30",
      ],
      [
        one(FUNCTION, { runtime: "nodejs12.x" }),
        'it: runtime must be one of nodejs20.x, nodejs22.x, nodejs24.x, python3.12, python3.13, provided.al2023, as of 2026-11-22 (it is "nodejs12.x")',
      ],
    ],
    holds: [
      one(FUNCTION, { runtime: "nodejs22.x" }),
      one(FUNCTION, { packageType: "Image" }),
      one(FUNCTION, { runtime: UNKNOWN }),
    ],
  },
  "runtime-ends-soon": {
    breaks: [
      [
        stack([resource(FUNCTION, "it", { runtime: "nodejs22.x" })], { today: new Date("2027-03-31T00:00:00Z") }),
        "it: runtime nodejs22.x ends on 2027-04-30, in 30 days",
      ],
    ],
    holds: [one(FUNCTION, { runtime: "nodejs22.x" }), one(FUNCTION, { runtime: "nodejs20.x" })],
  },
  "log-retention": {
    breaks: [
      [one("aws:cloudwatch/logGroup:LogGroup", {}), "it: retentionInDays must be over 0 (it is not set)"],
      [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 0 }), "it: retentionInDays must be over 0 (it is 0)"],
    ],
    holds: [one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 7 })],
  },
  "own-log-group": {
    breaks: [[one(FUNCTION, {}), "it: loggingConfig.logGroup must name a log group"]],
    holds: [one(FUNCTION, { loggingConfig: { logGroup: UNKNOWN } })],
  },
  tracing: {
    breaks: [
      [
        one(FUNCTION, { tracingConfig: { mode: "PassThrough" } }),
        'it: tracingConfig.mode should be "Active" (it is "PassThrough")',
      ],
      [one("aws:apigateway/stage:Stage", {}), "it: xrayTracingEnabled should be true (it is not set)"],
    ],
    holds: [
      one(FUNCTION, { tracingConfig: { mode: "Active" } }),
      one("aws:apigateway/stage:Stage", { xrayTracingEnabled: true }),
    ],
  },
  "dead-letter-queue": {
    breaks: [
      [
        stack(consumer({ queue: {}, fn: {}, source: {} })),
        "jobs: redrivePolicy must name a dead-letter queue: it has a consumer",
      ],
    ],
    holds: [
      stack(consumer({ queue: { redrivePolicy: UNKNOWN }, fn: {}, source: {} })),
      stack([resource(QUEUE, "nobody-reads")]),
    ],
  },
  "undelivered-is-kept": {
    breaks: [
      [
        one("aws:cloudwatch/eventTarget:EventTarget", {}),
        "it: deadLetterConfig must name a dead-letter queue: what cannot be delivered is lost otherwise",
      ],
      [
        one("aws:scheduler/schedule:Schedule", { target: { arn: "arn" } }),
        "it: target.deadLetterConfig must name a dead-letter queue: what cannot be delivered is lost otherwise",
      ],
      [
        one("aws:sns/topicSubscription:TopicSubscription", { protocol: "sqs" }),
        "it: redrivePolicy must name a dead-letter queue: what cannot be delivered is lost otherwise",
      ],
    ],
    holds: [
      one("aws:cloudwatch/eventTarget:EventTarget", { deadLetterConfig: { arn: UNKNOWN } }),
      one("aws:scheduler/schedule:Schedule", { target: UNKNOWN }),
      one("aws:sns/topicSubscription:TopicSubscription", { protocol: "sqs", redrivePolicy: "{}" }),
      one("aws:sns/topicSubscription:TopicSubscription", { protocol: "email" }),
    ],
  },
  "failed-events-are-kept": {
    breaks: [
      [
        sentEvents([]),
        "work: should have a FunctionEventInvokeConfig with destinationConfig.onFailure: it is sent events",
      ],
    ],
    holds: [
      sentEvents([
        resource(EVENTS, "kept", {}, { uses: { functionName: [`${FUNCTION} work`], qualifier: [ALIAS_URN] } }),
      ]),
      sentEvents([], { deadLetterConfig: { targetArn: UNKNOWN } }),
      stack([resource(FUNCTION, "work")]),
    ],
  },
  "visibility-timeout": {
    breaks: [
      [times(29, 30, 0), "jobs: visibilityTimeoutSeconds must be at least the 30 seconds that work may run (it is 29)"],
      [
        times(undefined, 31, 0),
        "jobs: visibilityTimeoutSeconds must be at least the 31 seconds that work may run (it is 30)",
      ],
    ],
    holds: [times(30, 30, 0), times(UNKNOWN, 30, 0), times(undefined, undefined, 0)],
  },
  "visibility-timeout-for-retries": {
    breaks: [
      [
        times(180, 30, 1),
        "jobs: visibilityTimeoutSeconds should be at least 181: 6 x 30 of work + 1 of the batch window (it is 180)",
      ],
    ],
    holds: [times(181, 30, 1), times(29, 30, 0)],
  },
  "failed-records-are-kept": {
    breaks: [
      [
        following({ maximumRetryAttempts: 0 }),
        "count: destinationConfig.onFailure should name a queue: maximumRetryAttempts ends the tries",
      ],
      [
        following({ maximumRetryAttempts: -1, maximumRecordAgeInSeconds: 60 }),
        "count: destinationConfig.onFailure should name a queue: maximumRecordAgeInSeconds ends the tries",
      ],
    ],
    holds: [
      following({ maximumRetryAttempts: -1, maximumRecordAgeInSeconds: -1 }),
      following({}),
      following({ maximumRetryAttempts: 3, destinationConfig: UNKNOWN }),
      following({ maximumRetryAttempts: UNKNOWN }),
      stack(consumer({ queue: REDRIVE, fn: {}, source: { maximumRetryAttempts: 3 } })),
    ],
  },
  "point-in-time-recovery-in-protected-stacks": {
    breaks: [
      [
        one(TABLE, {}, {}, { protected: true }),
        "it: pointInTimeRecovery.enabled must be true (it is not set): the stack is protected",
      ],
      [
        one(TABLE, { pointInTimeRecovery: { enabled: false } }, {}, { protected: true }),
        "it: pointInTimeRecovery.enabled must be true (it is false): the stack is protected",
      ],
    ],
    holds: [
      one(TABLE, {}),
      one(TABLE, { pointInTimeRecovery: { enabled: true } }, {}, { protected: true }),
      one(TABLE, { pointInTimeRecovery: UNKNOWN }, {}, { protected: true }),
    ],
  },
  "backups-in-protected-stacks": {
    breaks: [
      [
        one(CLUSTER, {}, {}, { protected: true }),
        "it: backupRetentionPeriod must be at least 7 (it is not set): the stack is protected",
      ],
      [
        one("aws:rds/instance:Instance", { backupRetentionPeriod: 0 }, {}, { protected: true }),
        "it: backupRetentionPeriod must be at least 7 (it is 0): the stack is protected",
      ],
    ],
    holds: [
      one(CLUSTER, { backupRetentionPeriod: 1 }),
      one(CLUSTER, { backupRetentionPeriod: 7 }, {}, { protected: true }),
      one(CLUSTER, { backupRetentionPeriod: UNKNOWN }, {}, { protected: true }),
      one("aws:rds/instance:Instance", { replicateSourceDb: "orders" }, {}, { protected: true }),
    ],
  },
  "secret-recovery-in-protected-stacks": {
    breaks: [
      [
        one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 0 }, {}, { protected: true }),
        "it: recoveryWindowInDays must be 7 to 30 (it is 0): the stack is protected",
      ],
    ],
    holds: [
      one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 0 }),
      one("aws:secretsmanager/secret:Secret", {}, {}, { protected: true }),
      one("aws:secretsmanager/secret:Secret", { recoveryWindowInDays: UNKNOWN }, {}, { protected: true }),
    ],
  },
  "keys-in-protected-stacks": {
    breaks: [
      [
        one(KEY, { deletionWindowInDays: 7 }, {}, { protected: true }),
        "it: deletionWindowInDays must be 30 (it is 7): the stack is protected",
        "it: enableKeyRotation must be true (it is not set): the stack is protected",
        "it: must have the resource option protect: the stack is protected",
      ],
    ],
    holds: [
      one(KEY, { deletionWindowInDays: 7 }),
      one(KEY, { enableKeyRotation: true }, { protect: true }, { protected: true }),
      one(KEY, { enableKeyRotation: UNKNOWN, deletionWindowInDays: UNKNOWN }, { protect: true }, { protected: true }),
      one(KEY, { customerMasterKeySpec: "RSA_2048" }, { protect: true }, { protected: true }),
    ],
  },
  "alarms-in-protected-stacks": {
    breaks: [
      [
        protectedStack([]),
        "dead: must have an alarm: the stack is protected",
        "orders: must have an alarm: the stack is protected",
      ],
      [
        protectedStack([watching(`${QUEUE} dead`, []), watching(`${CLUSTER} orders`)]),
        "on dead: alarmActions must name a topic: the stack is protected",
      ],
      [one(TABLE, {}, {}, { protected: true }), "it: must have an alarm: the stack is protected"],
    ],
    holds: [
      protectedStack([watching(`${QUEUE} dead`), watching(`${CLUSTER} orders`, UNKNOWN)]),
      protectedStack([], false),
      stack(
        [
          resource(TABLE, "shows"),
          resource(ALARM, "on shows", { alarmActions: ["arn"] }, { uses: { metricQueries: [`${TABLE} shows`] } }),
        ],
        { protected: true },
      ),
    ],
  },
  "deletion-protection-in-protected-stacks": {
    breaks: [
      [
        kept({ deletionProtection: false, skipFinalSnapshot: true }, false),
        "orders: deletionProtection must be true (it is false)",
        "orders: skipFinalSnapshot must be false (it is true)",
        "orders: must have the resource option protect: the stack is protected",
      ],
    ],
    holds: [
      kept({ deletionProtection: true }, true),
      kept({ deletionProtection: UNKNOWN }, true),
      kept({ deletionProtection: false, skipFinalSnapshot: true }, false, false),
    ],
  },
  tags: {
    breaks: [
      [
        stack([resource(QUEUE, "jobs", { tags: { stack: "dev" } })], { defaultTags: {} }),
        "jobs: should have the tag project: set aws:defaultTags in the stack file",
      ],
    ],
    holds: [
      stack([resource(QUEUE, "jobs")]),
      stack([resource(QUEUE, "jobs", { tags: { stack: "dev", project: "shop" } })], { defaultTags: {} }),
      stack([resource("aws:lambda/alias:Alias", "live")], { defaultTags: {} }),
    ],
  },
};
