import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Principal } from "../../../../local/access/access";
import type { Services } from "../../../../local/services/directory";
import { createRdsService } from "../../../../local/services/rds/service";
import { DataApi } from "../../../../local/services/rds-data/data-api";
import { createRdsDataService } from "../../../../local/services/rds-data/service";
import { Transactions } from "../../../../local/services/rds-data/transactions";
import { createSecretsManagerService } from "../../../../local/services/secretsmanager/service";
import type { Service } from "../../../../local/services/service";
import { contextOf, type TestCloud, testCloud } from "../rds/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

type Answer = Readonly<Record<string, unknown>> & { readonly status: number; readonly type?: string };

const context = contextOf("cluster:Cluster");

describe("the Data API of the local cloud", function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof throwAwayFolder>;
  let cloud: TestCloud;
  let rds: Services["rds"];
  let api: Service;
  let caller: Principal;
  const place = { resourceArn: "arn:aws:rds:eu-west-1:000000000000:cluster:orders", secretArn: "" };

  const send = async (path: string, body: unknown, principal = caller): Promise<Answer> => {
    const answer = await api.handle?.({
      principal,
      method: "POST",
      url: path,
      headers: { "content-type": "application/json" },
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      requestId: "r",
    });
    const type = answer?.headers?.["x-amzn-errortype"];
    return { status: answer?.status ?? 0, ...(type && { type }), ...JSON.parse(String(answer?.body)) };
  };
  const execute = (sql: string, more: object = {}) => send("/Execute", { ...place, sql, ...more });
  const fails = async (answer: Promise<Answer>, type: string, message: RegExp) => {
    const { type: code, ...said } = await answer;
    assert.match(`${code}`, new RegExp(`^${type}`), JSON.stringify(said));
    assert.match(String(said.message ?? said.Message), message);
  };
  const principal = (name: string, ...Action: string[]): Principal => {
    const arn = cloud.addRole(name, { Effect: "Allow", Action, Resource: [place.resourceArn, place.secretArn] });
    const found = cloud.access.find(cloud.access.assumeRole(arn, "test").accessKeyId);
    return found?.principal ?? assert.fail();
  };
  const behaviour = (type: string) => rds.resources.find((each) => each.type.endsWith(`:${type}`)) ?? assert.fail(type);
  const inputs = {
    engine: "aurora-postgresql",
    clusterIdentifier: "orders",
    databaseName: "orders",
    masterUsername: "master",
    masterPassword: "master-words",
    enableHttpEndpoint: true,
    skipFinalSnapshot: true,
  };

  before(async () => {
    folder = throwAwayFolder();
    cloud = testCloud(folder.path, undefined, { secretsmanager: createSecretsManagerService, rds: () => rds });
    rds = createRdsService(cloud);
    const transactions = new Transactions({ idleMs: 400, wholeMs: 60_000 });
    api = createRdsDataService(cloud, transactions, new DataApi(cloud, transactions, 700));
    await behaviour("Cluster").create(inputs, context("orders"));
    await behaviour("ClusterInstance").create({ clusterIdentifier: "orders", identifier: "one" }, context("one"));
    const value = JSON.stringify({ username: "master", password: "master-words" });
    place.secretArn = (await cloud.directory.secretsmanager.createManagedSecret("orders", value)).arn;
    const verbs = [
      "ExecuteStatement",
      "BatchExecuteStatement",
      "BeginTransaction",
      "CommitTransaction",
      "RollbackTransaction",
    ];
    caller = principal("caller", "secretsmanager:GetSecretValue", ...verbs.map((verb) => `rds-data:${verb}`));
    await execute("create table stock (sku uuid primary key, count integer, price numeric(9,2), at timestamptz)");
  });
  after(async () => {
    await api.stop?.();
    await rds.stop?.();
    await cloud.storage.close();
    folder.remove();
  });

  const SKU = "0b5bd2c3-59c1-4b6e-8e6e-6b3c2f0b7a10";

  it("takes named parameters of each kind, and gives back fields of each kind", async () => {
    const parameters = [
      { name: "sku", value: { stringValue: SKU }, typeHint: "UUID" },
      { name: "count", value: { longValue: 3 } },
      { name: "price", value: { stringValue: "19.90" }, typeHint: "DECIMAL" },
      { name: "at", value: { isNull: true } },
    ];
    assert.deepEqual(await execute("insert into stock values (:sku, :count, :price, :at)", { parameters }), {
      status: 200,
      numberOfRecordsUpdated: 1,
      generatedFields: [],
    });
    const sql = `select sku, count, price, at, true as yes, 1.5::float8 as half, '\\x00ff'::bytea as bytes,
      array[1,2]::int4[] as numbers, array['a','b c'] as words, 9007199254740993::int8 as big, ':count' as "a ':x'"
      from stock -- :nothing\n where count = :count::int and sku::text = :sku`;
    const found = [
      { name: "count", value: { longValue: 3 } },
      { name: "sku", value: { stringValue: SKU } },
    ];
    const { records } = await execute(sql, { parameters: found });
    assert.deepEqual(records, [
      [
        { stringValue: SKU },
        { longValue: 3 },
        { stringValue: "19.90" },
        { isNull: true },
        { booleanValue: true },
        { doubleValue: 1.5 },
        { blobValue: "AP8=" },
        { arrayValue: { longValues: [1, 2] } },
        { arrayValue: { stringValues: ["a", "b c"] } },
        // biome-ignore lint/correctness/noPrecisionLoss: digit by digit in the answer, rounded by this reader of JSON
        { longValue: 9007199254740993 },
        { stringValue: ":count" },
      ],
    ]);
  });

  it("shows numbers as asked, columns when asked, and rows as JSON", async () => {
    const sql = "select count, price from stock";
    const options = { resultSetOptions: { decimalReturnType: "DOUBLE_OR_LONG", longReturnType: "STRING" } };
    assert.deepEqual((await execute(sql, options)).records, [[{ stringValue: "3" }, { doubleValue: 19.9 }]]);
    const { columnMetadata } = await execute(sql, { includeResultMetadata: true });
    assert.deepEqual(
      (columnMetadata as { label: string; typeName: string }[]).map(({ label, typeName }) => [label, typeName]),
      [
        ["count", "int4"],
        ["price", "numeric"],
      ],
    );
    const { formattedRecords, records } = await execute(sql, { formatRecordsAs: "JSON" });
    assert.equal(formattedRecords, '[{"count":3,"price":19.9}]');
    assert.equal(records, undefined);
  });

  it("does not take a text for a uuid, an array, a parameter that is not there, or several statements", async () => {
    const sku = [{ name: "sku", value: { stringValue: SKU } }];
    await fails(
      execute("insert into stock (sku) values (:sku)", { parameters: sku }),
      "DatabaseErrorException",
      /uuid but .* varying; .*SQLState: 42804/,
    );
    const array = [{ name: "a", value: { arrayValue: { longValues: [1] } } }];
    await fails(
      execute("select :a", { parameters: array }),
      "BadRequestException",
      /Array parameters are not supported/,
    );
    await fails(execute("select :a"), "BadRequestException", /Cannot find parameter: a/);
    await fails(execute("select 1; select 2"), "BadRequestException", /Multistatements aren't supported/);
    await fails(
      execute("select nothing"),
      "DatabaseErrorException",
      /^ERROR: column "nothing" does not exist; Position: 8; SQLState: 42703$/,
    );
    await fails(execute("x".repeat(65_537)), "ValidationException", /sql/);
    await fails(execute("select point(1, 2)"), "UnsupportedResultException", /cast it to text/);
  });

  it("keeps a parameter a value, whatever is in it", async () => {
    const parameters = [{ name: "x", value: { stringValue: `'; drop table stock; -- \\ " $1 :x ${"é".repeat(99)}` } }];
    const { records } = await execute("select :x as x", { parameters });
    assert.deepEqual(records, [[parameters[0]?.value]]);
    const nul = [{ name: "x", value: { stringValue: "a\u0000b" } }];
    await fails(execute("select :x", { parameters: nul }), "DatabaseErrorException", /invalid byte sequence/);
  });

  it("commits transactions, rolls them back, and forgets those that wait too long", async () => {
    const count = async () => (await execute("select count(*) as n from stock")).records;
    const begin = async () => String((await send("/BeginTransaction", place)).transactionId);
    const insert = (transactionId: string) =>
      execute("insert into stock (sku) values (gen_random_uuid())", { transactionId });
    const first = await begin();
    await insert(first);
    assert.deepEqual(await count(), [[{ longValue: 1 }]]);
    const end = (verb: string, transactionId: string) => send(`/${verb}Transaction`, { ...place, transactionId });
    assert.deepEqual(await end("Commit", first), { status: 200, transactionStatus: "Transaction Committed" });
    assert.deepEqual(await count(), [[{ longValue: 2 }]]);
    await fails(end("Commit", first), "TransactionNotFoundException", /is not found/);
    const second = await begin();
    await insert(second);
    assert.deepEqual(await end("Rollback", second), { status: 200, transactionStatus: "Rollback Complete" });
    const third = await begin();
    await insert(third);
    await sleep(600);
    await fails(insert(third), "TransactionNotFoundException", /is not found/);
    assert.deepEqual(await count(), [[{ longValue: 2 }]]);
  });

  it("runs a batch for all of its sets or for none", async () => {
    const set = (longValue: number) => [{ name: "n", value: { longValue } }];
    const batch = (...parameterSets: object[]) =>
      send("/BatchExecute", {
        ...place,
        sql: "insert into stock (sku, count) values (gen_random_uuid(), 10 / :n)",
        parameterSets,
      });
    assert.deepEqual(await batch(set(1), set(2)), {
      status: 200,
      updateResults: [{ generatedFields: [] }, { generatedFields: [] }],
    });
    await fails(batch(set(1), set(0)), "DatabaseErrorException", /division by zero/);
    assert.deepEqual((await execute("select count(*) as n from stock")).records, [[{ longValue: 4 }]]);
  });

  it("ends what takes too long, and refuses what is too much", async () => {
    await fails(execute("select pg_sleep(20)"), "StatementTimeoutException", /timed out/);
    await fails(
      execute("select repeat('x', 1100000) as x"),
      "BadRequestException",
      /more than the allowed response size/,
    );
  });

  it("asks for both rights, of the caller", async () => {
    const only = principal("only", "rds-data:ExecuteStatement");
    await fails(
      send("/Execute", { ...place, sql: "select 1" }, only),
      "AccessDeniedException",
      /not authorized to perform: secretsmanager:GetSecretValue/,
    );
    const other = principal("other", "secretsmanager:GetSecretValue", "rds-data:BeginTransaction");
    await fails(
      send("/Execute", { ...place, sql: "select 1" }, other),
      "AccessDeniedException",
      /not authorized to perform: rds-data:ExecuteStatement/,
    );
  });

  it("says what is wrong with cluster, endpoint, secret and password", async () => {
    const wide = cloud.addRole("wide", { Effect: "Allow", Action: "*", Resource: "*" });
    const all = cloud.access.find(cloud.access.assumeRole(wide, "t").accessKeyId)?.principal ?? assert.fail();
    const at = (changes: object) => send("/Execute", { ...place, sql: "select 1", ...changes }, all);
    await fails(at({ resourceArn: `${place.resourceArn}-2` }), "DatabaseNotFoundException", /not found/);
    await fails(at({ secretArn: `${place.secretArn}-2` }), "SecretsErrorException", /can't find/);
    const secret = async (name: string, value: string) =>
      (await cloud.directory.secretsmanager.createManagedSecret(name, value)).arn;
    await fails(at({ secretArn: await secret("odd", "no JSON") }), "InvalidSecretException", /username and password/);
    const wrong = JSON.stringify({ username: "master", password: "other" });
    await fails(
      at({ secretArn: await secret("wrong", wrong) }),
      "DatabaseErrorException",
      /authentication failed for user "master"; SQLState: 28P01/,
    );
    await fails(send("/Execute", "no JSON", all), "BadRequestException", /no JSON/);
    await behaviour("Cluster").update?.(
      "orders",
      { ...inputs, enableHttpEndpoint: false },
      { inputs, outputs: {} },
      context("orders"),
    );
    await fails(at({}), "HttpEndpointNotEnabledException", /isn't enabled for the DB cluster orders/);
  });

  it("leaves no connection behind", async () => {
    const { connection } = rds.dataApi("orders") ?? assert.fail();
    const client = new Client(connection);
    await client.connect();
    await sleep(100);
    const { rows } = await client.query(
      "select count(*)::int as n from pg_stat_activity where application_name = 'Data API'",
    );
    await client.end();
    assert.deepEqual(rows, [{ n: 0 }]);
  });
});
