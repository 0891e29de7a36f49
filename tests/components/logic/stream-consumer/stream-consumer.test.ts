import assert from "node:assert/strict";
import { resolve } from "node:path";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import type { StreamFacts, StreamSource, StreamView } from "../../../../components/core/stream-source";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { StreamConsumerArgs } from "../../../../components/logic/stream-consumer/args";
import { planStreamConsumer } from "../../../../components/logic/stream-consumer/plan";
import { StreamConsumer } from "../../../../components/logic/stream-consumer/stream-consumer";
import { Queue } from "../../../../components/messaging/queue/queue";
import { kinesisStream } from "../../../../components/messaging/stream/kinesis-stream";

const ENTRY = resolve(__dirname, "../function/echo.handler.ts");
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const KINESIS = "arn:aws:kinesis:eu-west-1:000000000000:stream/clicks";

type Args = Partial<StreamConsumerArgs>;

const tableStream = (view: StreamView = "both images"): StreamSource =>
  new Table("shows", { key: { partition: "id" }, stream: view, alarms: false }).stream();

const kinesis = (shards?: number): StreamSource => kinesisStream({ arn: KINESIS, ...(shards && { shards }) });

const deploy = async (args: (queue: Queue) => Args = () => ({}), stream: () => StreamSource = tableStream) => {
  const parts: { queue: Queue; source: StreamSource; consumer: StreamConsumer }[] = [];
  const made = await registered(() => {
    const queue = new Queue("failures", { alarms: false });
    const source = stream();
    const consumer = new StreamConsumer("count", { stream: source, function: { entry: ENTRY }, ...args(queue) });
    parts.push({ queue, source, consumer });
  });
  const [part] = parts;
  assert.ok(part);
  return { made, ...part, mapping: the(made, MAPPING, "count").inputs, policy: the(made, POLICY, "count-read").inputs };
};

const database = (maxConnections: number, resumeSeconds?: number): Link => ({
  description: "sign in to database orders",
  grants: [],
  environment: () => ({}),
  connections: { of: { description: "database orders", maxConnections, resumeSeconds } },
});

