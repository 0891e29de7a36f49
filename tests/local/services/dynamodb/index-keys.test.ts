import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

describe("dynamodb: writes that cannot be done", () => {
  let cloud: TestCloud;
  const TableName = "orders";
  const call = (operation: string, input: object) =>
    jsonCall(cloud, "dynamodb", `DynamoDB_20120810.${operation}`, input);
  const Key = { pk: { S: "k" } };
  const empty = { ":e": { S: "" } };

  before(async () => {
    cloud = await startTestCloud();
    const hash = (AttributeName: string) => [{ AttributeName, KeyType: "HASH" }];
    await call("CreateTable", {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: hash("pk"),
      AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      GlobalSecondaryIndexes: [{ IndexName: "by-g", KeySchema: hash("g"), Projection: { ProjectionType: "ALL" } }],
    });
    await call("PutItem", { TableName, Item: { ...Key, v: { N: "1" } } });
  });
  after(() => cloud.close());

  it("are refused where an index would get an empty key, by each operation that writes", async () => {
    const Item = { pk: { S: "1" }, g: { S: "" } };
    const update = { TableName, Key, UpdateExpression: "SET g = :e", ExpressionAttributeValues: empty };
    const answers = [
      await call("PutItem", { TableName, Item }),
      await call("UpdateItem", update),
      await call("BatchWriteItem", { RequestItems: { [TableName]: [{ PutRequest: { Item } }] } }),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 400);
      assert.match(body.__type, /ValidationException$/);
      assert.match(body.message, /cannot contain an empty string value. IndexName: by-g, IndexKey: g$/);
    }
    const { body } = await call("TransactWriteItems", {
      TransactItems: [{ Put: { TableName, Item } }, { Update: update }],
    });
    assert.deepEqual(codes(body), ["ValidationError", "ValidationError"]);
    assert.equal((await call("Scan", { TableName })).body.Count, 1);
    const other = { TableName, Item: { pk: { S: "2" }, other: { S: "" } } };
    assert.equal((await call("PutItem", other)).status, 200, "no key of an index");
  });

  it("are reasons in a transaction, of which nothing is done", async () => {
    const { body } = await call("TransactWriteItems", {
      TransactItems: [
        { Put: { TableName, Item: { pk: { S: "n" } } } },
        {
          Update: {
            TableName,
            Key,
            UpdateExpression: "SET w = nope + :x",
            ExpressionAttributeValues: { ":x": { N: "2" } },
          },
        },
      ],
    });
    assert.match(body.__type, /TransactionCanceledException$/);
    assert.deepEqual(codes(body), ["None", "ValidationError"]);
    assert.equal((await call("GetItem", { TableName, Key: { pk: { S: "n" } } })).body.Item, undefined);
  });
});

const codes = (body: { readonly CancellationReasons: readonly { readonly Code: string }[] }) =>
  body.CancellationReasons.map(({ Code }) => Code);
