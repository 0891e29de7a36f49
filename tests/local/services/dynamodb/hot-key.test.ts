import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, tableOf } from "./api";

const TableName = "counters";
const Key = { id: { S: "hot" } };
const CALLS = 400;

describe("dynamodb: a hot key", () => {
  let cloud: TestCloud;
  let api: Api;
  beforeEach(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_IMAGE" };
    await api.call("CreateTable", tableOf(TableName, ["id:S"], { StreamSpecification }));
  });
  afterEach(() => cloud.close());

  const atOnce = (call: (at: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: CALLS }, (_, at) => call(at)));

  it("loses no update of many at once, and its stream has them one after another", async () => {
    const count = { UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": { N: "1" } } };
    const answers = await atOnce(() =>
      api.call("UpdateItem", { TableName, Key, ...count, ReturnValues: "UPDATED_NEW" }),
    );
    const expected = Array.from({ length: CALLS }, (_, at) => String(at + 1));
    const byNumber = (a: string, b: string) => Number(a) - Number(b);
    const counted = (answers as { Attributes: { n: { N: string } } }[]).map(({ Attributes }) => Attributes.n.N);
    assert.deepEqual(counted.sort(byNumber), expected);
    const { Table } = await api.call("DescribeTable", { TableName });
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn: Table.LatestStreamArn });
    const { ShardIterator } = await api.call("GetShardIterator", {
      StreamArn: Table.LatestStreamArn,
      ShardId: StreamDescription.Shards[0].ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    });
    const { Records } = await api.call("GetRecords", { ShardIterator });
    assert.deepEqual(
      (Records as { dynamodb: { NewImage: { n: { N: string } } } }[]).map(({ dynamodb }) => dynamodb.NewImage.n.N),
      expected,
    );
  });

  it("lets one of many in where each asks that nobody was before it", async () => {
    const first = { ConditionExpression: "attribute_not_exists(id)" };
    const answers = await atOnce((at) =>
      api.call("PutItem", { TableName, Item: { ...Key, by: { N: String(at) } }, ...first }).then(
        () => at,
        () => undefined,
      ),
    );
    const winners = answers.filter((at) => at !== undefined);
    assert.equal(winners.length, 1);
    const { Item } = await api.call("GetItem", { TableName, Key, ConsistentRead: true });
    assert.deepEqual(Item, { ...Key, by: { N: String(winners[0]) } });
  });
});
