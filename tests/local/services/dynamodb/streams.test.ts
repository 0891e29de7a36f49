import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, tableOf } from "./api";

const TableName = "orders";

describe("dynamodb: streams", () => {
  let cloud: TestCloud;
  let api: Api;
  beforeEach(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", tableOf(TableName, ["id:S"]));
  });
  afterEach(() => cloud.close());

  const put = (id: string, n = "1") => api.call("PutItem", { TableName, Item: { id: { S: id }, n: { N: n } } });
  const enable = async (StreamViewType: string) => {
    await api.call("UpdateTable", { TableName, StreamSpecification: { StreamEnabled: true, StreamViewType } });
    return (await api.call("DescribeTable", { TableName })).Table.LatestStreamArn as string;
  };
  const disable = () => api.call("UpdateTable", { TableName, StreamSpecification: { StreamEnabled: false } });
  const iterator = async (StreamArn: string, ShardIteratorType: string, more = {}) => {
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn });
    const [{ ShardId }] = StreamDescription.Shards;
    return (await api.call("GetShardIterator", { StreamArn, ShardId, ShardIteratorType, ...more })).ShardIterator;
  };
  const ids = (records: { dynamodb: { Keys: { id: { S: string } } } }[]) =>
    records.map((each) => each.dynamodb.Keys.id.S);

  it("begin and end with the table's setting; one that has ended can be read for a day", async () => {
    await put("unseen");
    const arn = await enable("NEW_IMAGE");
    await put("1");
    await disable();
    await put("unseen too");
    const { Table } = await api.call("DescribeTable", { TableName });
    assert.deepEqual([Table.StreamSpecification, Table.LatestStreamArn], [undefined, arn]);
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn: arn });
    assert.equal(StreamDescription.StreamStatus, "DISABLED");
    assert.ok(StreamDescription.Shards[0].SequenceNumberRange.EndingSequenceNumber);
    const read = await api.call("GetRecords", { ShardIterator: await iterator(arn, "TRIM_HORIZON") });
    assert.deepEqual([ids(read.Records), read.NextShardIterator], [["1"], undefined]);
    const another = await enable("KEYS_ONLY");
    assert.notEqual(another, arn);
    assert.equal((await api.call("ListStreams", { TableName })).Streams.length, 2);
    await pass(24 * 3_600 + 20);
    assert.deepEqual(
      (await api.call("ListStreams", {})).Streams.map(({ StreamArn }: { StreamArn: string }) => StreamArn),
      [another],
    );
    assert.match(
      await api.refusal("DescribeStream", { StreamArn: arn }),
      /^ResourceNotFoundException: Requested resource not found: Stream: arn/,
    );
  });

  /** Time passes, and what then is due is done. */
  const pass = async (seconds: number) => {
    cloud.clock.advanceBy(seconds * 1000);
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  it("outlive their table", async () => {
    const arn = await enable("OLD_IMAGE");
    await put("1");
    await api.call("DeleteTable", { TableName });
    const { Records } = await api.call("GetRecords", { ShardIterator: await iterator(arn, "TRIM_HORIZON") });
    assert.deepEqual(ids(Records), ["1"]);
  });

  it("are read from anywhere, so many at a time, and forget what is a day old", async () => {
    const arn = await enable("NEW_AND_OLD_IMAGES");
    for (const id of ["1", "2", "3"]) await put(id);
    const first = await api.call("GetRecords", { ShardIterator: await iterator(arn, "TRIM_HORIZON"), Limit: 2 });
    assert.deepEqual(ids(first.Records), ["1", "2"]);
    const rest = await api.call("GetRecords", { ShardIterator: first.NextShardIterator });
    assert.deepEqual(ids(rest.Records), ["3"]);
    assert.deepEqual((await api.call("GetRecords", { ShardIterator: rest.NextShardIterator })).Records, []);
    const { SequenceNumber } = first.Records[1].dynamodb;
    for (const [type, wanted] of [
      ["AT_SEQUENCE_NUMBER", ["2", "3"]],
      ["AFTER_SEQUENCE_NUMBER", ["3"]],
    ] as const) {
      const from = await iterator(arn, type, { SequenceNumber });
      assert.deepEqual(ids((await api.call("GetRecords", { ShardIterator: from })).Records), wanted);
    }
    await pass(12 * 3_600);
    await put("4");
    await pass(13 * 3_600);
    const left = await api.call("GetRecords", { ShardIterator: await iterator(arn, "TRIM_HORIZON") });
    assert.deepEqual(ids(left.Records), ["4"]);
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn: arn });
    const input = { StreamArn: arn, ShardId: StreamDescription.Shards[0].ShardId, SequenceNumber };
    assert.match(
      await api.refusal("GetShardIterator", { ...input, ShardIteratorType: "AT_SEQUENCE_NUMBER" }),
      /^TrimmedDataAccessException/,
    );
  });

  it("forget all that is a day old at once, however much it is", async () => {
    const arn = await enable("KEYS_ONLY");
    const requests = (from: number) =>
      Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: { id: { S: String(from + at) } } } }));
    for (let from = 0; from < 2_500; from += 25) {
      await api.call("BatchWriteItem", { RequestItems: { [TableName]: requests(from) } });
    }
    await pass(24 * 3_600 + 11);
    const { streams } = cloud.cloud.directory.dynamodb.services;
    assert.deepEqual(streams.records(streams.find(arn) ?? assert.fail(), 0, 10), []);
  });

  it("refuse iterators that are old or none, and shards that are not there", async () => {
    const arn = await enable("NEW_IMAGE");
    const old = await iterator(arn, "LATEST");
    await pass(15 * 60 + 1);
    assert.match(await api.refusal("GetRecords", { ShardIterator: old }), /^ExpiredIteratorException/);
    for (const ShardIterator of [
      "x",
      `${arn}|1|`,
      `${arn}|1|${Buffer.from("[1]").toString("base64")}`,
      `${arn}|2|W10=`,
    ]) {
      assert.equal(await api.refusal("GetRecords", { ShardIterator }), "ValidationException: Invalid ShardIterator");
    }
    assert.match(
      await api.refusal("GetShardIterator", { StreamArn: arn, ShardId: "x".repeat(40), ShardIteratorType: "LATEST" }),
      /^ResourceNotFoundException: Requested resource not found: Shard/,
    );
  });

  it("wake who watches them, once the record can be read", async () => {
    const arn = await enable("NEW_IMAGE");
    const { streams } = cloud.cloud.directory.dynamodb.services;
    const seen: number[] = [];
    const stream = streams.find(arn) ?? assert.fail();
    const end = streams.watch(arn, () => seen.push(streams.records(stream, 0, 10).length));
    await put("1");
    await put("2");
    await new Promise((resolve) => setImmediate(resolve));
    end();
    await put("3");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(seen, [1, 2]);
  });
});
