import assert from "node:assert/strict";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const TableName = "orders";
const units = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const text = (AttributeName: string) => ({ AttributeName, AttributeType: "S" as const });
const index = (name: string, more: object = {}) => ({
  Create: {
    IndexName: `by-${name}`,
    KeySchema: [{ AttributeName: name, KeyType: "HASH" as const }],
    Projection: { ProjectionType: "ALL" as const },
    ...more,
  },
});

describe("dynamodb: UpdateTable", () => {
  let cloud: TestCloud;
  let client: DynamoDBClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    client = new DynamoDBClient(cloud.client);
  });
  afterEach(async () => {
    client.destroy();
    await cloud.close();
  });

  const create = (more: Partial<CreateTableCommandInput>) =>
    client.send(
      new CreateTableCommand({
        TableName,
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        AttributeDefinitions: [text("id")],
        ...more,
      }),
    );
  const update = (input: Partial<UpdateTableCommandInput>) =>
    client.send(new UpdateTableCommand({ TableName, ...input }));
  const indexes = async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  };

  it("gives a table on demand a further index, with what is in the table, and takes it away", async () => {
    const first = index("state").Create;
    const GlobalSecondaryIndexes = [first];
    const AttributeDefinitions = [text("id"), text("state")];
    await create({ BillingMode: "PAY_PER_REQUEST", AttributeDefinitions, GlobalSecondaryIndexes });
    await client.send(new PutItemCommand({ TableName, Item: { id: { S: "1" }, day: { S: "monday" } } }));
    const wanted = [text("id"), text("state"), text("day")];
    await update({ AttributeDefinitions: wanted, GlobalSecondaryIndexUpdates: [index("day")] });
    assert.deepEqual(await indexes(), ["by-state", "by-day"]);
    const { Count } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: "by-day",
        KeyConditionExpression: "#d = :monday",
        ExpressionAttributeNames: { "#d": "day" },
        ExpressionAttributeValues: { ":monday": { S: "monday" } },
      }),
    );
    assert.equal(Count, 1);
    await update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-state" } }] });
    assert.deepEqual(await indexes(), ["by-day"]);
  });

  it("gives a table with provisioned throughput one index at a time", async () => {
    await create({ ProvisionedThroughput: units });
    const made = (name: string) => index(name, { ProvisionedThroughput: units });
    await assert.rejects(
      update({
        AttributeDefinitions: [text("id"), text("a"), text("b")],
        GlobalSecondaryIndexUpdates: [made("a"), made("b")],
      }),
      { name: "LimitExceededException" },
    );
    await update({ AttributeDefinitions: [text("id"), text("day")], GlobalSecondaryIndexUpdates: [made("day")] });
    assert.deepEqual(await indexes(), ["by-day"]);
  });

  it("refuses what DynamoDB refuses, and the table stays as it is", async () => {
    await create({ BillingMode: "PAY_PER_REQUEST" });
    const invalid = { name: "ValidationException" };
    await assert.rejects(update({ GlobalSecondaryIndexUpdates: [index("day")] }), invalid, "an undefined attribute");
    const unused = [text("id"), text("day"), text("other")];
    const change = { AttributeDefinitions: unused, GlobalSecondaryIndexUpdates: [index("day")] };
    await assert.rejects(update(change), { ...invalid, message: /other/ });
    await assert.rejects(update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-day" } }] }), {
      name: "ResourceNotFoundException",
    });
    await update({ AttributeDefinitions: [text("id"), text("day")], GlobalSecondaryIndexUpdates: [index("day")] });
    await assert.rejects(update({ GlobalSecondaryIndexUpdates: [index("day")] }), invalid, "one that is there");
    assert.deepEqual(await indexes(), ["by-day"]);
  });
});
