import assert from "node:assert/strict";
import type { Principal, Statement } from "../../../../local/access/access";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, tableOf } from "./api";

const TableName = "scores";
const TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/scores";
const ada = { user: { S: "ada" }, game: { S: "chess" } };
const bob = { user: { S: "bob" }, game: { S: "chess" } };
const DENIED = /^AccessDeniedException: User: .* is not authorized to perform: dynamodb:/;

describe("dynamodb: conditions of policies", () => {
  let cloud: TestCloud;
  let api: Api;
  before(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", {
      ...tableOf(TableName, ["user:S", "game:S", "team:S"]),
      GlobalSecondaryIndexes: [indexOf("by-team", ["team"])],
    });
    for (const key of [ada, bob])
      await api.call("PutItem", { TableName, Item: { ...key, score: { N: "1" }, secret: { S: "x" } } });
  });
  after(() => cloud.close());

  let roles = 0;
  const allowed = async (Condition: Statement["Condition"]): Promise<Principal> => {
    roles += 1;
    const statement: Statement = {
      Effect: "Allow",
      Action: "dynamodb:*",
      Resource: [TABLE, `${TABLE}/index/*`],
      ...(Condition && { Condition }),
    };
    return cloud.principal(await cloud.role(`reader-${roles}`, [statement]));
  };

  it("hold a caller to partition keys, in whichever way an operation names them", async () => {
    const who = await allowed({
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["ada"] },
      Null: { "dynamodb:LeadingKeys": "false" },
    });
    const update = { UpdateExpression: "SET score = :s", ExpressionAttributeValues: { ":s": { N: "2" } } };
    const condition = (text: string, user: string) => ({
      TableName,
      KeyConditionExpression: text,
      ExpressionAttributeNames: { "#u": "user" },
      ExpressionAttributeValues: { ":u": { S: user } },
    });
    const calls = (key: typeof ada): (readonly [string, object])[] => [
      ["GetItem", { TableName, Key: key }],
      ["PutItem", { TableName, Item: key }],
      ["UpdateItem", { TableName, Key: key, ...update }],
      ["DeleteItem", { TableName, Key: key }],
      ["Query", condition("#u = :u", key.user.S)],
      ["Query", condition("(:u) = (#u)", key.user.S)],
      ["Query", { TableName, KeyConditions: { user: { ComparisonOperator: "EQ", AttributeValueList: [key.user] } } }],
      ["BatchGetItem", { RequestItems: { [TableName]: { Keys: [ada, key].slice(key === ada ? 1 : 0) } } }],
      ["BatchWriteItem", { RequestItems: { [TableName]: [{ PutRequest: { Item: key } }] } }],
      ["BatchWriteItem", { RequestItems: { [TableName]: [{ DeleteRequest: { Key: key } }] } }],
      ["TransactGetItems", { TransactItems: [{ Get: { TableName, Key: key } }] }],
      ["TransactWriteItems", { TransactItems: [{ Update: { TableName, Key: key, ...update } }] }],
      ["ExecuteStatement", { Statement: `SELECT * FROM "scores" WHERE "user" = '${key.user.S}'` }],
      ["ExecuteStatement", { Statement: `DELETE FROM "scores" WHERE "user" = '${key.user.S}' AND game = 'x'` }],
    ];
    for (const [operation, input] of calls(ada)) await api.call(operation, input, who);
    for (const [operation, input] of calls(bob)) {
      assert.match(await api.refusal(operation, input, who), DENIED, `${operation} ${JSON.stringify(input)}`);
    }
    for (const [operation, input] of [
      ["Scan", { TableName }],
      ["ExecuteStatement", { Statement: `SELECT * FROM "scores"` }],
      ["ExecuteStatement", { Statement: `SELECT * FROM "scores" WHERE "user" IN ['ada', 'bob']` }],
      ["ExecuteStatement", { Statement: `SELECT * FROM "scores" WHERE "user" = 'ada' OR "user" = 'bob'` }],
      [
        "Query",
        {
          ...condition("team = :u", "ada"),
          IndexName: "by-team",
          ExpressionAttributeNames: undefined,
          ExpressionAttributeValues: { ":u": { S: "red" } },
        },
      ],
    ] as const) {
      assert.match(await api.refusal(operation, input, who), DENIED, `${operation} ${JSON.stringify(input)}`);
    }
  });

  it("take the caller's own id for a key", async () => {
    const who = await allowed({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`\${aws:userid}`] } });
    const Key = { user: { S: who.userId }, game: { S: "chess" } };
    await api.call("GetItem", { TableName, Key }, who);
    assert.match(await api.refusal("GetItem", { TableName, Key: ada }, who), DENIED);
  });

  it("hold a caller to attributes, when reads must name them", async () => {
    const who = await allowed({
      "ForAllValues:StringEquals": { "dynamodb:Attributes": ["user", "game", "score"] },
      StringEqualsIfExists: {
        "dynamodb:Select": "SPECIFIC_ATTRIBUTES",
        "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"],
      },
    });
    const read = { TableName, Key: ada };
    const names = { ExpressionAttributeNames: { "#s": "secret" } };
    const keys = { KeyConditionExpression: "#u = :u", ExpressionAttributeValues: { ":u": { S: "ada" } } };
    const query = { TableName, ...keys, ExpressionAttributeNames: { "#u": "user" } };
    await api.call("GetItem", { ...read, ProjectionExpression: "score" }, who);
    await api.call("Query", { ...query, ProjectionExpression: "score, game" }, who);
    await api.call("UpdateItem", { ...read, UpdateExpression: "SET score = game", ReturnValues: "UPDATED_NEW" }, who);
    for (const [operation, input] of [
      ["GetItem", read],
      ["GetItem", { ...read, ProjectionExpression: "secret" }],
      ["GetItem", { ...read, ProjectionExpression: "score, #s", ...names }],
      ["GetItem", { ...read, AttributesToGet: ["secret"] }],
      ["BatchGetItem", { RequestItems: { [TableName]: { Keys: [ada] } } }],
      ["TransactGetItems", { TransactItems: [{ Get: read }] }],
      ["Query", query],
      ["Query", { ...query, Select: "COUNT" }],
      ["Query", { ...query, ProjectionExpression: "score", FilterExpression: "attribute_exists(secret.deep)" }],
      ["Scan", { TableName }],
      ["PutItem", { TableName, Item: { ...ada, secret: { S: "y" } } }],
      ["UpdateItem", { ...read, UpdateExpression: "SET score = secret" }],
      ["UpdateItem", { ...read, UpdateExpression: "REMOVE score", ReturnValues: "ALL_OLD" }],
      ["DeleteItem", { ...read, ConditionExpression: "begins_with(#s, game)", ...names }],
      ["ExecuteStatement", { Statement: `SELECT * FROM "scores" WHERE "user" = 'ada'` }],
      ["ExecuteStatement", { Statement: `SELECT secret FROM "scores" WHERE "user" = 'ada'` }],
    ] as const) {
      assert.match(await api.refusal(operation, input, who), DENIED, `${operation} ${JSON.stringify(input)}`);
    }
  });

  it("cannot be made to look like another call's by what a caller puts into a value", async () => {
    const who = await allowed({ StringEquals: { "dynamodb:ReturnValues": "NONE" } });
    await api.call("PutItem", { TableName, Item: ada }, who);
    const ReturnValues = `NONE","dynamodb:ReturnConsumedCapacity":"NONE"}`;
    assert.match(await api.refusal("PutItem", { TableName, Item: ada, ReturnValues }, who), DENIED);
  });
});
