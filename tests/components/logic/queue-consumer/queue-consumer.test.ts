import assert from "node:assert/strict";
import { resolve } from "node:path";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { QueueConsumerArgs } from "../../../../components/logic/queue-consumer/args";
import { QueueConsumer } from "../../../../components/logic/queue-consumer/queue-consumer";
import type { QueueArgs } from "../../../../components/messaging/queue/args";
import { Queue } from "../../../../components/messaging/queue/queue";

const ENTRY = resolve(__dirname, "../function/echo.handler.ts");
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

type Args = Omit<QueueConsumerArgs, "queue" | "function"> & Partial<Pick<QueueConsumerArgs, "function">>;

const deploy = async (args: Args = {}, queueArgs: QueueArgs = {}) => {
  const parts: { queue: Queue; consumer: QueueConsumer }[] = [];
  const made = await registered(() => {
    const queue = new Queue("orders", queueArgs);
    parts.push({ queue, consumer: new QueueConsumer("store", { queue, function: { entry: ENTRY }, ...args }) });
  });
  const [part] = parts;
  assert.ok(part);
  return { made, ...part, mapping: the(made, MAPPING, "store"), policy: the(made, POLICY, "store-consume") };
};

const database = (maxConnections: number, resumeSeconds?: number): Link => ({
  description: "sign in to database orders",
  grants: [],
  environment: () => ({}),
  connections: { of: { description: "database orders", maxConnections, resumeSeconds } },
});

describe("a consumer of a queue", () => {
  it("has exactly these children beside those of its function", async () => {
    const { made } = await deploy();
    const parent = the(made, "serverless-tiers:index:QueueConsumer", "store").urn;
    assert.deepEqual(listed(made.filter((child) => child.parent === parent)), [
      `${POLICY} store-consume`,
      `${MAPPING} store`,
      "serverless-tiers:index:LambdaFunction store",
    ]);
  });

  it("gets ten messages at once, five batches at a time, and reports what failed of each", async () => {
    const { mapping, queue, consumer } = await deploy();
    assert.deepEqual(mapping.inputs, {
      eventSourceArn: await resolved(queue.arn),
      functionName: await resolved(consumer.function.aliasArn),
      batchSize: 10,
      maximumBatchingWindowInSeconds: 0,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: 5 },
    });
  });

  it("may receive before it is asked to, from this queue and no more", async () => {
    const { mapping, policy, queue, consumer } = await deploy();
    assert.deepEqual(JSON.parse(String(policy.inputs.policy)).Statement, [
      {
        Effect: "Allow",
        Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        Resource: [await resolved(queue.arn)],
      },
    ]);
    assert.equal(policy.inputs.role, await resolved(consumer.function.role.name));
    assert.deepEqual(dependencies(mapping), [
      `${POLICY} store-consume`,
      "aws:lambda/alias:Alias store-live",
      "aws:sqs/queue:Queue orders",
    ]);
  });

  it("takes other batches, another concurrency or none, and filters", async () => {
    const filter = [{ body: { kind: ["order"] } }, { body: { kind: ["refund"] } }];
    const { mapping } = await deploy(
      { batch: { size: 10_000, window: "5 minutes" }, concurrency: 1000, filter },
      { batchWindow: "5 minutes" },
    );
    assert.equal(mapping.inputs.batchSize, 10_000);
    assert.equal(mapping.inputs.maximumBatchingWindowInSeconds, 300);
    assert.deepEqual(mapping.inputs.scalingConfig, { maximumConcurrency: 1000 });
    assert.deepEqual(mapping.inputs.filterCriteria, {
      filters: filter.map((pattern) => ({ pattern: JSON.stringify(pattern) })),
    });
    assert.equal((await deploy({ concurrency: "unlimited" })).mapping.inputs.scalingConfig, undefined);
  });

  it("gives a function that it makes the time that the queue counts on", async () => {
    const { made } = await deploy({}, { consumerTimeout: "45 seconds" });
    assert.equal(the(made, "aws:lambda/function:Function", "store").inputs.timeout, 45);
  });

  it("adopts a function that is there", async () => {
    const made = await registered(() => {
      const queue = new Queue("orders");
      const fn = new LambdaFunction("echo", { entry: ENTRY });
      assert.equal(new QueueConsumer("store", { queue, function: fn }).function, fn);
    });
    assert.deepEqual(
      made.filter(({ type }) => type === "serverless-tiers:index:LambdaFunction").map(({ name }) => name),
      ["echo"],
    );
  });

  it("lets its own children be changed", async () => {
    const { mapping, policy } = await deploy({
      transform: {
        eventSourceMapping: { enabled: false },
        policy: { policy: JSON.stringify({ Statement: [{ Sid: "More" }] }) },
      },
    });
    assert.equal(mapping.inputs.enabled, false);
    assert.deepEqual(JSON.parse(String(policy.inputs.policy)).Statement.at(-1), { Sid: "More" });
  });

  it("may take half the connections of what it is linked to, to the last one", async () => {
    const { mapping } = await deploy({
      function: { entry: ENTRY, links: { store: database(189) } },
      concurrency: 94,
    });
    assert.deepEqual(mapping.inputs.scalingConfig, { maximumConcurrency: 94 });
  });
});

