import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, tableOf } from "./api";

const TableName = "matches";
const hash = (AttributeName: string) => ({ AttributeName, KeyType: "HASH" });
const range = (AttributeName: string) => ({ AttributeName, KeyType: "RANGE" });
const INDEX = {
  IndexName: "by-league",
  KeySchema: [hash("league"), hash("season"), range("round"), range("score"), range("team")],
  Projection: { ProjectionType: "ALL" },
};

describe("dynamodb: keys of several attributes", () => {
  let cloud: TestCloud;
  let api: Api;
  const table = (more: object) => ({
    ...tableOf(TableName, ["id:S", "league:S", "season:N", "round:S", "score:N", "team:S"]),
    KeySchema: [hash("id")],
    ...more,
  });
  before(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
    await api.call("CreateTable", table({ GlobalSecondaryIndexes: [INDEX] }));
    let id = 0;
    for (const round of ["final", "first"]) {
      for (const score of [10, -1, 2]) {
        for (const team of ["a", "b"]) {
          const Item = {
            id: { S: String(id++) },
            league: { S: "l" },
            season: { N: "1" },
            round: { S: round },
            score: { N: String(score) },
            team: { S: team },
          };
          await api.call("PutItem", { TableName, Item });
        }
      }
    }
    await api.call("PutItem", {
      TableName,
      Item: { id: { S: "x" }, league: { S: "l" }, season: { N: "1" }, round: { S: "first" } },
    });
  });
  after(() => cloud.close());

  const values = {
    ":l": { S: "l" },
    ":s": { N: "1.0" },
    ":r": { S: "final" },
    ":f": { S: "f" },
    ":n": { N: "2" },
    ":t": { S: "b" },
  };
  const query = (text: string, more: object = {}) => ({
    TableName,
    IndexName: "by-league",
    KeyConditionExpression: text,
    ...more,
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(text)),
    ),
  });
  const found = async (text: string, more: object = {}): Promise<string[]> => {
    const { Items, LastEvaluatedKey } = await api.call("Query", query(text, more));
    const own = Items.map(
      ({ round, score, team }: Record<string, { S: string; N: string }>) => `${round?.S} ${score?.N} ${team?.S}`,
    );
    return LastEvaluatedKey ? [...own, ...(await found(text, { ...more, ExclusiveStartKey: LastEvaluatedKey }))] : own;
  };
  const all = ["final", "first"].flatMap((round) =>
    [-1, 2, 10].flatMap((score) => ["a", "b"].map((team) => `${round} ${score} ${team}`)),
  );

  it("sort by one after the other, in both directions and page by page", async () => {
    assert.deepEqual(await found("league = :l AND season = :s"), all);
    assert.deepEqual(
      await found("season = :s AND league = :l", { ScanIndexForward: false, Limit: 5 }),
      [...all].reverse(),
    );
  });

  for (const [text, wanted] of [
    ["round = :r", (line: string) => line.startsWith("final")],
    ["begins_with(round, :f)", () => true],
    ["round > :r", (line: string) => line.startsWith("first")],
    ["round = :r AND score <= :n", (line: string) => /^final (-1|2) /.test(line)],
    ["round = :r AND score > :n", (line: string) => /^final 10 /.test(line)],
    ["round = :r AND score = :n AND team BETWEEN :t AND :t", (line: string) => line === "final 2 b"],
  ] as const)
    it(`are asked from the left: ${text}`, async () =>
      assert.deepEqual(await found(`league = :l AND season = :s AND ${text}`), all.filter(wanted)));

  for (const [text, told] of [
    ["league = :l", "Query condition missed key schema element: season"],
    ["league = :l AND season > :s", "Query key condition not supported"],
    ["league = :l AND season = :s AND score = :n", "Query condition missed key schema element: round"],
    ["league = :l AND season = :s AND round > :r AND score = :n", "Query key condition not supported"],
  ] as const)
    it(`refuse ${text}`, async () =>
      assert.equal(await api.refusal("Query", query(text)), `ValidationException: ${told}`));

  it("are four of each kind at most, of a global index alone", async () => {
    const other = (KeySchema: object[]) =>
      table({ TableName: "other", GlobalSecondaryIndexes: [{ ...INDEX, KeySchema }] });
    const mixed = [hash("league"), range("round"), hash("season")];
    assert.match(await api.refusal("CreateTable", other(mixed)), /Invalid KeySchema: at most 4 HASH keys and then/);
    const three = table({ TableName: "other", KeySchema: [hash("id"), range("round"), range("score")] });
    assert.match(
      await api.refusal("CreateTable", three),
      /at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2/,
    );
  });
});
