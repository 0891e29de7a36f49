import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, tableOf } from "./api";

const TableName = "sessions";

describe("dynamodb: times to live", () => {
  let cloud: TestCloud;
  let api: Api;
  beforeEach(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", {
      ...tableOf(TableName, ["id:S"]),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "OLD_IMAGE" },
    });
  });
  afterEach(() => cloud.close());

  const put = (id: string, until: object) => api.call("PutItem", { TableName, Item: { id: { S: id }, until } });
  const inSeconds = (seconds: number) => ({ N: String(Math.floor(cloud.clock.now() / 1000) + seconds) });
  const enable = (AttributeName: string, Enabled = true) =>
    api.call("UpdateTimeToLive", { TableName, TimeToLiveSpecification: { Enabled, AttributeName } });
  const left = async () => {
    const { Items } = await api.call("Scan", { TableName });
    return Items.map((item: { id: { S: string } }) => item.id.S).sort();
  };
  /** Time passes, and what then is due is done. */
  const pass = async (seconds: number) => {
    cloud.clock.advanceBy(seconds * 1000);
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  it("end items whose time is over, those that were there before too, and no others", async () => {
    await put("before", inSeconds(60));
    await enable("until");
    await cloud.cloud.directory.dynamodb.services.filling.settled(TableName);
    await put("after", inSeconds(60));
    await put("later", inSeconds(3_600));
    await put("text", { S: "1" });
    await put("fraction", { N: `${inSeconds(60).N}.5` });
    await put("five-years-ago", inSeconds(-5 * 365 * 24 * 3_600 - 10));
    await put("postponed", inSeconds(60));
    await put("postponed", inSeconds(3_600));
    await pass(30);
    assert.equal((await left()).length, 7);
    await pass(60);
    assert.deepEqual(await left(), ["five-years-ago", "later", "postponed", "text"]);
    await enable("until", false);
    await pass(7_200);
    assert.deepEqual(await left(), ["five-years-ago", "later", "postponed", "text"]);
  });

  it("tell a stream that nobody deleted the item but the service", async () => {
    await enable("until");
    await put("1", inSeconds(1));
    await pass(30);
    const { Table } = await api.call("DescribeTable", { TableName });
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn: Table.LatestStreamArn });
    const { ShardIterator } = await api.call("GetShardIterator", {
      StreamArn: Table.LatestStreamArn,
      ShardId: StreamDescription.Shards[0].ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    });
    const { Records } = await api.call("GetRecords", { ShardIterator });
    assert.deepEqual(
      Records.map(({ eventName, userIdentity }: { eventName: string; userIdentity?: object }) => [
        eventName,
        userIdentity,
      ]),
      [
        ["INSERT", undefined],
        ["REMOVE", { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" }],
      ],
    );
  });

  it("are of one attribute, and say so", async () => {
    const describe = async () => (await api.call("DescribeTimeToLive", { TableName })).TimeToLiveDescription;
    assert.deepEqual(await describe(), { TimeToLiveStatus: "DISABLED" });
    await enable("until");
    assert.deepEqual(await describe(), { TimeToLiveStatus: "ENABLED", AttributeName: "until" });
    const again = (AttributeName: string, Enabled: boolean) =>
      api.refusal("UpdateTimeToLive", { TableName, TimeToLiveSpecification: { Enabled, AttributeName } });
    assert.equal(await again("until", true), "ValidationException: TimeToLive is already enabled");
    assert.match(await again("other", true), /active on a different AttributeName: current AttributeName is until$/);
    await enable("until", false);
    assert.equal(await again("until", false), "ValidationException: TimeToLive is already disabled");
  });
});
