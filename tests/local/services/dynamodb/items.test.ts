import assert from "node:assert/strict";
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateBackupCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const TableName = "orders";
const key = (customer: string, day: number) => ({ customer: { S: customer }, day: { N: String(day) } });

describe("dynamodb: items", () => {
  let cloud: TestCloud;
  let client: DynamoDBClient;
  before(async () => {
    cloud = await startTestCloud();
    client = new DynamoDBClient(cloud.client);
  });
  beforeEach(() =>
    client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "customer", AttributeType: "S" },
          { AttributeName: "day", AttributeType: "N" },
          { AttributeName: "state", AttributeType: "S" },
        ],
        KeySchema: [
          { AttributeName: "customer", KeyType: "HASH" },
          { AttributeName: "day", KeyType: "RANGE" },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-state",
            KeySchema: [{ AttributeName: "state", KeyType: "HASH" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        ],
        Tags: [{ Key: "team", Value: "shop" }],
      }),
    ),
  );
  afterEach(() => client.send(new DeleteTableCommand({ TableName })));
  after(async () => {
    client.destroy();
    await cloud.close();
  });
  const put = (customer: string, day: number, more = {}) =>
    client.send(new PutItemCommand({ TableName, Item: { ...key(customer, day), ...more } }));

  it("knows the table at once, active, under the ARN of the account", async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    assert.equal(Table?.TableStatus, "ACTIVE");
    assert.equal(Table?.TableArn, "arn:aws:dynamodb:eu-west-1:000000000000:table/orders");
    const { TableNames } = await client.send(new ListTablesCommand({}));
    assert.deepEqual(TableNames, ["orders"]);
  });

  it("queries a range in order of numbers, negative ones too, page by page", async () => {
    for (const day of [10, 9, -1, 100]) await put("ada", day);
    await put("bob", 9);
    const page = (start?: ReturnType<typeof key>) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "customer = :c AND #d < :d",
          ExpressionAttributeNames: { "#d": "day" },
          ExpressionAttributeValues: { ":c": { S: "ada" }, ":d": { N: "100" } },
          Limit: 2,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
    const first = await page();
    assert.deepEqual(first.Items, [key("ada", -1), key("ada", 9)]);
    assert.deepEqual(first.LastEvaluatedKey, key("ada", 9));
    assert.deepEqual((await page(key("ada", 9))).Items, [key("ada", 10)]);
  });

  it("updates by expression and tells the new attributes", async () => {
    const update = () =>
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: key("ada", 1),
          UpdateExpression: "SET amount = if_not_exists(amount, :zero) + :one, #s = :open REMOVE note",
          ExpressionAttributeNames: { "#s": "state" },
          ExpressionAttributeValues: { ":zero": { N: "0" }, ":one": { N: "1.10" }, ":open": { S: "open" } },
          ReturnValues: "UPDATED_NEW",
        }),
      );
    await update();
    assert.deepEqual((await update()).Attributes, { amount: { N: "2.2" }, state: { S: "open" } });
  });

  it("follows a global index as items change", async () => {
    await put("ada", 1, { state: { S: "open" }, note: { S: "n" } });
    await put("bob", 2, { state: { S: "open" } });
    await put("bob", 2, { state: { S: "done" } });
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: "by-state",
        KeyConditionExpression: "#s = :open",
        ExpressionAttributeNames: { "#s": "state" },
        ExpressionAttributeValues: { ":open": { S: "open" } },
      }),
    );
    assert.deepEqual(Items, [{ ...key("ada", 1), state: { S: "open" } }]);
  });

  it("refuses a write whose condition fails, with the item when it is asked for", async () => {
    await put("ada", 1, { note: { S: "first" } });
    const again = new PutItemCommand({
      TableName,
      Item: key("ada", 1),
      ConditionExpression: "attribute_not_exists(customer)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await assert.rejects(client.send(again), {
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: { ...key("ada", 1), note: { S: "first" } },
    });
  });

  it("writes and reads batches, and deletes", async () => {
    const requests = [1, 2, 3].map((day) => ({ PutRequest: { Item: key("ada", day) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { orders: requests } }));
    const deleted = await client.send(
      new DeleteItemCommand({ TableName, Key: key("ada", 2), ReturnValues: "ALL_OLD" }),
    );
    assert.deepEqual(deleted.Attributes, key("ada", 2));
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { orders: { Keys: [key("ada", 1), key("ada", 2)] } } }),
    );
    assert.deepEqual(Responses, { orders: [key("ada", 1)] });
    assert.equal((await client.send(new ScanCommand({ TableName, Select: "COUNT" }))).Count, 2);
  });

  it("finds a table by its ARN, and says in DynamoDB's words what it cannot do", async () => {
    const arn = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";
    assert.equal((await client.send(new GetItemCommand({ TableName: arn, Key: key("no", 1) }))).Item, undefined);
    await assert.rejects(client.send(new GetItemCommand({ TableName: "nowhere", Key: key("no", 1) })), {
      name: "ResourceNotFoundException",
      message: "Requested resource not found",
    });
    await assert.rejects(client.send(new PutItemCommand({ TableName, Item: { customer: { N: "1" } } })), {
      name: "ValidationException",
      message: "One or more parameter values were invalid: Type mismatch for key customer expected: S actual: N",
    });
  });

  it("says loudly what is not there", async () => {
    const backup = new CreateBackupCommand({ TableName, BackupName: "one" });
    await assert.rejects(client.send(backup), { name: "NotEmulatedByLocalCloud" });
    const table = { TableName: "events", KeySchema: [], AttributeDefinitions: [] };
    await assert.rejects(client.send(new CreateTableCommand({ ...table, ResourcePolicy: "{}" })), {
      message: /^dynamodb CreateTable: member ResourcePolicy is not emulated/,
    });
    assert.ok(cloud.warnings.some((line) => line.includes("CreateBackup")));
  });

  it("lets a role do exactly what its policy names, on exactly that table or index", async () => {
    const table = "arn:aws:dynamodb:eu-west-1:000000000000:table/orders";
    const role = await cloud.role("reader", [{ Effect: "Allow", Action: "dynamodb:Query", Resource: table }]);
    const reader = new DynamoDBClient({ ...cloud.client, credentials: cloud.access.assumeRole(role, "one") });
    const query = {
      TableName,
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": { S: "ada" } },
    };
    assert.equal((await reader.send(new QueryCommand(query))).Count, 0);
    await assert.rejects(reader.send(new QueryCommand({ ...query, IndexName: "by-state" })), {
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::000000000000:assumed-role/reader/one is not authorized to perform: dynamodb:Query on resource: ${table}/index/by-state because no identity-based policy allows the dynamodb:Query action`,
    });
    const batch = new BatchWriteItemCommand({ RequestItems: { orders: [{ DeleteRequest: { Key: key("a", 1) } }] } });
    await assert.rejects(reader.send(batch), { name: "AccessDeniedException" });
    reader.destroy();
  });
});
