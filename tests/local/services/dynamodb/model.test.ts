import assert from "node:assert/strict";
import fc from "fast-check";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type Api, apiOf, indexOf, tableOf } from "./api";

type Row = Record<string, { S?: string; N?: string }>;

const TableName = "model";
const hashes = fc.constantFrom("a", "b", "c");
const numbers = fc.integer({ min: -3, max: 3 }).map(String);
const key = fc.record({ pk: hashes.map((S) => ({ S })), sk: numbers.map((N) => ({ N })) });
const extras = fc.record(
  {
    g: fc.constantFrom("x", "y").map((S) => ({ S })),
    n: numbers.map((N) => ({ N })),
    __proto__x: fc.constant({ S: "p" }),
  },
  { requiredKeys: [] },
);

type Step =
  | { readonly kind: "put"; readonly item: Row }
  | { readonly kind: "delete"; readonly key: Row }
  | { readonly kind: "set"; readonly key: Row; readonly value: string }
  | { readonly kind: "remove"; readonly key: Row }
  | { readonly kind: "transact"; readonly put: Row; readonly deleted: Row; readonly only: boolean };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("put" as const),
    item: fc.tuple(key, extras).map(([k, e]) => ({ ...k, ...e }) as Row),
  }),
  fc.record({ kind: fc.constant("delete" as const), key }),
  fc.record({ kind: fc.constant("set" as const), key, value: numbers }),
  fc.record({ kind: fc.constant("remove" as const), key }),
  fc.record({
    kind: fc.constant("transact" as const),
    put: fc.tuple(key, extras).map(([k, e]) => ({ ...k, ...e }) as Row),
    deleted: key,
    only: fc.boolean(),
  }),
);

const idOf = ({ pk, sk }: Row): string => `${pk?.S}/${sk?.N}`;
const number = (row: Row, name: string): number => Number(row[name]?.N);

/** What a table is without any of the engine. */
class Model {
  readonly rows = new Map<string, Row>();

  apply(step: Step): void {
    switch (step.kind) {
      case "put":
        this.rows.set(idOf(step.item), step.item);
        break;
      case "delete":
        this.rows.delete(idOf(step.key));
        break;
      case "set":
        this.rows.set(idOf(step.key), { ...(this.rows.get(idOf(step.key)) ?? step.key), n: { N: step.value } });
        break;
      case "remove": {
        const { g: _, ...rest } = this.rows.get(idOf(step.key)) ?? step.key;
        this.rows.set(idOf(step.key), rest as Row);
        break;
      }
      case "transact":
        if (idOf(step.put) === idOf(step.deleted)) break;
        if (step.only && this.rows.has(idOf(step.put))) break;
        this.rows.set(idOf(step.put), step.put);
        this.rows.delete(idOf(step.deleted));
    }
  }

  where(holds: (row: Row) => boolean, by: string): Row[] {
    return [...this.rows.values()].filter(holds).sort((one, other) => number(one, by) - number(other, by));
  }
}

const run = async (api: Api, step: Step): Promise<void> => {
  switch (step.kind) {
    case "put":
      return api.call("PutItem", { TableName, Item: step.item });
    case "delete":
      return api.call("DeleteItem", { TableName, Key: step.key });
    case "set":
      return api.call("UpdateItem", {
        TableName,
        Key: step.key,
        UpdateExpression: "SET n = :n",
        ExpressionAttributeValues: { ":n": { N: step.value } },
      });
    case "remove":
      return api.call("UpdateItem", { TableName, Key: step.key, UpdateExpression: "REMOVE g" });
    case "transact": {
      const condition = step.only ? { ConditionExpression: "attribute_not_exists(pk)" } : {};
      const input = {
        TransactItems: [
          { Put: { TableName, Item: step.put, ...condition } },
          { Delete: { TableName, Key: step.deleted } },
        ],
      };
      await api.call("TransactWriteItems", input).catch((error: Error) => {
        assert.match(error.message, /TransactionCanceled|multiple operations on one item/);
      });
    }
  }
};

/** All pages of a query or a scan. */
const pages = async (api: Api, operation: string, input: object, Limit: number): Promise<Row[]> => {
  const rows: Row[] = [];
  let start: object | undefined;
  do {
    const more = start ? { ExclusiveStartKey: start } : {};
    const page = await api.call(operation, { TableName, Limit, ...input, ...more });
    rows.push(...page.Items);
    start = page.LastEvaluatedKey;
  } while (start);
  return rows;
};

const sorted = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

