import assert from "node:assert/strict";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ACCOUNT, REGION, resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, tableOf } from "./api";

const TableName = "orders";
const BURST_SECONDS = 300;

const OF_TABLE =
  "ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.";
const OF_INDEX =
  "ProvisionedThroughputExceededException: The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API";

const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({
  ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits },
});
const item = (id: string, more: object = {}) => ({ id: { S: id }, ...more });
const kilobytes = (count: number) => ({ text: { S: "x".repeat(count * 1024 - 20) } });

describe("dynamodb: provisioned throughput", () => {
  let cloud: TestCloud;
  let api: Api;
  beforeEach(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
  });
  afterEach(() => cloud.close());

  const create = (more: object = {}, name = TableName, keys = ["id:S"]) =>
    api.call("CreateTable", tableOf(name, keys, { BillingMode: "PROVISIONED", ...units(1, 1), ...more }));
  const put = (id: string, more: object = {}) => ({ TableName, Item: item(id, more) });
  const get = (id: string, ConsistentRead = true) => ({ TableName, Key: item(id), ConsistentRead });
  /** Uses what a table with one unit may write at once. */
  const useWrites = () => api.call("PutItem", put("large", kilobytes(BURST_SECONDS)));
  /** Uses what a table with one unit may read at once. */
  const useReads = async () => {
    for (let at = 0; at < BURST_SECONDS; at++) await api.call("GetItem", get("none"));
  };
  const seconds = (count: number) => cloud.clock.advanceBy(count * 1000);

  it("writes the units of 300 seconds at once, then what is refilled every second", async () => {
    await create();
    for (let at = 0; at < BURST_SECONDS; at++) await api.call("PutItem", put(`${at % 7}`));
    assert.equal(await api.refusal("PutItem", put("late")), OF_TABLE);
    assert.equal(await api.refusal("DeleteItem", { TableName, Key: item("1") }), OF_TABLE);
    assert.equal(await api.refusal("UpdateItem", { TableName, Key: item("1") }), OF_TABLE);
    assert.deepEqual(await api.call("GetItem", get("late")), {});
    seconds(2);
    await api.call("PutItem", put("late"));
    await api.call("PutItem", put("late"));
    assert.equal(await api.refusal("PutItem", put("late")), OF_TABLE);
    seconds(100_000);
    await useWrites();
    assert.equal(await api.refusal("PutItem", put("late")), OF_TABLE);
  });

  it("takes half a unit for a read that is not consistent", async () => {
    await create();
    for (let at = 0; at < 2 * BURST_SECONDS; at++) await api.call("GetItem", get("none", false));
    assert.equal(await api.refusal("GetItem", get("none", false)), OF_TABLE);
    await api.call("PutItem", put("written"));
  });

  it("lets those after it wait for what a call uses beyond what is left", async () => {
    await create();
    await api.call("PutItem", put("large", kilobytes(310)));
    seconds(10);
    assert.equal(await api.refusal("PutItem", put("late")), OF_TABLE);
    seconds(1);
    await api.call("PutItem", put("late"));
  });

  it("throttles queries, scans and statements that read", async () => {
    await create();
    await useReads();
    const query = {
      TableName,
      KeyConditionExpression: "id = :id",
      ExpressionAttributeValues: { ":id": { S: "none" } },
    };
    const Statement = `SELECT * FROM "${TableName}" WHERE id = 'none'`;
    assert.equal(await api.refusal("Query", query), OF_TABLE);
    assert.equal(await api.refusal("Scan", { TableName }), OF_TABLE);
    assert.equal(await api.refusal("ExecuteStatement", { Statement }), OF_TABLE);
    const { Responses } = await api.call("BatchExecuteStatement", { Statements: [{ Statement }] });
    assert.equal(Responses[0].Error.Code, "ProvisionedThroughputExceeded");
    seconds(1);
    await api.call("Query", query);
  });

  it("throttles writes to a global index alone when they change it", async () => {
    const byState = { ...indexOf("byState", ["state"]), ...units(1, 1) };
    const keys = {
      AttributeDefinitions: ["id", "state"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    };
    await create({ ...units(1, 1_000), ...keys, GlobalSecondaryIndexes: [byState] });
    const state = { state: { S: "open" } };
    await api.call("PutItem", put("a", { ...state, ...kilobytes(BURST_SECONDS) }));
    await api.call("PutItem", put("c"));
    assert.equal(await api.refusal("PutItem", put("b", state)), OF_INDEX);
    assert.equal(await api.refusal("DeleteItem", { TableName, Key: item("a") }), OF_INDEX);
    await api.call("PutItem", put("b"));
    await api.call("PutItem", put("a", { ...state, ...kilobytes(BURST_SECONDS) })); // as it is
    assert.deepEqual(cloud.warnings, [`${TableName}/index/byState: throttled: used up its 1 write units a second`]);
    const query = {
      TableName,
      IndexName: "byState",
      KeyConditionExpression: "#s = :s",
      ExpressionAttributeNames: { "#s": "state" },
      ExpressionAttributeValues: { ":s": { S: "none" } },
    };
    for (let at = 0; at < 2 * BURST_SECONDS; at++) await api.call("Query", query);
    assert.equal(await api.refusal("Query", query), OF_INDEX);
    await api.call("GetItem", get("a"));
    seconds(1);
    await api.call("PutItem", put("b", state));
  });

  it("leaves of a batch what did not fit, and refuses one of which nothing fits", async () => {
    await create();
    await create({}, "others");
    await useWrites();
    await useReads();
    const write = (id: string) => ({ PutRequest: { Item: item(id) } });
    const remove = { DeleteRequest: { Key: item("y") } };
    const both = { [TableName]: [write("x"), remove], others: [write("z")] };
    const { UnprocessedItems } = await api.call("BatchWriteItem", { RequestItems: both });
    assert.deepEqual(UnprocessedItems, { [TableName]: both[TableName] });
    assert.equal(await api.refusal("BatchWriteItem", { RequestItems: UnprocessedItems }), OF_TABLE);
    const keys = { Keys: [item("x"), item("z")], ConsistentRead: true };
    const read = await api.call("BatchGetItem", { RequestItems: { [TableName]: keys, others: keys } });
    assert.deepEqual(read.Responses, { [TableName]: [], others: [item("z")] });
    assert.deepEqual(read.UnprocessedKeys, { [TableName]: keys });
    assert.equal(await api.refusal("BatchGetItem", { RequestItems: read.UnprocessedKeys }), OF_TABLE);
    seconds(1);
    const next = await api.call("BatchWriteItem", { RequestItems: UnprocessedItems });
    assert.deepEqual(next.UnprocessedItems, { [TableName]: [remove] });
    const first = await api.call("BatchGetItem", { RequestItems: read.UnprocessedKeys });
    assert.deepEqual(first.UnprocessedKeys, { [TableName]: { ...keys, Keys: [item("z")] } });
  });

  it("cancels transactions, of which each action uses twice as much", async () => {
    await create();
    await create({}, "others");
    const two = { TransactItems: [{ Put: { ...put("a"), TableName: "others" } }, { Put: put("a") }] };
    for (let at = 0; at < BURST_SECONDS / 2; at++) await api.call("TransactWriteItems", two);
    const cancelled =
      "TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons";
    const exceeded = "ProvisionedThroughputExceeded";
    assert.equal(await api.refusal("TransactWriteItems", two), `${cancelled} [${exceeded}, ${exceeded}]`);
    const gets = {
      TransactItems: [{ Get: { TableName: "others", Key: item("a") } }, { Get: { TableName, Key: item("a") } }],
    };
    for (let at = 0; at < BURST_SECONDS; at++) await api.call("GetItem", get("none"));
    assert.equal(await api.refusal("TransactGetItems", gets), `${cancelled} [None, ${exceeded}]`);
    seconds(1);
    await api.call("TransactWriteItems", two);
    seconds(1);
    assert.equal(await api.refusal("PutItem", put("a")), OF_TABLE);
  });

  it("takes for a condition that fails, too", async () => {
    await create();
    await api.call("PutItem", put("large", kilobytes(150)));
    const condition = { ConditionExpression: "attribute_not_exists(id)" };
    assert.match(await api.refusal("PutItem", { ...put("large"), ...condition }), /^ConditionalCheckFailed/);
    assert.equal(await api.refusal("PutItem", { ...put("large"), ...condition }), OF_TABLE);
  });

  it("says what is throttled, with the reason for the caller, and once in a while in the log", async () => {
    await create();
    await useWrites();
    for (let at = 0; at < 5; at++) await api.refusal("PutItem", put("late"));
    const client = new DynamoDBClient(cloud.client);
    await assert.rejects(client.send(new PutItemCommand({ TableName, Item: { id: { S: "late" } } })), {
      name: "ProvisionedThroughputExceededException",
      ThrottlingReasons: [
        {
          reason: "TableWriteProvisionedThroughputExceeded",
          resource: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${TableName}`,
        },
      ],
    });
    client.destroy();
    const line = `${TableName}: throttled: used up its 1 write units a second`;
    assert.deepEqual(cloud.warnings, [line]);
    seconds(10);
    await useWrites();
    await api.refusal("PutItem", put("late"));
    assert.deepEqual(cloud.warnings, [line, line]);
  });

  it("goes by the units as they are, and by none on demand", async () => {
    await create();
    await useWrites();
    await api.call("UpdateTable", { TableName, ...units(1, 100) });
    for (let at = 0; at < 100; at++) await api.call("PutItem", put("late"));
    await api.call("UpdateTable", { TableName, BillingMode: "PAY_PER_REQUEST" });
    for (let at = 0; at < 400; at++) await api.call("PutItem", put("large", kilobytes(100)));
    assert.deepEqual(cloud.warnings, []);
  });

  it("does not throttle a table that has the name of one that is gone, nor items of the program", async () => {
    await create();
    await useWrites();
    await api.call("DeleteTable", { TableName });
    await create();
    await useWrites();
    assert.equal(await api.refusal("PutItem", put("late")), OF_TABLE);
    const inputs = { tableName: TableName, hashKey: "id", item: JSON.stringify(item("of the program")) };
    await cloud.resource("aws:dynamodb/tableItem:TableItem").create(inputs, resourceContext("item"));
    assert.deepEqual((await api.call("GetItem", get("of the program"))).Item, item("of the program"));
  });
});
