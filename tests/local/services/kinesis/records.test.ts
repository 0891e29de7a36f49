import assert from "node:assert/strict";
import { Streams } from "../../../../local/services/kinesis/store";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

describe("kinesis: records", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
    await cloud.resource("aws:kinesis/stream:Stream").create({ name: "clicks" }, resourceContext("clicks"));
  });
  afterEach(() => cloud.close());
  const call = (operation: string, input: object) => jsonCall(cloud, "kinesis", `Kinesis_20131202.${operation}`, input);
  const Data = Buffer.from("a click").toString("base64");

  it("numbers records in order, also those that come at once", async () => {
    const puts = ["a", "b", "c"].map((PartitionKey) => call("PutRecord", { StreamName: "clicks", Data, PartitionKey }));
    const numbers = (await Promise.all(puts)).map(({ body }) => body.SequenceNumber);
    assert.equal(new Set(numbers).size, 3);
    // As another start would read them.
    const records = new Streams(cloud.cloud).recordsOf("clicks");
    assert.deepEqual(records.map(({ partitionKey }) => partitionKey).sort(), ["a", "b", "c"]);
    assert.equal(records[0]?.data, Data);
  });

  it("takes batches, by the stream's ARN too", async () => {
    const StreamARN = "arn:aws:kinesis:eu-west-1:000000000000:stream/clicks";
    const Records = [1, 2].map((each) => ({ Data, PartitionKey: String(each) }));
    const { body } = await call("PutRecords", { StreamARN, Records });
    assert.equal(body.FailedRecordCount, 0);
    assert.equal(body.Records[1].ShardId, "shardId-000000000000");
    const { HasMoreStreams, StreamNames, StreamSummaries } = (await call("ListStreams", {})).body;
    assert.deepEqual([HasMoreStreams, StreamNames, StreamSummaries[0].StreamARN], [false, ["clicks"], StreamARN]);
  });

  it("refuses streams that are not there, and data that is no base64", async () => {
    const { status, body } = await call("PutRecord", { StreamName: "none", Data, PartitionKey: "a" });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      __type: "ResourceNotFoundException",
      message: "Stream none under account 000000000000 not found.",
    });
    const bad = await call("PutRecord", { StreamName: "clicks", Data: "?", PartitionKey: "a" });
    assert.match(bad.body.__type, /ValidationException$/);
  });

  it("reads records on from where an iterator stands", async () => {
    const put = (PartitionKey: string) => call("PutRecord", { StreamName: "clicks", Data, PartitionKey });
    const at = async (more: object) => {
      const shard = { StreamName: "clicks", ShardId: "shardId-000000000000", ...more };
      return (await call("GetShardIterator", shard)).body.ShardIterator;
    };
    const read = async (ShardIterator: string, Limit?: number) =>
      (await call("GetRecords", { ShardIterator, Limit })).body;
    const keysOf = ({ Records }: { Records: { PartitionKey: string }[] }) =>
      Records.map(({ PartitionKey }) => PartitionKey);
    const { SequenceNumber: StartingSequenceNumber } = (await put("a")).body;
    const latest = await at({ ShardIteratorType: "LATEST" });
    await put("b");
    await put("c");
    assert.deepEqual(keysOf(await read(latest)), ["b", "c"]);
    const first = await read(await at({ ShardIteratorType: "TRIM_HORIZON" }), 2);
    assert.deepEqual(keysOf(first), ["a", "b"]);
    assert.deepEqual(keysOf(await read(first.NextShardIterator)), ["c"]);
    assert.deepEqual(
      keysOf(await read(await at({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber }))),
      ["b", "c"],
    );
    const { body } = await call("GetRecords", { ShardIterator: `${latest}x` });
    assert.deepEqual(body, { __type: "InvalidArgumentException", message: "Invalid ShardIterator." });
  });

  it("describes a stream until it is deleted", async () => {
    const { StreamDescription } = (await call("DescribeStream", { StreamName: "clicks" })).body;
    assert.equal(StreamDescription.StreamStatus, "ACTIVE");
    assert.equal(StreamDescription.Shards.length, 1);
    assert.equal((await call("DeleteStream", { StreamName: "clicks" })).status, 200);
    const { body } = await call("DescribeStreamSummary", { StreamName: "clicks" });
    assert.match(body.__type, /^ResourceNotFoundException$/);
  });
});
