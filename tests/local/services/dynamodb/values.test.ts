import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, tableOf } from "./api";

const TableName = "values";
const Key = { id: { S: "1" } };
const proto = (value: object): object => JSON.parse(`{"__proto__":${JSON.stringify(value)}}`);

describe("dynamodb: values", () => {
  let cloud: TestCloud;
  let api: Api;
  before(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", tableOf(TableName, ["id:S"]));
  });
  after(() => cloud.close());

  const put = (more: object) => api.call("PutItem", { TableName, Item: { ...Key, ...more } });
  const got = async (more: object = {}) => (await api.call("GetItem", { TableName, Key, ...more })).Item;
  const update = (UpdateExpression: string, more: object = {}) =>
    api.call("UpdateItem", { TableName, Key, UpdateExpression, ReturnValues: "ALL_NEW", ...more });

  it("are kept under names that JavaScript has a meaning for", async () => {
    const names = { ExpressionAttributeNames: { "#p": "__proto__", "#c": "constructor" } };
    await put({ ...proto({ M: { ...proto({ S: "deep" }), toString: { N: "1" } } }), constructor: { S: "x" } });
    const item = await got();
    assert.deepEqual(Object.keys(item).sort(), ["__proto__", "constructor", "id"]);
    assert.deepEqual(
      await got({ ProjectionExpression: "#p.#p", ...names, ExpressionAttributeNames: { "#p": "__proto__" } }),
      proto({ M: proto({ S: "deep" }) }),
    );
    const { Attributes } = await update("SET #p.#c = #c REMOVE #c", names);
    const { M: inner } = new Map<string, { M: object }>(Object.entries(Attributes)).get("__proto__") ?? assert.fail();
    assert.deepEqual(Object.entries(inner).at(-1), ["constructor", { S: "x" }]);
    assert.equal(Object.hasOwn(Attributes, "constructor"), false);
    await put({});
    const condition = { ConditionExpression: "attribute_exists(#p) OR attribute_exists(#c)", ...names };
    assert.match(await api.refusal("PutItem", { TableName, Item: Key, ...condition }), /^ConditionalCheckFailed/);
    assert.deepEqual(await got(), Key);
    assert.equal(({} as { S?: string }).S, undefined);
  });

  const nested = (depth: number): object => (depth === 1 ? { S: "x" } : { L: [nested(depth - 1)] });

  it("nest as deep as DynamoDB lets them, in an update too", async () => {
    await put({ deep: nested(32) });
    assert.match(
      await api.refusal("PutItem", { TableName, Item: { ...Key, deep: nested(33) } }),
      /Nesting Levels have exceeded/,
    );
    assert.match(
      await api.refusal("UpdateItem", {
        TableName,
        Key,
        UpdateExpression: "SET a = :v",
        ExpressionAttributeValues: { ":v": nested(33) },
      }),
      /Nesting Levels have exceeded/,
    );
    await put({ a: nested(32) });
    const deepest = `a${"[0]".repeat(31)}`;
    const set = (value: object) => ({
      UpdateExpression: `SET ${deepest} = :v`,
      ExpressionAttributeValues: { ":v": value },
    });
    await api.call("UpdateItem", { TableName, Key, ...set({ N: "1" }) });
    assert.match(
      await api.refusal("UpdateItem", { TableName, Key, ...set({ L: [{ N: "1" }] }) }),
      /Nesting Levels have exceeded/,
    );
  });

  it("are read from before an update, and lists leave no gaps", async () => {
    await put({ l: { L: ["a", "b", "c", "d"].map((S) => ({ S })) }, x: { N: "1" }, y: { N: "2" } });
    const { Attributes } = await update("SET l[9] = l[0], l[1] = :z, x = y, y = x REMOVE l[0], l[2]", {
      ExpressionAttributeValues: { ":z": { S: "z" } },
    });
    assert.deepEqual(Attributes, {
      ...Key,
      l: { L: ["z", "d", "a"].map((S) => ({ S })) },
      x: { N: "2" },
      y: { N: "1" },
    });
  });

  it("take a list index that is far beyond the end as the end", async () => {
    await put({ l: { L: [] } });
    const { Attributes } = await update("SET l[4000000000] = :v", { ExpressionAttributeValues: { ":v": { S: "x" } } });
    assert.deepEqual(Attributes.l, { L: [{ S: "x" }] });
  });

  it("count as numbers do, 38 digits of them", async () => {
    await put({ n: { N: "0.1" } });
    const add = (N: string) => update("SET n = n + :d", { ExpressionAttributeValues: { ":d": { N } } });
    assert.equal((await add("0.2")).Attributes.n.N, "0.3");
    await put({ n: { N: "99999999999999999999999999999999999999" } });
    assert.equal((await add("1")).Attributes.n.N, `1${"0".repeat(38)}`);
    const refused = (N: string) =>
      api.refusal("UpdateItem", {
        TableName,
        Key,
        UpdateExpression: "ADD n :d",
        ExpressionAttributeValues: { ":d": { N } },
      });
    assert.match(await refused("0.1"), /more than 38 significant digits/);
    await put({ n: { N: `9${"0".repeat(125)}` } });
    assert.match(await refused(`9${"0".repeat(125)}`), /Number overflow/);
  });

  it("are compared by their bytes, whatever JavaScript makes of them", async () => {
    await api.call("CreateTable", tableOf("sorted", ["id:S", "at:S"]));
    const texts = ["\u{ffff}", "\u{1f600}", "é", "z", "Z"];
    for (const S of texts) await api.call("PutItem", { TableName: "sorted", Item: { ...Key, at: { S } } });
    const { Items } = await api.call("Query", {
      TableName: "sorted",
      KeyConditionExpression: "id = :i",
      ExpressionAttributeValues: { ":i": { S: "1" } },
    });
    assert.deepEqual(
      Items.map((item: { at: { S: string } }) => item.at.S),
      ["Z", "z", "é", "\u{ffff}", "\u{1f600}"],
    );
  });

  it("are refused as JSON when they are of another kind", async () => {
    for (const [Item, told] of [
      [{ id: { S: 1 } }, "NUMBER_VALUE cannot be converted to String"],
      [{ id: { S: true } }, "TRUE_VALUE cannot be converted to String"],
      [{ id: "1" }, "Unexpected value type in payload"],
      [{ id: { SS: "a" } }, "Unexpected field type"],
      [{ id: { B: "a" } }, "Base64 encoded length is expected a multiple of 4 bytes but found: 1"],
      [{ id: { B: "ab=c" } }, "Invalid last non-pad Base64 character dectected"],
    ] as const) {
      assert.equal(await api.refusal("PutItem", { TableName, Item }), `SerializationException: ${told}`);
    }
  });
});
