import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { QueueArgs } from "../../../../components/messaging/queue/args";
import { Queue } from "../../../../components/messaging/queue/queue";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const REDRIVE = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const CHILDREN = [
  `${ALARM} orders-age-alarm`,
  `${ALARM} orders-dead-letters-alarm`,
  `${QUEUE} orders`,
  `${QUEUE} orders-dead-letters`,
  `${POLICY} orders-dead-letters-policy`,
  `${POLICY} orders-policy`,
  `${REDRIVE} orders-dead-letters-redrive`,
  "serverless-tiers:index:Queue orders",
];

const deploy = async (args: QueueArgs = {}, preview = false) => {
  const queues: Queue[] = [];
  const made = await registered(() => queues.push(new Queue("orders", args)), { preview });
  const [queue] = queues;
  assert.ok(queue);
  return { made, queue, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

describe("a queue", () => {
  it("has exactly these children, all of them its own", async () => {
    const { made } = await deploy();
    assert.deepEqual(listed(made), CHILDREN);
    const [parent] = made.filter(({ custom }) => !custom);
    for (const child of made.filter(({ custom }) => custom)) assert.equal(child.parent, parent?.urn, child.name);
  });

  it("has the same children in a preview, before any ARN is known", async () => {
    assert.deepEqual(listed((await deploy({}, true)).made), CHILDREN);
  });

  it("is encrypted, keeps messages four days, and hides them for six timeouts of its consumer", async () => {
    const { inputs, queue } = await deploy();
    const deadLetterTargetArn = await resolved(queue.deadLetters.arn);
    assert.deepEqual(inputs(QUEUE, "orders"), {
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 345_600,
      visibilityTimeoutSeconds: 180,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 5 }),
    });
    assert.deepEqual(inputs(QUEUE, "orders-dead-letters"), {
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
  });

  it("counts the batching window, the receives and the retention that it was given", async () => {
    const { inputs } = await deploy({
      consumerTimeout: "5 seconds",
      batchWindow: "2 seconds",
      maxReceiveCount: 3,
      messageRetention: "1 hour",
    });
    const { visibilityTimeoutSeconds, redrivePolicy, messageRetentionSeconds } = inputs(QUEUE, "orders");
    assert.equal(visibilityTimeoutSeconds, 32);
    assert.equal(JSON.parse(String(redrivePolicy)).maxReceiveCount, 3);
    assert.equal(messageRetentionSeconds, 3600);
  });

  it("denies anything but TLS, on both queues", async () => {
    const { inputs, queue } = await deploy();
    for (const [name, arn, url] of [
      ["orders-policy", queue.arn, queue.url],
      ["orders-dead-letters-policy", queue.deadLetters.arn, queue.deadLetters.url],
    ] as const) {
      const { policy, queueUrl } = inputs(POLICY, name);
      assert.equal(queueUrl, await resolved(url));
      assert.deepEqual(JSON.parse(String(policy)), {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DenyPlainHttp",
            Effect: "Deny",
            Principal: "*",
            Action: "sqs:*",
            Resource: await resolved(arn),
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      });
    }
  });

  it("is the only source of its dead-letter queue", async () => {
    const { inputs, made, queue } = await deploy();
    assert.deepEqual(inputs(REDRIVE, "orders-dead-letters-redrive"), {
      queueUrl: await resolved(queue.deadLetters.url),
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [await resolved(queue.arn)],
      }),
    });
    assert.deepEqual(dependencies(the(made, REDRIVE, "orders-dead-letters-redrive")), [
      `${QUEUE} orders`,
      `${QUEUE} orders-dead-letters`,
    ]);
  });

  it("uses a key of one's own, and hands the rights to it on", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:000000000000:key/k";
    const { inputs, queue } = await deploy({ encryption: { kmsKeyArn } });
    for (const name of ["orders", "orders-dead-letters"]) {
      const { kmsMasterKeyId, sqsManagedSseEnabled } = inputs(QUEUE, name);
      assert.deepEqual([kmsMasterKeyId, sqsManagedSseEnabled], [kmsKeyArn, undefined]);
    }
    assert.deepEqual(queue.send().grants[1], {
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [kmsKeyArn],
    });
    assert.deepEqual(queue.consume().grants[1], { actions: ["kms:Decrypt"], resources: [kmsKeyArn] });
  });

  it("lets every child be changed", async () => {
    const { inputs } = await deploy({
      transform: {
        queue: { receiveWaitTimeSeconds: 20 },
        deadLetters: { tags: { a: "1" } },
        policy: {
          policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "More", Effect: "Deny" }] }),
        },
        deadLettersPolicy: (_args, opts) => {
          opts.retainOnDelete = true;
        },
        redriveAllowPolicy: { redriveAllowPolicy: "{}" },
        deadLettersAlarm: { threshold: 7 },
        ageAlarm: { threshold: 8 },
      },
    });
    const sids = JSON.parse(String(inputs(POLICY, "orders-policy").policy)).Statement.map(
      (s: { Sid: string }) => s.Sid,
    );
    assert.equal(inputs(QUEUE, "orders").receiveWaitTimeSeconds, 20);
    assert.deepEqual(inputs(QUEUE, "orders-dead-letters").tags, { a: "1" });
    assert.deepEqual(sids, ["DenyPlainHttp", "More"]);
    assert.equal(inputs(REDRIVE, "orders-dead-letters-redrive").redriveAllowPolicy, "{}");
    assert.equal(inputs(ALARM, "orders-dead-letters-alarm").threshold, 7);
    assert.equal(inputs(ALARM, "orders-age-alarm").threshold, 8);
  });
});

