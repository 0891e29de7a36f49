import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { Client, type ClientConfig } from "pg";
import type { MigrationRequest } from "../../../../components/contracts/migration";
import { migrate } from "../../../../components/runtime/migrate/migrate";
import { MigrationError } from "../../../../components/runtime/migrate/migration-error";
import { type MigrationFile, readMigrationFiles } from "../../../../components/runtime/migrate/migration-files";
import { startTestPostgres, type TestPostgres } from "../../../support/postgres";

const REQUEST: MigrationRequest = { writer: "shop_writer", reader: "shop_reader", idleSessionTimeoutSeconds: 60 };

const file = (name: string, sql: string): MigrationFile => ({
  name,
  sql,
  sha256: createHash("sha256").update(sql).digest("hex"),
});

const TABLE = file("0001-stock.sql", "create table stock (sku serial primary key, count integer not null);");

describe("migrate, on a real PostgreSQL", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let config: ClientConfig;
  const clients: Client[] = [];

  before(async () => {
    postgres = await startTestPostgres();
  });
  after(() => postgres.stop());
  beforeEach(async () => {
    config = await postgres.database();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });

  const connect = async (user?: string): Promise<Client> => {
    const client = new Client({ ...config, ...(user === undefined ? {} : { user }) });
    await client.connect();
    clients.push(client);
    return client;
  };

  const run = async (files: readonly MigrationFile[], request = REQUEST) => {
    const client = await connect();
    try {
      return await migrate(client, files, request);
    } finally {
      clients.splice(clients.indexOf(client), 1);
      await client.end();
    }
  };

  const fails = async (files: readonly MigrationFile[], message: string) =>
    assert.rejects(run(files), (error: unknown) => {
      assert.ok(error instanceof MigrationError, String(error));
      assert.equal(error.message, message);
      return true;
    });

  it("runs files once, in order, and later only the new ones", async () => {
    const more = file("0002-fill.sql", "insert into stock (count) values (1), (2);");
    assert.deepEqual(await run([TABLE]), ["0001-stock.sql"]);
    assert.deepEqual(await run([TABLE, more]), ["0002-fill.sql"]);
    assert.deepEqual(await run([TABLE, more]), []);
    const { rows } = await (await connect()).query("select sku, count from stock order by sku");
    assert.deepEqual(rows, [
      { sku: 1, count: 1 },
      { sku: 2, count: 2 },
    ]);
  });

  it("runs the files of this repository", async () => {
    const files = readMigrationFiles(join(__dirname, "../../../../migrations/orders"));
    assert.ok(files.length > 0);
    assert.deepEqual(
      await run(files),
      files.map(({ name }) => name),
    );
  });

  it("lets the writer read and write all tables, and nothing else", async () => {
    await run([TABLE]);
    const writer = await connect(REQUEST.writer);
    await writer.query("insert into stock (count) values (7)");
    await writer.query("update stock set count = 8");
    assert.deepEqual((await writer.query("select count from stock")).rows, [{ count: 8 }]);
    await writer.query("delete from stock");
    for (const forbidden of [
      "truncate stock",
      "drop table stock",
      "create table other (id integer)",
      "select from migration.applied",
    ])
      await assert.rejects(writer.query(forbidden), { code: "42501" }, forbidden);
  });

  it("lets the reader read all tables, and nothing else", async () => {
    await run([TABLE]);
    const reader = await connect(REQUEST.reader);
    assert.deepEqual((await reader.query("select * from stock")).rows, []);
    for (const forbidden of ["insert into stock (count) values (1)", "delete from stock", "update stock set count = 1"])
      await assert.rejects(reader.query(forbidden), { code: "42501" }, forbidden);
  });

  it("lets users of other names, as after a rename, use what is there, and a file's refusal stand", async () => {
    const files = [TABLE, file("0002-schema.sql", 'create schema "Bills"; create table "Bills"."Bill" (id integer);')];
    await run(files);
    const renamed = { ...REQUEST, writer: "sales-writer", reader: "sales-reader" };
    await run(files, renamed);
    const [writer, reader] = [await connect(renamed.writer), await connect(renamed.reader)];
    await writer.query("insert into stock (count) values (7)");
    await writer.query('insert into "Bills"."Bill" values (1)');
    assert.equal((await reader.query('select from stock, "Bills"."Bill"')).rowCount, 1);
    await assert.rejects(reader.query("delete from stock"), { code: "42501" });
    await assert.rejects(writer.query("select from migration.applied"), { code: "42501" });
    await run([...files, file("0003-close.sql", 'revoke select on stock from "sales-reader"')], renamed);
    await run([...files, file("0003-close.sql", 'revoke select on stock from "sales-reader"')], renamed);
    await assert.rejects(reader.query("select from stock"), { code: "42501" });
  });

  it("lets both users into schemas that files make", async () => {
    await run([file("0001-schema.sql", "create schema billing; create table billing.bill (id integer);")]);
    assert.equal((await (await connect(REQUEST.reader)).query("select from billing.bill")).rowCount, 0);
    await (await connect(REQUEST.writer)).query("insert into billing.bill values (1)");
  });

  it("has a master who came by the first password sign in by IAM token from then on", async () => {
    const { user } = config;
    const client = await connect();
    const member = async () =>
      (await client.query("select pg_has_role($1, 'rds_iam', 'usage') as iam", [user])).rows[0].iam;
    await run([TABLE]);
    assert.equal(await member(), false);
    for (const _ of ["the first time", "again"]) {
      await run([TABLE], { ...REQUEST, firstPassword: "x" });
      assert.equal(await member(), true);
    }
    await client.query(`revoke rds_iam from ${user}`);
  });

  it("makes users that sign in by IAM alone and whose idle sessions end", async () => {
    await run([TABLE]);
    const query = `
      select rolname, rolcanlogin, pg_has_role(rolname, 'rds_iam', 'member') as iam, rolsuper, rolcreaterole, rolconfig
      from pg_roles where rolname like 'shop\\_%' order by rolname`;
    const user = { rolcanlogin: true, iam: true, rolsuper: false, rolcreaterole: false };
    const idle = { rolconfig: ["idle_session_timeout=60s"] };
    const client = await connect();
    assert.deepEqual((await client.query(query)).rows, [
      { rolname: "shop_reader", ...user, ...idle },
      { rolname: "shop_writer", ...user, ...idle },
    ]);
    await run([TABLE], { ...REQUEST, idleSessionTimeoutSeconds: 0 });
    assert.deepEqual(
      (await client.query(query)).rows.map(({ rolconfig }) => rolconfig),
      [null, null],
    );
  });

  it("names file and line of what PostgreSQL cannot parse", async () => {
    await fails(
      [file("0001-typo.sql", "-- é𝒳 counts as two\ncreate table a (id integer);\n\ncreate tabel b (id integer);\n")],
      '0001-typo.sql:4: syntax error at or near "tabel" (SQLSTATE 42601)',
    );
  });

  it("names file and line of a name that does not exist", async () => {
    await fails(
      [file("0001-gone.sql", "create table a (id integer);\ninsert into a\n  select id from nowhere;\n")],
      '0001-gone.sql:3: relation "nowhere" does not exist (SQLSTATE 42P01)',
    );
  });

  it("names file and line of a statement that fails while it runs", async () => {
    await fails(
      [
        file(
          "0001-twice.sql",
          "create table a (id integer primary key);\ninsert into a values (1);\n\ninsert into a values (1);\n",
        ),
      ],
      '0001-twice.sql:4: duplicate key value violates unique constraint "a_pkey" (SQLSTATE 23505). Key (id)=(1) already exists.',
    );
    await fails(
      [file("0001-again.sql", "create table a (id integer);\n-- again\ncreate table a (id integer);\n")],
      '0001-again.sql:3: relation "a" already exists (SQLSTATE 42P07)',
    );
  });

  it("leaves nothing of a file that fails, keeps those before it, and goes on from there", async () => {
    const bad = file("0002-bad.sql", "create table half (id integer);\nselect 1 / 0;");
    await fails([TABLE, bad], "0002-bad.sql:2: division by zero (SQLSTATE 22012)");
    const client = await connect();
    assert.deepEqual((await client.query("select to_regclass('half') as half")).rows, [{ half: null }]);
    assert.deepEqual((await client.query("select name from migration.applied")).rows, [{ name: "0001-stock.sql" }]);
    const good = file("0002-bad.sql", "create table half (id integer);");
    assert.deepEqual(await run([TABLE, good]), ["0002-bad.sql"]);
  });

  it("refuses a file that ends its own transaction, before it runs", async () => {
    await fails(
      [file("0001-own.sql", "create table a (id integer);\ncommit;\n")],
      '0001-own.sql:2: "commit" must not be there: the file runs in a transaction already',
    );
    assert.deepEqual((await (await connect()).query("select to_regclass('a') as a")).rows, [{ a: null }]);
  });

  it("refuses a file that has run and was changed", async () => {
    await run([TABLE]);
    await fails(
      [file(TABLE.name, `${TABLE.sql} -- changed`)],
      "0001-stock.sql has run on this database with another content: restore it and add a new file",
    );
  });

  it("runs each file once when two deployments migrate at a time", async () => {
    const slow = file("0001-slow.sql", "create table a (id integer); select pg_sleep(0.2); insert into a values (1);");
    const applied = await Promise.all([run([slow]), run([slow])]);
    assert.deepEqual(applied.flat(), ["0001-slow.sql"]);
    assert.deepEqual((await (await connect()).query("select id from a")).rows, [{ id: 1 }]);
  });
});