describe("the consumers of one function", () => {
  it("share what it has reserved", async () => {
    await registered(() => {
      const shared = new LambdaFunction("echo", { entry: ENTRY, reservedConcurrency: 10, timeout: "30 seconds" });
      const consume = (name: string, concurrency: number) =>
        new QueueConsumer(name, { queue: new Queue(`${name}-queue`), function: shared, concurrency });
      consume("first", 7);
      assert.throws(() => consume("second", 4), {
        name: "ArgsError",
        message:
          "second: concurrency must be at most 3 (it is 4): function.reservedConcurrency is 10, of which its other consumers " +
          "may take 7, and what is throttled ends in the dead-letter queue; lower it or reserve more",
      });
      consume("third", 3);
    });
  });
});

describe("wrong arguments of a consumer are refused before any of its parts is registered:", () => {
  const withDatabase = (connections: number) => ({
    function: { entry: ENTRY, links: { store: database(connections) } },
  });
  const cases: [string, Args, string][] = [
    [
      "less patience than a database takes to resume",
      { function: { entry: ENTRY, timeout: "29 seconds", links: { store: database(100, 30) } }, concurrency: 2 },
      'function.timeout must be at least "30 seconds" (it is "29 seconds"), as long as it may take to sign in to database orders, which pauses: ' +
        "what times out meanwhile is received again, and may end as a dead letter; raise it or let the database not pause",
    ],
    ["no message", { batch: { size: 0 } }, "batch.size must be a whole number from 1 to 10000 (it is 0)"],
    [
      "too many messages",
      { batch: { size: 10_001 } },
      "batch.size must be a whole number from 1 to 10000 (it is 10001)",
    ],
    [
      "many messages without a window",
      { batch: { size: 25 } },
      'batch.window must be at least "1 second" when batch.size is over 10 (it is "0 seconds", batch.size is 25)',
    ],
    [
      "a long window",
      { batch: { window: "301 seconds" } },
      'batch.window must be at most "5 minutes" (it is "301 seconds")',
    ],
    [
      "a window that the queue does not count on",
      { batch: { size: 100, window: "1 second" } },
      'batch.window must be at most "0 seconds", the batchWindow of the queue (it is "1 second"); raise one or lower the other',
    ],
    [
      "a concurrency of one",
      { concurrency: 1 },
      'concurrency must be a whole number from 2 to 1000, or "unlimited" (it is 1)',
    ],
    [
      "too high a concurrency",
      { concurrency: 1001 },
      'concurrency must be a whole number from 2 to 1000, or "unlimited" (it is 1001)',
    ],
    ["many filters", { filter: Array(6).fill({}) }, "filter must have at most 5 patterns (it has 6)"],
    [
      "a function slower than the queue counts on",
      { function: { entry: ENTRY, timeout: "1 minute" } },
      'function.timeout must be at most "30 seconds", the consumerTimeout of the queue (it is "1 minute"); raise one or lower the other',
    ],
    [
      "a function that is none",
      { function: { entry: ENTRY, environment: { AWS_REGION: "x" } } },
      "function.environment must not set AWS_REGION: Lambda keeps it for itself",
    ],
    [
      "more than its function has reserved",
      { function: { entry: ENTRY, reservedConcurrency: 4 } },
      "concurrency must be at most 4 (it is 5): function.reservedConcurrency is 4, and what is throttled ends in the dead-letter queue; lower it or reserve more",
    ],
    [
      "no limit beside what its function has reserved",
      { function: { entry: ENTRY, reservedConcurrency: 1 }, concurrency: "unlimited" },
      "concurrency must be at most 1 (it is unlimited): function.reservedConcurrency is 1, and what is throttled ends in the dead-letter queue; reserve more",
    ],
    [
      "more connections than a database has",
      { ...withDatabase(189), concurrency: 95 },
      "concurrency must be at most 94 (it is 95): sign in to database orders takes 189 connections, and Lambda may run twice the concurrency for a moment; lower it or raise the capacity",
    ],
    [
      "no limit on a database's connections",
      { ...withDatabase(5000), concurrency: "unlimited" },
      "concurrency must be at most 2500 (it is unlimited): sign in to database orders takes 5000 connections, and Lambda may run twice the concurrency for a moment; lower it or raise the capacity",
    ],
  ];
  for (const [what, args, message] of cases)
    it(what, async () => {
      const made = await registered(() => {
        const queue = new Queue("orders");
        assert.throws(() => new QueueConsumer("store", { queue, function: { entry: ENTRY }, ...args }), {
          name: "ArgsError",
          message: `store: ${message}`,
        });
      });
      assert.deepEqual(
        made.filter(({ name }) => name.startsWith("store")),
        [],
      );
    });
});