describe("dynamodb: any history of writes", () => {
  let cloud: TestCloud;
  let api: Api;
  before(async () => {
    cloud = await startTestCloud();
    api = apiOf(cloud);
  });
  after(() => cloud.close());

  it("leaves the table, its indexes, its counts and its stream as a simple model has them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (history, limit) => {
        await api.call("CreateTable", {
          ...tableOf(TableName, ["pk:S", "sk:N", "g:S", "n:N"]),
          LocalSecondaryIndexes: [indexOf("by-n", ["pk", "n"])],
          GlobalSecondaryIndexes: [indexOf("by-g", ["g", "n"], { ProjectionType: "KEYS_ONLY" })],
          StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
        });
        try {
          const model = new Model();
          for (const step of history) {
            model.apply(step);
            await run(api, step);
          }
          await compare(api, model, limit);
        } finally {
          await api.call("DeleteTable", { TableName });
        }
      }),
      { numRuns: 40 },
    );
  });

  const compare = async (api: Api, model: Model, limit: number) => {
    assert.deepEqual(sorted(await pages(api, "Scan", {}, limit)), sorted([...model.rows.values()]));
    const segments = [0, 1, 2].map((Segment) => pages(api, "Scan", { Segment, TotalSegments: 3 }, limit));
    assert.deepEqual(sorted((await Promise.all(segments)).flat()), sorted([...model.rows.values()]));
    for (const pk of ["a", "b", "c"]) {
      for (const ScanIndexForward of [true, false]) {
        const query = {
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": { S: pk } },
          ScanIndexForward,
        };
        const found = await pages(api, "Query", query, limit);
        const wanted = model.where((row) => row.pk?.S === pk, "sk");
        assert.deepEqual(found, ScanIndexForward ? wanted : wanted.reverse());
      }
      const values = { ":p": { S: pk }, ":lo": { N: "-1" }, ":hi": { N: "2" } };
      const between = {
        KeyConditionExpression: "pk = :p AND n BETWEEN :lo AND :hi",
        ExpressionAttributeValues: values,
      };
      const found = await pages(api, "Query", { IndexName: "by-n", ...between }, limit);
      const wanted = model.where((row) => row.pk?.S === pk && number(row, "n") >= -1 && number(row, "n") <= 2, "n");
      assert.deepEqual(
        found.map((row) => row.n),
        wanted.map((row) => row.n),
      );
      assert.deepEqual(sorted(found), sorted(wanted));
    }
    for (const g of ["x", "y"]) {
      const query = {
        KeyConditionExpression: "g = :g AND n > :n",
        ExpressionAttributeValues: { ":g": { S: g }, ":n": { N: "-2" } },
      };
      const found = await pages(api, "Query", { IndexName: "by-g", ...query }, limit);
      const wanted = model.where((row) => row.g?.S === g && number(row, "n") > -2, "n");
      assert.deepEqual(sorted(found), sorted(wanted.map(({ pk, sk, g, n }) => ({ pk, sk, g, n }) as Row)));
    }
    const { Table } = await api.call("DescribeTable", { TableName });
    assert.equal(Table.ItemCount, model.rows.size);
    if (model.rows.size === 0) assert.equal(Table.TableSizeBytes, 0);
    const withBoth = [...model.rows.values()].filter(({ g, n }) => g && n).length;
    assert.equal(Table.GlobalSecondaryIndexes[0].ItemCount, withBoth);
    assert.deepEqual(sorted(await replayed(api, Table.LatestStreamArn)), sorted([...model.rows.values()]));
  };

  /** What somebody has who follows the stream. */
  const replayed = async (api: Api, StreamArn: string): Promise<Row[]> => {
    const { StreamDescription } = await api.call("DescribeStream", { StreamArn });
    const [{ ShardId }] = StreamDescription.Shards;
    const { ShardIterator } = await api.call("GetShardIterator", {
      StreamArn,
      ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    });
    const { Records } = await api.call("GetRecords", { ShardIterator });
    const rows = new Map<string, Row>();
    for (const { eventName, dynamodb } of Records) {
      const id = idOf(dynamodb.Keys);
      assert.deepEqual(dynamodb.OldImage, rows.get(id), eventName);
      assert.equal(eventName, !dynamodb.OldImage ? "INSERT" : dynamodb.NewImage ? "MODIFY" : "REMOVE");
      if (dynamodb.NewImage) rows.set(id, dynamodb.NewImage);
      else rows.delete(id);
    }
    return [...rows.values()];
  };
});