describe("a consumer of a stream", () => {
  it("has exactly these children beside those of its function", async () => {
    const { made } = await deploy((onFailure) => ({ onFailure }));
    const parent = the(made, "serverless-tiers:index:StreamConsumer", "count").urn;
    assert.deepEqual(listed(made.filter((child) => child.parent === parent)), [
      `${ALARM} count-age-alarm`,
      `${ALARM} count-failures-alarm`,
      `${POLICY} count-read`,
      `${MAPPING} count`,
      "serverless-tiers:index:LambdaFunction count",
    ]);
  });

  it("begins with the oldest record, halves what fails, and gives nothing up without a place for it", async () => {
    const { mapping, source, consumer } = await deploy();
    assert.deepEqual(mapping, {
      eventSourceArn: await resolved(source.arn as never),
      functionName: await resolved(consumer.function.aliasArn),
      startingPosition: "TRIM_HORIZON",
      batchSize: 100,
      maximumBatchingWindowInSeconds: 0,
      parallelizationFactor: 1,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("sends what it gives up to a queue, after ten more tries", async () => {
    const { mapping, queue, policy } = await deploy((onFailure) => ({ onFailure }));
    assert.equal(mapping.maximumRetryAttempts, 10);
    assert.deepEqual(mapping.destinationConfig, { onFailure: { destinationArn: await resolved(queue.arn) } });
    assert.deepEqual(JSON.parse(String(policy.policy)).Statement.at(-1), {
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: [await resolved(queue.arn)],
    });
  });

  it("discards what it gives up where that is said", async () => {
    const { mapping, made } = await deploy(() => ({ onFailure: "discard", retries: 0, maxRecordAge: "1 minute" }));
    assert.deepEqual(
      [mapping.maximumRetryAttempts, mapping.maximumRecordAgeInSeconds, mapping.destinationConfig],
      [0, 60, undefined],
    );
    assert.equal(
      made.some(({ name }) => name === "count-failures-alarm"),
      false,
    );
  });

  it("may read this stream before it is asked to, and find it", async () => {
    const { made, policy, source, consumer } = await deploy();
    assert.deepEqual(JSON.parse(String(policy.policy)).Statement, [
      {
        Effect: "Allow",
        Action: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
        Resource: [await resolved(source.arn as never)],
      },
      { Effect: "Allow", Action: ["dynamodb:ListStreams"], Resource: ["*"] },
    ]);
    assert.equal(policy.role, await resolved(consumer.function.role.name));
    assert.deepEqual(dependencies(the(made, MAPPING, "count")), [
      "aws:dynamodb/table:Table shows",
      `${POLICY} count-read`,
      "aws:lambda/alias:Alias count-live",
    ]);
  });

  it("takes other batches, several at a time, filters, windows, and from Kinesis a time", async () => {
    const at = "2026-11-22T10:00:00+01:00";
    const filter = [{ data: { kind: ["click"] } }];
    const { mapping } = await deploy(
      () => ({
        batch: { size: 10_000, window: "5 minutes" },
        parallelization: 10,
        filter,
        startingPosition: { at },
        bisect: false,
        tumblingWindow: "15 minutes",
      }),
      kinesis,
    );
    const { functionName: _, eventSourceArn: __, functionResponseTypes: ___, ...rest } = mapping;
    assert.deepEqual(rest, {
      startingPosition: "AT_TIMESTAMP",
      startingPositionTimestamp: at,
      batchSize: 10_000,
      maximumBatchingWindowInSeconds: 300,
      parallelizationFactor: 10,
      bisectBatchOnFunctionError: false,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
      tumblingWindowInSeconds: 900,
      filterCriteria: { filters: [{ pattern: JSON.stringify(filter[0]) }] },
    });
    assert.equal((await deploy(() => ({ startingPosition: "latest" }))).mapping.startingPosition, "LATEST");
  });

  it("tells of records that wait for a quarter of an hour, and of any that was given up", async () => {
    const { made, queue, consumer } = await deploy((onFailure) => ({ onFailure, alarms: { topicArn: "arn:topic" } }));
    const age = the(made, ALARM, "count-age-alarm").inputs;
    assert.deepEqual(
      [age.namespace, age.metricName, age.statistic, age.threshold, age.dimensions, age.alarmActions],
      [
        "AWS/Lambda",
        "IteratorAge",
        "Maximum",
        900_000,
        { FunctionName: await resolved(consumer.function.name) },
        ["arn:topic"],
      ],
    );
    assert.equal(
      age.alarmDescription,
      "Records of the stream of table shows wait for more than 900 seconds for count.",
    );
    const failures = the(made, ALARM, "count-failures-alarm").inputs;
    assert.deepEqual(
      [failures.metricName, failures.threshold, failures.dimensions],
      ["ApproximateNumberOfMessagesVisible", 0, { QueueName: await resolved(queue.name) }],
    );
  });

  it("tells of half the age at which records are given up, where that is less; or of nothing", async () => {
    const { made } = await deploy(() => ({ onFailure: "discard", maxRecordAge: "10 minutes" }));
    assert.equal(the(made, ALARM, "count-age-alarm").inputs.threshold, 300_000);
    assert.equal((await deploy(() => ({ alarms: false }))).made.filter(({ type }) => type === ALARM).length, 0);
  });

  it("lets its own children be changed", async () => {
    const { made, mapping } = await deploy((onFailure) => ({
      onFailure,
      transform: {
        eventSourceMapping: { enabled: false },
        ageAlarm: { threshold: 7 },
        failuresAlarm: { threshold: 8 },
      },
    }));
    assert.equal(mapping.enabled, false);
    assert.equal(the(made, ALARM, "count-age-alarm").inputs.threshold, 7);
    assert.equal(the(made, ALARM, "count-failures-alarm").inputs.threshold, 8);
  });

  it("is planned before its stream is made", () => {
    const facts: StreamFacts = { description: "stream of table shows", kind: "dynamodb", view: "keys only" };
    assert.equal(planStreamConsumer("count", { stream: facts, function: { entry: ENTRY } }).concurrency, 1);
  });
});

describe("the event sources of one function", () => {
  it("share what it has reserved, each shard counted", async () => {
    await registered(() => {
      const shared = new LambdaFunction("echo", { entry: ENTRY, reservedConcurrency: 10 });
      new StreamConsumer("first", { stream: kinesis(2), function: shared, parallelization: 3 });
      assert.throws(() => new StreamConsumer("second", { stream: kinesis(5), function: shared }), {
        name: "ArgsError",
        message:
          "second: parallelization must leave room: 5 shards may take 5 batches at a time, function.reservedConcurrency is 10, " +
          "of which its other event sources may take 6; lower it or reserve more",
      });
      new StreamConsumer("third", { stream: kinesis(4), function: shared });
    });
  });
});

describe("wrong arguments of a stream's consumer are refused before any of its parts is registered:", () => {
  const withDatabase = { entry: ENTRY, links: { store: database(10) } };
  const cases: [string, Args, string, (() => StreamSource)?][] = [
    [
      "less patience than a database takes to resume",
      { function: { entry: ENTRY, links: { store: database(100, 30) } } },
      'function.timeout must be at least "30 seconds" (it is "10 seconds"), as long as it may take to sign in to database orders, which pauses: ' +
        "what times out meanwhile is received again, and may end as a dead letter; raise it or let the database not pause",
    ],
    ["no record", { batch: { size: 0 } }, "batch.size must be a whole number from 1 to 10000 (it is 0)"],
    ["many records", { batch: { size: 10_001 } }, "batch.size must be a whole number from 1 to 10000 (it is 10001)"],
    [
      "a long window",
      { batch: { window: "301 seconds" } },
      'batch.window must be at most "5 minutes" (it is "301 seconds")',
    ],
    ["no batch at a time", { parallelization: 0 }, "parallelization must be a whole number from 1 to 10 (it is 0)"],
    ["many at a time", { parallelization: 11 }, "parallelization must be a whole number from 1 to 10 (it is 11)"],
    [
      "retries that end nowhere",
      { retries: 3 },
      'retries must be absent without onFailure: what is given up would be lost without a word; name a Queue, or "discard"',
    ],
    [
      "an age that ends nowhere",
      { maxRecordAge: "1 hour" },
      'maxRecordAge must be absent without onFailure: what is given up would be lost without a word; name a Queue, or "discard"',
    ],
    [
      "fewer than no retries",
      { onFailure: "discard", retries: -1 },
      "retries must be a whole number from 0 to 10000 (it is -1)",
    ],
    [
      "many retries",
      { onFailure: "discard", retries: 10_001 },
      "retries must be a whole number from 0 to 10000 (it is 10001)",
    ],
    [
      "a short age",
      { onFailure: "discard", maxRecordAge: "59 seconds" },
      'maxRecordAge must be at least "1 minute" (it is "59 seconds")',
    ],
    [
      "an age that no record of a table reaches",
      { onFailure: "discard", maxRecordAge: "24 hours" },
      'maxRecordAge must be below "1 day", when a table\'s stream forgets its records (it is "24 hours")',
    ],
    [
      "a long age",
      { onFailure: "discard", maxRecordAge: "8 days" },
      'maxRecordAge must be at most "7 days" (it is "8 days")',
      kinesis,
    ],
    [
      "a time in a table's stream",
      { startingPosition: { at: "2026-11-22T10:00:00Z" } },
      'startingPosition must be "trim horizon" or "latest": a table\'s stream knows no times',
    ],
    [
      "no time",
      { startingPosition: { at: "yesterday" } },
      'startingPosition.at must be a time in ISO 8601, "2026-11-22T10:00:00Z" (it is "yesterday")',
      kinesis,
    ],
    [
      "a long tumbling window",
      { tumblingWindow: "16 minutes" },
      'tumblingWindow must be at most "15 minutes" (it is "16 minutes")',
    ],
    ["many filters", { filter: Array(6).fill({}) }, "filter must have at most 5 patterns (it has 6)"],
    [
      "a value outside of a list",
      { filter: [{ eventName: "INSERT" }] },
      'filter[0].eventName must be a list of one or more values, or members with such (it is "INSERT")',
    ],
    [
      "an empty list",
      { filter: [{ dynamodb: { Keys: { id: { S: [] } } } }] },
      "filter[0].dynamodb.Keys.id.S must be a list of one or more values, or members with such (it is [])",
    ],
    [
      "an event that is none",
      { filter: [{ eventName: ["INSERT", "DELETE"] }] },
      'filter[0].eventName must hold "INSERT", "MODIFY" or "REMOVE" (it holds "DELETE")',
    ],
    [
      "the pattern of a queue",
      { filter: [{ body: { kind: ["x"] } }] },
      "filter[0].body must be one of dynamodb, eventName, eventID, eventVersion, eventSource, eventSourceARN, awsRegion, userIdentity, which a record of a table's stream has",
    ],
    [
      "the pattern of a table at Kinesis",
      { filter: [{ $or: [{ data: {} }, { dynamodb: {} }] }] },
      "filter[0].$or[1].dynamodb must be one of data, which a record of a Kinesis stream has",
      kinesis,
    ],
    [
      "a pattern on what the stream does not hold",
      { filter: [{ dynamodb: { NewImage: { city: { S: ["Bern"] } } } }] },
      'filter[0].dynamodb.NewImage must be absent, or the table\'s stream be "new image" or "both images": its records hold old image',
      () => tableStream("old image"),
    ],
    [
      "a pattern on numbers, beside a member by the name of one that every object has",
      { filter: [{ dynamodb: { constructor: ["x"], Keys: { seats: { N: [3] } } } }] },
      'filter[0].dynamodb.Keys.seats.N must hold texts, ["7"]: numbers are texts in a table\'s stream, and no numeric operator matches',
    ],
    [
      "a pattern on numbers",
      { filter: [{ dynamodb: { NewImage: { seats: { N: [{ numeric: [">", 3] }] } } } }] },
      'filter[0].dynamodb.NewImage.seats.N must hold texts, ["7"]: numbers are texts in a table\'s stream, and no numeric operator matches',
    ],
    [
      "an alarm that no record grows old enough for",
      { alarms: { maxAge: "1 day" } },
      'alarms.maxAge must be below "1 day", after which there is no such record any more (it is "1 day")',
    ],
    [
      "an alarm after records are given up",
      { onFailure: "discard", maxRecordAge: "5 minutes", alarms: { maxAge: "5 minutes" } },
      'alarms.maxAge must be below "5 minutes", after which there is no such record any more (it is "5 minutes")',
    ],
    [
      "more than its function has reserved",
      { function: { entry: ENTRY, reservedConcurrency: 1 }, parallelization: 2 },
      "parallelization must leave room: each shard may take 2 batches at a time, function.reservedConcurrency is 1; lower it or reserve more",
    ],
    [
      "more connections than a database has",
      { function: withDatabase, parallelization: 3 },
      "parallelization must be at most 5 (it is 6): sign in to database orders takes 10 connections, and Lambda may run twice the concurrency for a moment; lower it or raise the capacity",
      () => kinesis(2),
    ],
    [
      "a function that is none",
      { function: { entry: ENTRY, timeout: "16 minutes" } },
      'function.timeout must be at most "15 minutes" (it is "16 minutes")',
    ],
  ];
  for (const [what, args, message, source = tableStream] of cases)
    it(what, async () => {
      const made = await registered(() => {
        const stream = source();
        assert.throws(() => new StreamConsumer("count", { stream, function: { entry: ENTRY }, ...args }), {
          name: "ArgsError",
          message: `count: ${message}`,
        });
      });
      assert.deepEqual(
        made.filter(({ name }) => name.startsWith("count")),
        [],
      );
    });
});
