import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { createSqsService } from "../../../../local/services/sqs/service";
import { type Lambda, resourceContext, startLambda } from "./deployed";

describe("an event source mapping", () => {
  let lambda: Lambda;
  let sqs: ReturnType<typeof createSqsService>;
  let count = 0;

  before(() => {
    lambda = startLambda();
    sqs = lambda.cloud.directory.sqs;
  });
  after(async () => {
    await lambda.close();
    await sqs.stop?.();
  });

  const queue = async (inputs: object = {}) => {
    count += 1;
    const name = `queue-${count}`;
    const type = sqs.resources.find((each) => each.type.endsWith(":Queue"));
    await type?.create({ name, visibilityTimeoutSeconds: 5, ...inputs }, resourceContext(name));
    const arn = `arn:aws:sqs:eu-west-1:000000000000:${name}`;
    return { name, arn };
  };
  const send = async (name: string, MessageBody: string, more: object = {}) => {
    const principal = lambda.cloud.access.find(lambda.cloud.access.administrator.accessKeyId)?.principal;
    if (!principal || !sqs.handle) throw new Error("no administrator");
    const QueueUrl = `http://127.0.0.1:1/000000000000/${name}`;
    const { status, body } = await sqs.handle({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      headers: { "x-amz-target": "AmazonSQS.SendMessage", "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from(JSON.stringify({ QueueUrl, MessageBody, ...more })),
    });
    assert.equal(status, 200, body.toString());
    return JSON.parse(body.toString()).MessageId as string;
  };
  const map = (name: string, arn: string, inputs: object = {}) =>
    lambda.create("EventSourceMapping", `${name}-mapping`, { eventSourceArn: arn, functionName: name, ...inputs });
  /** What the function logged with the mark, as soon as `wanted` holds. */
  const logged = async (
    source: string,
    wanted: (values: readonly unknown[]) => boolean,
  ): Promise<readonly unknown[]> => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const lines = lambda.lines(source).flatMap((line) => line.split("MARK ")[1] ?? []);
      const values = lines.map((line) => JSON.parse(line) as unknown);
      if (wanted(values)) return values;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${source} logged ${JSON.stringify(lambda.lines(source))}`);
  };
  const empty = async (arn: string) => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      if (sqs.queues.count(arn, "visible") + sqs.queues.count(arn, "inFlight") === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${arn} is not empty`);
  };

  it("hands over messages in AWS's shape and deletes them", async () => {
    const { name, arn } = await queue();
    await lambda.deploy("shape", "exports.handler = async (event) => console.log('MARK ' + JSON.stringify(event))");
    await map("shape", arn);
    const id = await send(name, '{"a":"ä"}', {
      MessageAttributes: { RequestId: { DataType: "String", StringValue: "r-1" } },
    });
    const [event] = (await logged("shape", (values) => values.length === 1)) as {
      Records: Record<string, unknown>[];
    }[];
    const { receiptHandle, attributes, ...record } = event?.Records[0] ?? {};
    assert.equal(typeof receiptHandle, "string");
    const { SentTimestamp, ApproximateFirstReceiveTimestamp, SenderId, ...counts } = attributes as Record<
      string,
      string
    >;
    assert.match(`${SentTimestamp} ${ApproximateFirstReceiveTimestamp}`, /^\d{13} \d{13}$/);
    assert.ok(SenderId);
    assert.deepEqual(counts, { ApproximateReceiveCount: "1" });
    assert.deepEqual(record, {
      messageId: id,
      body: '{"a":"ä"}',
      messageAttributes: {
        RequestId: { stringValue: "r-1", stringListValues: [], binaryListValues: [], dataType: "String" },
      },
      md5OfBody: createHash("md5").update('{"a":"ä"}').digest("hex"),
      md5OfMessageAttributes: "86d511c392fce1ded6e1109fea1782dc",
      eventSource: "aws:sqs",
      eventSourceARN: arn,
      awsRegion: "eu-west-1",
    });
    await empty(arn);
  });

  it("gathers a batch within its window", async () => {
    const { name, arn } = await queue();
    await lambda.deploy("window", "exports.handler = async (event) => console.log('MARK ' + event.Records.length)");
    await map("window", arn, { batchSize: 100, maximumBatchingWindowInSeconds: 2 });
    await Promise.all(Array.from({ length: 7 }, (_, n) => send(name, String(n))));
    assert.deepEqual(await logged("window", (values) => values.length > 0), [7]);
    await empty(arn);
  });

  it("keeps to its maximum concurrency", async () => {
    const { name, arn } = await queue();
    // Each process has a pipe of its own, and their lines need not come as they were written.
    const code = `const mark = (step) => console.log("MARK " + JSON.stringify([Date.now(), step]));
    exports.handler = async () => { mark(1); await new Promise((r) => setTimeout(r, 100)); mark(-1); }`;
    await lambda.deploy("limited", code);
    for (let n = 0; n < 6; n += 1) await send(name, String(n));
    await map("limited", arn, { batchSize: 1, scalingConfig: { maximumConcurrency: 2 } });
    const steps = (await logged("limited", (values) => values.length === 12)) as [at: number, step: number][];
    let going = 0;
    const inOrder = steps.toSorted(([at, step], [other, otherStep]) => at - other || step - otherStep);
    const most = Math.max(...inOrder.map(([, step]) => (going += step)));
    assert.equal(most, 2);
  });

  it("brings back failed items alone, and the whole batch for a response that is none", async () => {
    const code = `exports.handler = async ({ Records }) => {
      const [{ messageId, body, attributes }] = Records;
      const n = Number(attributes.ApproximateReceiveCount);
      console.log('MARK ' + JSON.stringify([body, n]));
      if (n > 1 || body === 'good') return { batchItemFailures: [] };
      return { failed: { batchItemFailures: [{ itemIdentifier: messageId }] }, malformed: { batchItemFailures: [{ id: messageId }] },
        unknown: { batchItemFailures: [{ itemIdentifier: 'x' }] }, null: null }[body];
    }`;
    const { name, arn } = await queue({ visibilityTimeoutSeconds: 1 });
    await lambda.deploy("reports", code, { timeout: 1 });
    await map("reports", arn, { batchSize: 1, functionResponseTypes: ["ReportBatchItemFailures"] });
    for (const body of ["good", "failed", "malformed", "unknown", "null"]) await send(name, body);
    const calls = await logged("reports", (values) => values.length === 8);
    await empty(arn);
    assert.deepEqual([...calls].map((call) => JSON.stringify(call)).sort(), [
      '["failed",1]',
      '["failed",2]',
      '["good",1]',
      '["malformed",1]',
      '["malformed",2]',
      '["null",1]',
      '["unknown",1]',
      '["unknown",2]',
    ]);
    assert.ok(
      lambda.lines("lambda").some((line) => /counts as failed: \{"id":".*"\} has no itemIdentifier/.test(line)),
    );
  });

  it("brings messages back after the visibility timeout when the function fails", async () => {
    const { name, arn } = await queue({ visibilityTimeoutSeconds: 1 });
    const code = `exports.handler = async ({ Records }) => { const n = Number(Records[0].attributes.ApproximateReceiveCount);
      console.log('MARK ' + n); if (n === 1) throw new Error('once'); }`;
    await lambda.deploy("fails", code, { timeout: 1 });
    await map("fails", arn);
    await send(name, "x");
    assert.deepEqual(await logged("fails", (values) => values.length === 2), [1, 2]);
    await empty(arn);
  });

  it("deletes messages that fit no filter", async () => {
    const { name, arn } = await queue();
    await lambda.deploy(
      "filtered",
      "exports.handler = async ({ Records }) => Records.forEach((r) => console.log('MARK ' + r.body))",
    );
    const pattern = JSON.stringify({ body: { kind: ["order", { prefix: "re" }], amount: [{ numeric: [">", 5] }] } });
    await map("filtered", arn, { filterCriteria: { filters: [{ pattern }] } });
    const bodies = [
      { kind: "order", amount: 6 },
      { kind: "order", amount: 5 },
      { kind: "refund", amount: 9 },
      { kind: "other", amount: 9 },
    ];
    for (const body of bodies) await send(name, JSON.stringify(body));
    await send(name, "no json");
    await empty(arn);
    // A standard queue promises no order.
    const calls = await logged("filtered", (values) => values.length === 2);
    assert.deepEqual(
      calls.map((call) => JSON.stringify(call)).sort(),
      [bodies[0], bodies[2]].map((body) => JSON.stringify(body)).sort(),
    );
  });

  it("is refused where the queue hides messages for less than the function may take, or the role lacks a right", async () => {
    const { arn } = await queue({ visibilityTimeoutSeconds: 2 });
    await lambda.deploy("refused", "");
    await assert.rejects(map("refused", arn), {
      code: "InvalidParameterValueException",
      message: "Queue visibility timeout: 2 seconds is less than Function timeout: 5 seconds",
    });
    const role = lambda.cloud.addRole("half", { Effect: "Allow", Action: "sqs:ReceiveMessage", Resource: "*" });
    await lambda.deploy("rightless", "", { role, timeout: 1 });
    await assert.rejects(map("rightless", arn), {
      message: "The function execution role does not have permissions to call DeleteMessage on SQS",
    });
    await assert.rejects(map("refused", `${arn}-absent`), /The specified queue does not exist/);
  });

  it("is refused with settings that AWS would not take or that are not emulated", () => {
    const refused = (inputs: object) =>
      lambda.check("EventSourceMapping", {
        eventSourceArn: "arn:aws:sqs:eu-west-1:000000000000:q",
        functionName: "f",
        ...inputs,
      });
    assert.deepEqual(refused({}), []);
    assert.deepEqual(refused({ batchSize: 11 }), [
      "maximumBatchingWindowInSeconds Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    ]);
    const eventSourceArn = "arn:aws:sqs:eu-west-1:000000000000:q.fifo";
    assert.deepEqual(refused({ eventSourceArn, batchSize: 11 }), [
      "batchSize Batch size must be less than or equal to 10 for FIFO queues.",
    ]);
    assert.deepEqual(refused({ eventSourceArn, maximumBatchingWindowInSeconds: 1 }), [
      "maximumBatchingWindowInSeconds Batching window is not supported for FIFO queues",
    ]);
    assert.deepEqual(refused({ scalingConfig: { maximumConcurrency: 1 } }), [
      "scalingConfig.maximumConcurrency Member must have value greater than or equal to 2 (it is 1)",
    ]);
    assert.deepEqual(refused({ startingPosition: "LATEST", bisectBatchOnFunctionError: true }), [
      "startingPosition StartingPosition is not valid for SQS event sources.",
      "bisectBatchOnFunctionError Unsupported bisectBatchOnFunctionError parameter for given event source mapping type.",
    ]);
    assert.deepEqual(refused({ filterCriteria: { filters: [{ pattern: '{"body":{"a":[{"glob":"x*"}]}}' }] } }), [
      "filterCriteria Invalid filter pattern definition. Unrecognized match type glob",
    ]);
    assert.deepEqual(refused({ provisionedPollerConfig: {} }), [
      "provisionedPollerConfig is not emulated by the local cloud",
    ]);
  });

  it("takes up polling again after a restart, and none is polled after a stop", async () => {
    const { name, arn } = await queue();
    await lambda.deploy("again", "exports.handler = async ({ Records }) => console.log('MARK ' + Records[0].body)");
    await map("again", arn);
    await lambda.service.stop?.();
    await send(name, "1");
    assert.equal(sqs.queues.count(arn, "visible"), 1);
    await lambda.service.start?.();
    assert.deepEqual(await logged("again", (values) => values.length === 1), [1]);
  });
});
