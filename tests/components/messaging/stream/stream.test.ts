import assert from "node:assert/strict";
import { listed, registered, the } from "serverless-tiers-local/testing";
import { StreamConsumer } from "../../../../components/logic/stream-consumer/stream-consumer";
import { Queue } from "../../../../components/messaging/queue/queue";
import type { StreamArgs } from "../../../../components/messaging/stream/args";
import { Stream } from "../../../../components/messaging/stream/stream";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const KINESIS = "aws:kinesis/stream:Stream";

const deploy = async (args: StreamArgs = {}) => {
  const streams: Stream[] = [];
  const made = await registered(() => streams.push(new Stream("clicks", args)));
  const [stream] = streams;
  assert.ok(stream);
  return { made, stream, inputs: the(made, KINESIS, "clicks").inputs };
};

describe("a Kinesis stream", () => {
  it("is encrypted, protected and on demand, unless it is told otherwise", async () => {
    const { made, stream, inputs } = await deploy();
    assert.deepEqual(listed(made), [`${KINESIS} clicks`, "serverless-tiers:index:Stream clicks"]);
    assert.deepEqual(inputs, {
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: 24,
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
    });
    assert.equal(the(made, KINESIS, "clicks").protect, true);
    assert.equal(stream.stream().shards, undefined);
    const sized = await deploy({ shards: 2, retention: "7 days", protection: "throw-away", tags: { team: "x" } });
    assert.deepEqual(
      [sized.inputs.streamModeDetails, sized.inputs.shardCount, sized.inputs.retentionPeriod, sized.inputs.tags],
      [{ streamMode: "PROVISIONED" }, 2, 168, { team: "x" }],
    );
    assert.equal(sized.stream.stream().shards, 2);
  });

  it("lets producers put records, and nothing else, with the right to a key of one's own", async () => {
    const { stream } = await deploy();
    const link = stream.put();
    assert.deepEqual(
      link.grants.map(({ actions }) => actions),
      [["kinesis:PutRecord", "kinesis:PutRecords"]],
    );
    assert.deepEqual(Object.keys(link.environment("clicks")), ["CLICKS_STREAM_NAME"]);
    const { stream: own } = await deploy({ encryption: "own" });
    assert.deepEqual(
      own.put().grants.map(({ actions }) => actions),
      [["kinesis:PutRecord", "kinesis:PutRecords"], ["kms:GenerateDataKey"]],
    );
    assert.deepEqual(own.stream().grants.at(-1)?.actions, ["kms:Decrypt"]);
  });

  it("is read by a consumer of streams", async () => {
    const made = await registered(() => {
      const stream = new Stream("clicks", { shards: 1 }).stream();
      new StreamConsumer("count", { stream, function: { entry: ENTRY }, onFailure: new Queue("uncounted") });
    });
    const { eventSourceArn } = the(made, "aws:lambda/eventSourceMapping:EventSourceMapping", "count").inputs;
    assert.match(String(eventSourceArn), /^arn:aws:kinesis:eu-west-1:000000000000:stream\/clicks-[0-9a-f]{7}$/);
  });

  for (const [args, rule] of [
    [{ shards: 0 }, /^clicks: shards must be .*1 to 10000/],
    [{ shards: "many" }, /^clicks: shards must be a whole number from 1 to 10000, or "on demand"/],
    [{ retention: "1 hour" }, /^clicks: retention must be at least "24 hours"/],
    [{ retention: "366 days" }, /^clicks: retention must be at most "365 days"/],
    [{ retention: "1441 minutes" }, /^clicks: retention must be whole hours \(it is "1441 minutes"\)/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      await registered(() => {
        assert.throws(() => new Stream("clicks", args as StreamArgs), { message: rule });
      });
    });
  }

  it("refuses a partition key that names no value of a request", async () => {
    const { stream } = await deploy();
    assert.throws(
      () => stream.put("path." as never),
      /^ArgsError: clicks: put\.partitionKey must name a value of the request/,
    );
  });
});
