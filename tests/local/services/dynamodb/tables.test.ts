import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { apiOf } from "./api";

const TABLE = "aws:dynamodb/table:Table";
const inputs = {
  name: "orders",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
};
const indexed = {
  ...inputs,
  attributes: [...inputs.attributes, { name: "state", type: "S" }],
  globalSecondaryIndexes: [{ name: "by-state", hashKey: "state", projectionType: "ALL" }],
};

describe("dynamodb: tables of a program", () => {
  let folder: string;
  let cloud: TestCloud;
  let client: DynamoDBClient;
  const start = async () => {
    cloud = await startTestCloud({ folder });
    client = new DynamoDBClient(cloud.client);
  };
  const stop = async () => {
    client.destroy();
    await cloud.close();
  };
  const context = resourceContext("orders");
  const item = { hashKey: "id", tableName: "orders", item: '{"id":{"S":"1"},"state":{"S":"open"}}' };
  const open = () =>
    client.send(
      new QueryCommand({
        TableName: "orders",
        IndexName: "by-state",
        KeyConditionExpression: "#s = :open",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-dynamodb-"));
    await start();
  });
  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("makes a table as the provider would, once, and keeps it and its items over a restart", async () => {
    const { id, outputs } = await cloud.resource(TABLE).create(inputs, context);
    assert.equal(id, "orders");
    assert.equal(outputs.arn, "arn:aws:dynamodb:eu-west-1:000000000000:table/orders");
    await cloud.resource(TABLE).create(inputs, context);
    await cloud.resource("aws:dynamodb/tableItem:TableItem").create(item, context);
    await stop();
    await start();
    const { Items } = await client.send(new ScanCommand({ TableName: "orders" }));
    assert.deepEqual(Items, [{ id: { S: "1" }, state: { S: "open" } }]);
    await cloud.resource(TABLE).delete("orders", outputs);
    assert.equal(await cloud.resource(TABLE).read?.("orders", outputs), undefined);
  });

  it("puts the items that are there into an index that comes later, and takes an index away", async () => {
    const type = cloud.resource(TABLE);
    const { outputs } = await type.create(inputs, context);
    await cloud.resource("aws:dynamodb/tableItem:TableItem").create(item, context);
    await type.update?.("orders", indexed, { inputs, outputs }, context);
    assert.equal((await open()).Count, 1);
    await type.update?.("orders", inputs, { inputs: indexed, outputs }, context);
    await assert.rejects(open(), { message: "The table does not have the specified index: by-state" });
    assert.equal((await client.send(new ScanCommand({ TableName: "orders" }))).Count, 1);
  });

  it("has what else the provider sets, and changes it in place", async () => {
    const type = cloud.resource(TABLE);
    const api = apiOf(cloud);
    const more = {
      streamEnabled: true,
      streamViewType: "NEW_IMAGE",
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      ttl: { enabled: true, attributeName: "until" },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
      deletionProtectionEnabled: true,
      serverSideEncryption: { enabled: true },
      tags: { team: "shop" },
    };
    const { outputs } = await type.create({ ...inputs, ...more }, context);
    const TableName = "orders";
    const { Table } = await api.call("DescribeTable", { TableName });
    assert.deepEqual(
      [
        Table.StreamSpecification,
        Table.TableClassSummary,
        Table.DeletionProtectionEnabled,
        Table.SSEDescription.Status,
      ],
      [
        { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
        { TableClass: "STANDARD_INFREQUENT_ACCESS" },
        true,
        "ENABLED",
      ],
    );
    assert.deepEqual([outputs.streamArn, outputs.streamLabel], [Table.LatestStreamArn, Table.LatestStreamLabel]);
    const described = async () => [
      (await api.call("DescribeTimeToLive", { TableName })).TimeToLiveDescription,
      (await api.call("DescribeContinuousBackups", { TableName })).ContinuousBackupsDescription
        .PointInTimeRecoveryDescription.RecoveryPeriodInDays,
      (await api.call("ListTagsOfResource", { ResourceArn: outputs.arn })).Tags,
    ];
    assert.deepEqual(await described(), [
      { TimeToLiveStatus: "ENABLED", AttributeName: "until" },
      7,
      [{ Key: "team", Value: "shop" }],
    ]);
    await assert.rejects(type.delete("orders", outputs), /protected against deletion/);
    const olds = { inputs: { ...inputs, ...more }, outputs };
    const changed = { ...inputs, streamEnabled: true, streamViewType: "KEYS_ONLY", tags: { team: "web" } };
    const updated = await type.update?.("orders", changed, olds, context);
    assert.notEqual(updated?.streamArn, outputs.streamArn);
    assert.equal(updated?.streamViewType, "KEYS_ONLY");
    assert.equal((await api.call("DescribeTable", { TableName })).Table.SSEDescription, undefined);
    assert.deepEqual(await described(), [{ TimeToLiveStatus: "DISABLED" }, undefined, [{ Key: "team", Value: "web" }]]);
    await type.delete("orders", outputs);
    assert.equal(await type.read?.("orders", outputs), undefined);
  });

  it("changes how a table is paid for, index by index", async () => {
    const type = cloud.resource(TABLE);
    const provisioned = (units: number) => ({
      ...indexed,
      billingMode: "PROVISIONED",
      readCapacity: units,
      writeCapacity: units,
      globalSecondaryIndexes: [{ ...indexed.globalSecondaryIndexes[0], readCapacity: units, writeCapacity: 1 }],
    });
    const { outputs } = await type.create(indexed, context);
    const units = async () => {
      const { Table } = await apiOf(cloud).call("DescribeTable", { TableName: "orders" });
      const [index] = Table.GlobalSecondaryIndexes;
      return [Table.ProvisionedThroughput, index.ProvisionedThroughput].map((each) => each.ReadCapacityUnits);
    };
    assert.deepEqual(await units(), [0, 0]);
    await type.update?.("orders", provisioned(3), { inputs: indexed, outputs }, context);
    assert.deepEqual(await units(), [3, 3]);
    await type.update?.("orders", provisioned(4), { inputs: provisioned(3), outputs }, context);
    assert.deepEqual(await units(), [4, 4]);
    await type.update?.("orders", indexed, { inputs: provisioned(4), outputs }, context);
    assert.deepEqual(await units(), [0, 0]);
  });

  it("says that a bound on demand is recorded only", async () => {
    const type = cloud.resource(TABLE);
    const onDemandThroughput = { maxReadRequestUnits: 5, maxWriteRequestUnits: 5 };
    await type.create({ ...inputs, onDemandThroughput }, context);
    assert.deepEqual(
      cloud.warnings.filter((line) => line.includes("onDemandThroughput")),
      ["orders: onDemandThroughput is recorded only"],
    );
  });

  it("records how much is taken at once on demand, and does not hold it", async () => {
    const type = cloud.resource(TABLE);
    const bounded = { ...inputs, onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: 50 } };
    assert.deepEqual(type.check?.(bounded), []);
    const { outputs } = await type.create(bounded, context);
    assert.deepEqual(outputs.onDemandThroughput, bounded.onDemandThroughput);
    const unbounded = await type.update?.("orders", inputs, { inputs: bounded, outputs }, context);
    assert.equal(unbounded?.onDemandThroughput, undefined);
  });

  it("refuses what tables here do not do", () => {
    const { check } = cloud.resource(TABLE);
    assert.deepEqual(check?.({ ...inputs, restoreSourceName: "other", replicas: [] }), [
      { property: "restoreSourceName", reason: "restoreSourceName of a table is not emulated by the local cloud" },
    ]);
    assert.deepEqual(check?.(inputs), []);
  });
});
