import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, QueryCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

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

  it("refuses what tables here do not do", () => {
    const { check } = cloud.resource(TABLE);
    assert.deepEqual(check?.({ ...inputs, restoreSourceName: "other", replicas: [] }), [
      { property: "restoreSourceName", reason: "restoreSourceName of a table is not emulated by the local cloud" },
    ]);
    assert.deepEqual(check?.(inputs), []);
  });
});
