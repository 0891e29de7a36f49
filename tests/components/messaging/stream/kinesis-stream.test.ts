import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { resolved } from "serverless-tiers-local/testing";
import { kinesisStream } from "../../../../components/messaging/stream/kinesis-stream";

const ARN = "arn:aws:kinesis:eu-west-1:000000000000:stream/clicks";

describe("a Kinesis stream that somebody else made", () => {
  it("may be read, with the key that it has", async () => {
    const { kind, arn, shards, grants } = kinesisStream({ arn: ARN, shards: 4, kmsKeyArn: "arn:key" });
    assert.deepEqual([kind, arn, shards], ["kinesis", ARN, 4]);
    const [read, list, key] = grants;
    assert.deepEqual(read, {
      actions: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:ListShards",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
      ],
      resources: [ARN],
    });
    assert.deepEqual(list, { actions: ["kinesis:ListStreams"], resources: ["*"] });
    assert.deepEqual([key?.actions, key?.resources], [["kms:Decrypt"], ["arn:key"]]);
    const service = key?.condition?.StringEquals?.["kms:ViaService"] ?? "";
    assert.equal(await resolved(pulumi.output(service)), "kinesis.eu-west-1.amazonaws.com");
    assert.equal(kinesisStream({ arn: ARN }).grants.length, 2);
  });

  it("is refused where it is none", () => {
    const cases: [object, string][] = [
      [{}, "arn must be the ARN of a Kinesis stream (it is not set)"],
      [{ arn: ARN, shards: 0 }, "shards must be a whole number from 1 to 20000 (it is 0)"],
      [{ arn: ARN, shard: 1 }, "shard is unknown; did you mean shards?"],
    ];
    for (const [args, message] of cases)
      assert.throws(() => kinesisStream(args as { arn: string }), {
        name: "ArgsError",
        message: `kinesisStream: ${message}`,
      });
  });
});
