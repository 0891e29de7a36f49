import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, tableOf } from "./api";

const TableName = "orders";
const Key = { id: { S: "1" }, dayNo: { N: "1" } };
const nowhere = { TableName: "nowhere", Key };
const VALIDATION = "ValidationException: ";
const INVALID = `${VALIDATION}One or more parameter values were invalid: `;
const START = "The provided starting key is invalid";
const MISMATCH = "The provided key element does not match the schema";
const all = { ":i": { S: "1" } };
const query = { TableName, KeyConditionExpression: "id = :i", ExpressionAttributeValues: all };

/** Each has several things wrong; one is told. */
const CASES: readonly (readonly [string, string, object, string])[] = [
  [
    "what goes together, before values",
    "GetItem",
    { ...nowhere, Key: { id: {} }, AttributesToGet: ["a"], ProjectionExpression: "a" },
    `${VALIDATION}Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}`,
  ],
  [
    "values, before expressions",
    "GetItem",
    { ...nowhere, Key: { id: {} }, ProjectionExpression: "!" },
    `${VALIDATION}Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`,
  ],
  [
    "expressions, before the table",
    "DeleteItem",
    { ...nowhere, ConditionExpression: "" },
    `${VALIDATION}Invalid ConditionExpression: The expression can not be empty;`,
  ],
  [
    "older conditions, before the table",
    "DeleteItem",
    { ...nowhere, Expected: { a: { Exists: true } } },
    `${INVALID}Value must be provided when Exists is true for Attribute: a`,
  ],
  [
    "older updates, before older conditions",
    "UpdateItem",
    { ...nowhere, AttributeUpdates: { a: {} }, Expected: { a: {} } },
    `${INVALID}Only DELETE action is allowed when no attribute value is specified`,
  ],
  [
    "the size of an item, before the table",
    "PutItem",
    { TableName: "nowhere", Item: { a: { S: "x".repeat(409_600) } } },
    `${VALIDATION}Item size has exceeded the maximum allowed size`,
  ],
  [
    "the table, before its keys",
    "PutItem",
    { TableName: "nowhere", Item: {} },
    "ResourceNotFoundException: Requested resource not found",
  ],
  [
    "a missing key, before one of an index",
    "PutItem",
    { TableName, Item: { id: { S: "1" }, phase: { N: "1" } } },
    `${INVALID}Missing the key dayNo in the item`,
  ],
  [
    "a global index, before a local one",
    "PutItem",
    { TableName, Item: { ...Key, phase: { N: "1" }, atTime: { S: "x" } } },
    `${INVALID}Type mismatch for Index Key phase Expected: S Actual: N IndexName: by-phase`,
  ],
  [
    "the type of an index key, before paths into keys",
    "UpdateItem",
    {
      TableName,
      Key,
      UpdateExpression: "SET phase = :n, atTime.x = :n",
      ExpressionAttributeValues: { ":n": { N: "1" } },
    },
    `${INVALID}Type mismatch for Index Key phase Expected: S Actual: N IndexName: by-phase`,
  ],
  [
    "the type that a function makes",
    "UpdateItem",
    { TableName, Key, UpdateExpression: "SET phase = a + :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
    `${INVALID}Type mismatch for Index Key phase Expected: S Actual: N IndexName: by-phase`,
  ],
  [
    "a start key's values, before expressions",
    "Query",
    { ...query, KeyConditionExpression: "", ExclusiveStartKey: { id: {} } },
    `${VALIDATION}${START}: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`,
  ],
  [
    "a start key's attributes, before conditions",
    "Query",
    { ...query, KeyConditionExpression: "wrong = :i", ExclusiveStartKey: { id: { S: "1" } } },
    `${VALIDATION}${START}`,
  ],
  [
    "a start key's types, before conditions",
    "Query",
    { ...query, KeyConditionExpression: "wrong = :i", ExclusiveStartKey: { id: { N: "1" }, dayNo: { N: "1" } } },
    `${VALIDATION}${MISMATCH}`,
  ],
  [
    "a start key elsewhere, after conditions",
    "Query",
    { ...query, ExclusiveStartKey: { id: { S: "2" }, dayNo: { N: "1" } } },
    `${VALIDATION}${START.replace("invalid", "outside query boundaries based on provided conditions")}`,
  ],
  [
    "a start key of a scan",
    "Scan",
    { TableName, ExclusiveStartKey: { id: { S: "1" } } },
    `${VALIDATION}${START}: ${MISMATCH}`,
  ],
  [
    "segments, before expressions",
    "Scan",
    { TableName, Segment: 1, FilterExpression: "" },
    `${VALIDATION}The TotalSegments parameter is required but was not present in the request when Segment parameter is present`,
  ],
  [
    "a key in a filter, before what is inside of it",
    "Query",
    { ...query, FilterExpression: "dayNo.x = :i" },
    `${VALIDATION}Filter Expression can only contain non-primary key attributes: Primary key attribute: dayNo`,
  ],
  [
    "an index without the attributes",
    "Query",
    {
      TableName,
      IndexName: "by-phase",
      KeyConditionExpression: "#s = :i",
      ExpressionAttributeNames: { "#s": "phase" },
      ExpressionAttributeValues: all,
      ProjectionExpression: "otherOne",
    },
    `${INVALID}Global secondary index by-phase does not project [otherOne]`,
  ],
  [
    "a misused function, before a reserved word",
    "Scan",
    { TableName, FilterExpression: "contains(a) = views" },
    `${VALIDATION}Invalid FilterExpression: The function is not allowed to be used this way in an expression; function: contains`,
  ],
  [
    "a section's name in a path",
    "UpdateItem",
    { TableName, Key, UpdateExpression: "SET set = a" },
    `${VALIDATION}Invalid UpdateExpression: Syntax error; token: "set", near: "SET set ="`,
  ],
  [
    "JSON of another kind, before all",
    "PutItem",
    { TableName: 5, Item: { id: { B: [] } } },
    "SerializationException: NUMBER_VALUE cannot be converted to String",
  ],
  [
    "a list of bytes",
    "PutItem",
    { TableName, Item: { id: { B: [] } } },
    "SerializationException: Unrecognized collection type class java.nio.ByteBuffer",
  ],
  [
    "a text for a structure",
    "UpdateItem",
    { TableName, Key, AttributeUpdates: { a: { Value: "x" } } },
    "SerializationException: Unexpected field type",
  ],
];

describe("dynamodb: of several things that are wrong, tells", () => {
  let cloud: TestCloud;
  let api: Api;
  before(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", {
      ...tableOf(TableName, ["id:S", "dayNo:N", "phase:S", "atTime:N"]),
      LocalSecondaryIndexes: [indexOf("by-time", ["id", "atTime"])],
      GlobalSecondaryIndexes: [indexOf("by-phase", ["phase"], { ProjectionType: "KEYS_ONLY" })],
    });
    await api.call("PutItem", { TableName, Item: { ...Key, n: { S: "x" } } });
  });
  after(() => cloud.close());

  for (const [what, operation, input, told] of CASES)
    it(what, async () => assert.equal(await api.refusal(operation, input), told));

  it("an update's own words, where it is of before there were expressions", async () => {
    const update = { TableName, Key, AttributeUpdates: { n: { Action: "ADD", Value: { N: "1" } } } };
    assert.equal(await api.refusal("UpdateItem", update), `${VALIDATION}Type mismatch for attribute to update`);
  });
});
