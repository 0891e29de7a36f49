import assert from "node:assert/strict";
import { Client } from "pg";
import { cloneOf, databaseUser } from "../../../../components/runtime/rotate/database-user";
import { scramVerifier } from "../../../../components/runtime/rotate/scram-verifier";
import { passwordFits } from "../../../../local/services/rds/proxy/stored-password";
import { throwAwayPostgres } from "../../../local/services/rds/throw-away";

describe("the password of a database user", function () {
  this.timeout(30_000);
  let server: Awaited<ReturnType<typeof throwAwayPostgres>>;
  let superuser: Client;
  const statements: string[] = [];

  before(async () => {
    server = await throwAwayPostgres();
    superuser = new Client(server.connection);
    await superuser.connect();
    await superuser.query("create role master login createrole; create table shows (id int); create role writer login");
    await superuser.query("grant writer to master with admin true; grant select on shows to writer");
    await superuser.query(
      "alter role writer set idle_session_timeout = '60s'; alter role writer set search_path = app, public",
    );
  });
  after(async () => {
    await superuser.end();
    await server.remove();
  });

  const rotated = (alternating: boolean) =>
    databaseUser({
      host: "db",
      port: 5432,
      database: "shop",
      user: "writer",
      alternating,
      passwordLength: 32,
      async asMaster() {
        const client = new Client({ ...server.connection, user: "master" });
        await client.connect();
        const query = client.query.bind(client) as (text: string, values?: unknown[]) => Promise<unknown>;
        return {
          end: () => client.end(),
          query: ((text: string, values?: unknown[]) => {
            statements.push(text);
            return query(text, values);
          }) as Client["query"],
        };
      },
    });
  const stored = async (user: string) =>
    (await superuser.query("select rolpassword from pg_authid where rolname = $1", [user])).rows[0]?.rolpassword;
  const fits = async (user: string, value: string) =>
    passwordFits(await stored(user), user, JSON.parse(value).password);

  it("is another one after each rotation, in the shape that RDS has", async () => {
    const user = rotated(false);
    const first = await user.next(undefined);
    const { password, ...rest } = JSON.parse(first);
    assert.match(password, /^[A-Za-z0-9]{32}$/);
    assert.deepEqual(rest, { engine: "postgres", host: "db", port: 5432, dbname: "shop", username: "writer" });
    await user.set(first);
    assert.equal(await fits("writer", first), true);
    const second = await user.next(first);
    await user.set(second);
    await user.set(second); // as after a kill
    assert.deepEqual([await fits("writer", first), await fits("writer", second)], [false, true]);
  });

  it("is in no statement", async () => {
    const user = rotated(false);
    const value = await user.next(undefined);
    statements.length = 0;
    await user.set(value);
    assert.ok(statements.some((text) => text.includes("SCRAM-SHA-256$")));
    assert.ok(!statements.some((text) => text.includes(JSON.parse(value).password)));
  });

  it("of users that take turns leaves the one before as it was; the second has rights and settings of the first", async () => {
    const user = rotated(true);
    const first = await user.next(undefined);
    await user.set(first);
    const second = await user.next(first);
    await user.set(second);
    const clone = cloneOf("writer");
    assert.equal(JSON.parse(second).username, clone);
    assert.deepEqual([await fits("writer", first), await fits(clone, second)], [true, true]);
    const signedIn = new Client({ ...server.connection, user: clone });
    await signedIn.connect();
    try {
      await signedIn.query("select * from shows");
      const { rows } = await signedIn.query(
        "select current_setting('idle_session_timeout') as idle, current_setting('search_path') as path",
      );
      assert.deepEqual(rows, [{ idle: "1min", path: "app, public" }]);
    } finally {
      await signedIn.end();
    }
    const third = await user.next(second);
    assert.equal(JSON.parse(third).username, "writer");
  });

  it("is stored as PostgreSQL itself stores it", async () => {
    await superuser.query("set password_encryption = 'scram-sha-256'; alter role writer password 'Abc123'");
    const salt = Buffer.from(/:([^$]+)\$/.exec(String(await stored("writer")))?.[1] ?? "", "base64");
    assert.equal(await scramVerifier("Abc123", salt), await stored("writer"));
  });
});
