import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linesUntilKilled } from "../../../support/killed";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, schemaOf, tableOf } from "./api";

describe("dynamodb: durability", () => {
  let folder: string;
  let cloud: TestCloud;
  let api: Api;
  const start = async () => {
    cloud = await startTestCloud({ folder });
    api = apiOf(cloud);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-dynamodb-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const all = async (operation: string, input: object): Promise<Record<string, { S: string }>[]> => {
    const page = await api.call(operation, input);
    const { LastEvaluatedKey: ExclusiveStartKey } = page;
    return ExclusiveStartKey ? [...page.Items, ...(await all(operation, { ...input, ExclusiveStartKey }))] : page.Items;
  };

  for (const writes of [1, 300])
    it(`has all that was answered, transactions whole, indexes and streams with them, killed after ${writes}`, async () => {
      const writer = join(__dirname, "endless-writer.ts");
      const answered = await linesUntilKilled(writes, writer, folder);
      await start();
      const orders = new Set((await all("Scan", { TableName: "orders" })).map(({ id }) => id?.S));
      assert.deepEqual(
        answered.filter((id) => !orders.has(id)),
        [],
      );
      const indexed = await all("Scan", { TableName: "orders", IndexName: "by-state" });
      assert.deepEqual(new Set(indexed.map(({ id }) => id?.S)), orders);
      const accounts = await api.call("Scan", { TableName: "accounts" });
      assert.equal(
        accounts.Items.reduce((sum: number, each: { money: { N: string } }) => sum + Number(each.money.N), 0),
        0,
      );
      const { Table } = await api.call("DescribeTable", { TableName: "orders" });
      assert.equal(Table.ItemCount, orders.size);
      const stream = cloud.cloud.directory.dynamodb.services.streams.find(Table.LatestStreamArn) ?? assert.fail();
      const records = cloud.cloud.directory.dynamodb.services.streams.records(stream, 0, 1_000_000);
      assert.deepEqual(new Set(records.map(({ keys }) => Object.values(keys.id ?? {})[0])), orders);
      await cloud.close();
    });

  it("goes on to fill an index that was being filled, and to empty what was deleted", async () => {
    await start();
    await api.call("CreateTable", tableOf("orders", ["id:S"]));
    await api.call("CreateTable", tableOf("leaving", ["id:S"]));
    for (let at = 0; at < 1_100; at++) {
      const Item = { id: { S: String(at) }, state: { S: "open" } };
      const TableName = at % 2 ? "orders" : "leaving";
      await api.call("PutItem", { TableName, Item });
    }
    const { services } = cloud.cloud.directory.dynamodb;
    const { space } = services.tables.require("leaving").record;
    // Stopped before either is through.
    const stops = [services.filling.stop(), services.purges.stop()];
    await api.call("UpdateTable", {
      TableName: "orders",
      AttributeDefinitions: [{ AttributeName: "state", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create: indexOf("by-state", ["state"]) }],
    });
    await api.call("DeleteTable", { TableName: "leaving" });
    await Promise.all(stops);
    await cloud.close();
    await start();
    const again = cloud.cloud.directory.dynamodb.services;
    await again.filling.settled("orders");
    const query = { KeyConditionExpression: "#s = :s", ExpressionAttributeNames: { "#s": "state" } };
    const values = { ExpressionAttributeValues: { ":s": { S: "open" } } };
    assert.equal(
      (await api.call("Query", { TableName: "orders", IndexName: "by-state", ...query, ...values })).Count,
      550,
    );
    const prefix = Buffer.alloc(8);
    prefix.writeUInt32BE(space);
    prefix.writeUInt32BE(space + 1, 4);
    const left = () => [...again.items.entries.range(prefix.subarray(0, 4), prefix.subarray(4))].length;
    for (let turn = 0; turn < 1_000 && left() > 0; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(left(), 0);
    await cloud.close();
  });

  it("does a transaction with a token once, also when the process was another one", async () => {
    await start();
    await api.call("CreateTable", tableOf("counters", ["id:S"]));
    const add = {
      Update: {
        TableName: "counters",
        Key: { id: { S: "1" } },
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      },
    };
    const once = { TransactItems: [add], ClientRequestToken: "t" };
    await Promise.all([api.call("TransactWriteItems", once), api.call("TransactWriteItems", once)]);
    await cloud.close();
    await start();
    await api.call("TransactWriteItems", once);
    const count = async () => (await api.call("GetItem", { TableName: "counters", Key: { id: { S: "1" } } })).Item.n.N;
    assert.equal(await count(), "1");
    assert.match(
      await api.refusal("TransactWriteItems", {
        ...once,
        TransactItems: [{ Delete: { TableName: "counters", Key: { id: { S: "1" } } } }],
      }),
      /^IdempotentParameterMismatchException/,
    );
    cloud.clock.advanceBy(600_001);
    await api.call("TransactWriteItems", once);
    assert.equal(await count(), "2");
    await cloud.close();
  });

  it("refuses the tables of an older version with the ways out, and leaves them", async () => {
    mkdirSync(join(folder, "dynamodb"));
    writeFileSync(join(folder, "dynamodb", "CURRENT"), "MANIFEST-000004\n");
    await start();
    await assert.rejects(async () => cloud.cloud.directory.dynamodb.start?.(), {
      name: "SetupError",
      message: `${join(folder, "dynamodb")} holds the DynamoDB tables of an older version, which this one cannot read: start that version to copy what you need, or remove the folder to begin with empty tables, or give up all data with npm run reset -- --data '${folder}'`,
    });
    await cloud.close();
  });

  it("lets an index be added while the table is written, and then has each item in it once", async () => {
    await start();
    await api.call("CreateTable", tableOf("orders", ["id:S"]));
    const put = (at: number, state: string) =>
      api.call("PutItem", { TableName: "orders", Item: { id: { S: String(at) }, state: { S: state } } });
    for (let at = 0; at < 1_200; at++) await put(at, "old");
    await api.call("UpdateTable", {
      TableName: "orders",
      AttributeDefinitions: [{ AttributeName: "state", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [{ Create: { ...indexOf("by-state", []), KeySchema: schemaOf("state") } }],
    });
    const { Table } = await api.call("DescribeTable", { TableName: "orders" });
    assert.equal(Table.TableStatus, "UPDATING");
    assert.deepEqual(
      [Table.GlobalSecondaryIndexes[0].IndexStatus, Table.GlobalSecondaryIndexes[0].Backfilling],
      ["CREATING", true],
    );
    const read = { TableName: "orders", IndexName: "by-state" };
    assert.equal(
      await api.refusal("Scan", read),
      "ValidationException: Cannot read from backfilling global secondary index: by-state",
    );
    await Promise.all([
      ...Array.from({ length: 400 }, (_, at) => put(at * 3, "new")),
      ...Array.from({ length: 100 }, (_, at) =>
        api.call("DeleteItem", { TableName: "orders", Key: { id: { S: String(at * 3 + 1) } } }),
      ),
    ]);
    await cloud.cloud.directory.dynamodb.services.filling.settled("orders");
    const found = await all("Scan", read);
    const count = (state: string) => found.filter((item) => item.state?.S === state).length;
    assert.deepEqual([found.length, count("new"), count("old")], [1_100, 400, 700]);
    assert.equal(
      (await api.call("DescribeTable", { TableName: "orders" })).Table.GlobalSecondaryIndexes[0].ItemCount,
      1_100,
    );
    await cloud.close();
  });
});