describe("alarms of a queue", () => {
  it("go off on any dead letter, and on messages older than a quarter of an hour", async () => {
    const { inputs, queue } = await deploy({ alarms: { topicArn: "arn:topic" } });
    const common = {
      namespace: "AWS/SQS",
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: ["arn:topic"],
      okActions: ["arn:topic"],
    };
    const deadLettersName = (await resolved(queue.deadLetters.arn)).split(":").at(-1);
    assert.deepEqual(inputs(ALARM, "orders-dead-letters-alarm"), {
      ...common,
      alarmDescription: "Messages of queue orders could not be processed and wait in its dead-letter queue.",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLettersName },
      threshold: 0,
    });
    assert.deepEqual(inputs(ALARM, "orders-age-alarm"), {
      ...common,
      alarmDescription: "The oldest message of queue orders waits for more than 900 seconds.",
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: await resolved(queue.name) },
      threshold: 900,
    });
  });

  it("take another age, and tell nobody without a topic", async () => {
    const { inputs } = await deploy({ alarms: { maxAge: "5 minutes" } });
    assert.equal(inputs(ALARM, "orders-age-alarm").threshold, 300);
    assert.equal(inputs(ALARM, "orders-age-alarm").alarmActions, undefined);
  });

  it("can be left out", async () => {
    const { made } = await deploy({ alarms: false });
    assert.deepEqual(listed(made), CHILDREN.slice(2));
  });
});

describe("the links of a queue", () => {
  it("give senders one action and the URL under the function's own name", async () => {
    const { queue } = await deploy();
    const send = queue.send();
    assert.equal(send.description, "send to queue orders");
    assert.equal(send.service, "sqs");
    assert.deepEqual(send.grants, [{ actions: ["sqs:SendMessage"], resources: [queue.arn] }]);
    assert.deepEqual(send.environment("myJobs"), { MY_JOBS_QUEUE_URL: queue.url });
  });

  it("give consumers what an event source needs, and no variable", async () => {
    const { queue } = await deploy();
    const consume = queue.consume();
    assert.deepEqual(consume.grants, [
      { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources: [queue.arn] },
    ]);
    assert.deepEqual(consume.environment("jobs"), {});
    assert.equal(consume.service, undefined);
  });

  it("are a target of an API, which sends the body to this queue under the gateway's role", async () => {
    const { queue } = await deploy();
    const route = { method: "POST", path: "/orders", region: "eu-west-1", partition: "aws" };
    const { extension } = await resolved(queue.send().integrate({ ...route, credentials: pulumi.output("arn:role") }));
    assert.equal(extension.uri, `arn:aws:apigateway:eu-west-1:sqs:path/000000000000/${await resolved(queue.name)}`);
    assert.equal(extension.credentials, "arn:role");
    assert.throws(
      () => queue.send().integrate({ ...route, credentials: undefined }),
      /needs the credentials of a role/,
    );
  });
});

describe("wrong arguments of a queue", () => {
  const cases: [string, QueueArgs, string][] = [
    ["no timeout", { consumerTimeout: "0 seconds" }, 'consumerTimeout must be at least "1 second" (it is "0 seconds")'],
    [
      "a long timeout",
      { consumerTimeout: "16 minutes" },
      'consumerTimeout must be at most "15 minutes" (it is "16 minutes")',
    ],
    ["a long window", { batchWindow: "6 minutes" }, 'batchWindow must be at most "5 minutes" (it is "6 minutes")'],
    ["no receive", { maxReceiveCount: 0 }, "maxReceiveCount must be a whole number from 1 to 1000 (it is 0)"],
    ["half a receive", { maxReceiveCount: 2.5 }, "maxReceiveCount must be a whole number from 1 to 1000 (it is 2.5)"],
    ["many receives", { maxReceiveCount: 1001 }, "maxReceiveCount must be a whole number from 1 to 1000 (it is 1001)"],
    [
      "a short retention",
      { messageRetention: "59 seconds" },
      'messageRetention must be at least "1 minute" (it is "59 seconds")',
    ],
    [
      "a long retention",
      { messageRetention: "15 days" },
      'messageRetention must be at most "14 days" (it is "15 days")',
    ],
    [
      "a retention that ends before the last receive",
      { messageRetention: "15 minutes" },
      'messageRetention must be over "15 minutes", which a message may take to be received maxReceiveCount times and become a ' +
        'dead letter (it is "15 minutes"); raise it, or lower maxReceiveCount or consumerTimeout',
    ],
    [
      "an alarm that no message grows old enough for",
      { alarms: { maxAge: "4 days" } },
      'alarms.maxAge must be below messageRetention, "4 days": no message grows older (it is "4 days")',
    ],
    ["a short age", { alarms: { maxAge: "1 second" } }, 'alarms.maxAge must be at least "1 minute" (it is "1 second")'],
  ];
  for (const [what, args, message] of cases)
    it(`are refused before anything is registered: ${what}`, async () => {
      const made = await registered(() => {
        assert.throws(() => new Queue("orders", args), { name: "ArgsError", message: `orders: ${message}` });
      });
      assert.deepEqual(made, []);
    });

  it("include a name that some resource could not carry", () => {
    assert.throws(() => new Queue("Orders Queue"), { name: "ArgsError", message: /^"Orders Queue": name must be/ });
  });
});
