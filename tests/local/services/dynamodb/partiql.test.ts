import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, tableOf } from "./api";

describe("dynamodb: PartiQL", () => {
  let cloud: TestCloud;
  let api: Api;
  beforeEach(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", {
      ...tableOf("orders", ["customer:S", "day:N", "state:S"]),
      GlobalSecondaryIndexes: [indexOf("by-state", ["state"])],
    });
    for (const [customer, day, state] of [
      ["ada", 1, "open"],
      ["ada", 2, "sent"],
      ["ada", 10, "open"],
      ["bob", 1, "open"],
    ] as const) {
      await execute(
        `INSERT INTO "orders" VALUE {'customer': '${customer}', 'day': ${day}, 'state': ?, 'note': 'it''s'}`,
        [{ S: state }],
      );
    }
  });
  afterEach(() => cloud.close());

  const execute = async (Statement: string, Parameters?: object[], more = {}) =>
    api.call("ExecuteStatement", { Statement, ...(Parameters && { Parameters }), ...more });
  const refused = (Statement: string, more = {}) => api.refusal("ExecuteStatement", { Statement, ...more });
  const days = ({ Items }: { Items: { day?: { N: string } }[] }) => Items.map(({ day }) => day?.N);

  it("selects by key, index and filter, in order and by pages", async () => {
    assert.deepEqual(days(await execute(`SELECT day FROM orders WHERE customer = 'ada' ORDER BY day DESC`)), [
      "10",
      "2",
      "1",
    ]);
    assert.deepEqual(
      days(await execute(`SELECT * FROM "orders"."by-state" WHERE state = 'open' AND customer = ?`, [{ S: "bob" }])),
      ["1"],
    );
    for (const [where, wanted] of [
      [`customer = 'ada' AND day BETWEEN 2 AND 10`, 2],
      [`customer = 'ada' AND (day < 2 OR state = 'sent')`, 2],
      [`day IN [1, 10]`, 3],
      [`NOT begins_with(state, 'o')`, 1],
      [`contains(note, '''') AND size(state) = 4 AND gone IS MISSING`, 4],
      [`note IS NOT MISSING AND note <> 'x' AND attribute_type(day, 'N')`, 4],
    ] as const) {
      assert.equal((await execute(`SELECT * FROM orders WHERE ${where}`)).Items.length, wanted, where);
    }
    const pages: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await execute("SELECT * FROM orders", undefined, { Limit: 3, ...(NextToken && { NextToken }) });
      pages.push(String(page.Items.length));
      NextToken = page.NextToken;
    } while (NextToken);
    assert.equal(
      pages.reduce((sum, each) => sum + Number(each), 0),
      4,
    );
  });

  it("changes and deletes the one item of a key", async () => {
    const key = `WHERE customer = 'ada' AND day = 1`;
    const { Items } = await execute(
      `UPDATE orders SET total = 5 SET tags = <<'a', 'b'>> SET m = {'l': [1, true, null]} REMOVE note ${key} AND state = 'open' RETURNING ALL NEW *`,
    );
    assert.deepEqual(Items[0], {
      customer: { S: "ada" },
      day: { N: "1" },
      state: { S: "open" },
      total: { N: "5" },
      tags: { SS: ["a", "b"] },
      m: { M: { l: { L: [{ N: "1" }, { BOOL: true }, { NULL: true }] } } },
    });
    await execute(
      `UPDATE orders SET total = total + 1 SET m.l = list_append(m.l, [2]) SET tags = set_delete(tags, <<'a'>>) ${key}`,
    );
    const [changed] = (await execute(`SELECT total, m.l, tags FROM orders ${key}`)).Items;
    assert.deepEqual(changed, {
      total: { N: "6" },
      l: { L: [{ N: "1" }, { BOOL: true }, { NULL: true }, { N: "2" }] },
      tags: { SS: ["b"] },
    });
    assert.match(
      await refused(`UPDATE orders SET total = 1 ${key} AND state = 'sent'`),
      /^ConditionalCheckFailedException/,
    );
    assert.match(
      await refused(`UPDATE orders SET total = 1 WHERE customer = 'nobody' AND day = 1`),
      /^ConditionalCheckFailedException/,
    );
    assert.deepEqual(days(await execute(`DELETE FROM orders ${key} RETURNING ALL OLD *`)), ["1"]);
    await execute(`DELETE FROM orders ${key}`);
  });

  it("does transactions whole or not at all, and batches each by itself", async () => {
    const insert = (day: number) => ({ Statement: `INSERT INTO orders VALUE {'customer': 'eve', 'day': ${day}}` });
    const exists = (day: number) => ({
      Statement: `EXISTS(SELECT * FROM orders WHERE customer = 'ada' AND day = ${day})`,
    });
    await api.call("ExecuteTransaction", { TransactStatements: [insert(1), exists(2)], ClientRequestToken: "t" });
    await api.call("ExecuteTransaction", { TransactStatements: [insert(1), exists(2)], ClientRequestToken: "t" });
    assert.match(
      await api.refusal("ExecuteTransaction", { TransactStatements: [insert(2), exists(3)] }),
      /^TransactionCanceledException: .*\[None, ConditionalCheckFailed\]$/,
    );
    assert.match(
      await api.refusal("ExecuteTransaction", { TransactStatements: [insert(2), insert(1)] }),
      /^TransactionCanceledException: .*\[None, DuplicateItem\]$/,
    );
    assert.deepEqual(days(await execute(`SELECT * FROM orders WHERE customer = 'eve'`)), ["1"]);
    const { Responses } = await api.call("BatchExecuteStatement", {
      Statements: [insert(1), insert(3), { Statement: "nonsense" }, { Statement: `SELECT * FROM nowhere WHERE a = 1` }],
    });
    assert.deepEqual(
      Responses.map(({ Error: error }: { Error?: { Code: string } }) => error?.Code),
      ["DuplicateItem", undefined, "ValidationError", "ResourceNotFound"],
    );
  });

  for (const statement of [
    "",
    "SELECT",
    "SELECT * FROM orders WHERE",
    "SELECT * FROM orders WHERE customer = 'ada' extra",
    "SELECT * FROM orders WHERE customer = 'ada",
    "SELECT * FROM orders ORDER BY day",
    "INSERT INTO orders VALUE 1",
    "INSERT INTO orders VALUE {'customer': <<1, 'a'>>}",
    "UPDATE orders WHERE customer = 'ada' AND day = 1",
    "UPDATE orders SET a = 1 WHERE customer = 'ada'",
    "DELETE FROM orders",
    "DELETE FROM orders WHERE customer = ? AND day = 1",
    `SELECT * FROM orders WHERE ${"(".repeat(5_000)}`,
    `INSERT INTO orders VALUE {'customer': ${"[".repeat(5_000)}`,
    `SELECT * FROM orders WHERE ${"NOT ".repeat(2_000)}`,
  ])
    it(`refuses ${statement.slice(0, 60)}`, async () => assert.match(await refused(statement), /^ValidationException/));
});
