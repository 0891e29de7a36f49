import assert from "node:assert/strict";
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const TableName = "accounts";
const Key = (id: string) => ({ id: { S: id } });

describe("dynamodb: transactions", () => {
  let cloud: TestCloud;
  let client: DynamoDBClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    client = new DynamoDBClient(cloud.client);
    const table = { TableName, BillingMode: "PAY_PER_REQUEST" } as const;
    const AttributeDefinitions = [{ AttributeName: "id", AttributeType: "S" }] as const;
    const KeySchema = [{ AttributeName: "id", KeyType: "HASH" }] as const;
    await client.send(
      new CreateTableCommand({ ...table, AttributeDefinitions: [...AttributeDefinitions], KeySchema: [...KeySchema] }),
    );
    await client.send(new PutItemCommand({ TableName, Item: { ...Key("a"), n: { N: "5" } } }));
  });
  afterEach(async () => {
    client.destroy();
    await cloud.close();
  });
  const write = (...TransactItems: TransactWriteItem[]) =>
    client.send(new TransactWriteItemsCommand({ TransactItems }));
  const take = (id: string, n: string): TransactWriteItem => ({
    Update: {
      TableName,
      Key: Key(id),
      UpdateExpression: "SET n = n - :n",
      ConditionExpression: "n >= :n",
      ExpressionAttributeValues: { ":n": { N: n } },
    },
  });
  const put = (id: string): TransactWriteItem => ({ Put: { TableName, Item: Key(id) } });
  const itemOf = async (id: string) => (await client.send(new GetItemCommand({ TableName, Key: Key(id) }))).Item;

  it("writes all of it", async () => {
    await write(take("a", "2"), put("b"), {
      ConditionCheck: { TableName, Key: Key("c"), ConditionExpression: "attribute_not_exists(id)" },
    });
    assert.deepEqual(await itemOf("a"), { ...Key("a"), n: { N: "3" } });
    assert.deepEqual(await itemOf("b"), Key("b"));
    assert.equal(await itemOf("c"), undefined);
    const get = (id: string) => ({ Get: { TableName, Key: Key(id) } });
    const { Responses } = await client.send(new TransactGetItemsCommand({ TransactItems: [get("b"), get("c")] }));
    assert.deepEqual(Responses, [{ Item: Key("b") }, {}]);
  });

  it("writes nothing where a condition fails, and says of each action why", async () => {
    const refused = take("a", "9");
    const asked = {
      Update: { ...refused.Update, ReturnValuesOnConditionCheckFailure: "ALL_OLD" },
    } as TransactWriteItem;
    await assert.rejects(write(put("b"), asked), {
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
      CancellationReasons: [
        { Code: "None" },
        {
          Code: "ConditionalCheckFailed",
          Item: { ...Key("a"), n: { N: "5" } },
          Message: "The conditional request failed",
        },
      ],
    });
    assert.equal(await itemOf("b"), undefined);
  });

  it("takes back what it wrote when a later action cannot be done", async () => {
    const wrong: TransactWriteItem = {
      Update: {
        TableName,
        Key: Key("a"),
        UpdateExpression: "SET n = none + :n",
        ExpressionAttributeValues: { ":n": { N: "1" } },
      },
    };
    await assert.rejects(write(put("b"), { Delete: { TableName, Key: Key("x") } }, wrong), {
      name: "ValidationException",
    });
    const { Items } = await client.send(new ScanCommand({ TableName }));
    assert.deepEqual(Items, [{ ...Key("a"), n: { N: "5" } }]);
  });

  it("lets transactions on the same items follow each other", async () => {
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => write(take("a", "2"), put("b"))));
    assert.equal(results.filter(({ status }) => status === "fulfilled").length, 2);
    assert.deepEqual((await itemOf("a"))?.n, { N: "1" });
  });

  it("refuses two actions on one item, tables that are not there, and who may not do each of them", async () => {
    await assert.rejects(write(put("b"), { Delete: { TableName, Key: Key("b") } }), {
      message: "Transaction request cannot include multiple operations on one item",
    });
    await assert.rejects(write({ Put: { TableName: "none", Item: Key("b") } }), { name: "ResourceNotFoundException" });
    const role = await cloud.role("writer", [{ Effect: "Allow", Action: "dynamodb:PutItem", Resource: "*" }]);
    const writer = new DynamoDBClient({ ...cloud.client, credentials: cloud.access.assumeRole(role, "one") });
    await writer.send(new TransactWriteItemsCommand({ TransactItems: [put("b")] }));
    await assert.rejects(writer.send(new TransactWriteItemsCommand({ TransactItems: [put("c"), take("a", "1")] })), {
      name: "AccessDeniedException",
    });
    writer.destroy();
  });
});
