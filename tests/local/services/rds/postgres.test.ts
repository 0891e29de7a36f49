import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { type Postgres, startPostgres } from "../../../../local/services/rds/postgres";
import { plainSpawn, silent, throwAwayFolder } from "./throw-away";

const query = async (server: Postgres, sql: string): Promise<unknown[]> => {
  const client = new Client(server.connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe("PostgreSQL of the local cloud", () => {
  let folder: ReturnType<typeof throwAwayFolder>;
  const running: Postgres[] = [];
  const start = async (data: string, parameters: Record<string, string> = {}) => {
    const server = await startPostgres({
      folder: folder.path,
      data: join(folder.path, data),
      name: "postgres",
      lifecycle: plainSpawn,
      log: silent,
      parameters,
    });
    running.push(server);
    return server;
  };

  before(() => {
    folder = throwAwayFolder();
  });
  after(async () => {
    for (const server of running) await server.stop();
    folder.remove();
  });

  it("listens on a socket that only its owner may reach, and on no port", async () => {
    const server = await start("a");
    assert.deepEqual(await query(server, "SHOW listen_addresses"), [{ listen_addresses: "" }]);
    assert.equal(statSync(server.connection.host).mode & 0o777, 0o700);
  });

  it("honours parameters", async () => {
    const server = await start("b", { idle_session_timeout: "60000" });
    assert.deepEqual(await query(server, "SHOW idle_session_timeout"), [{ idle_session_timeout: "1min" }]);
  });

  it("keeps what was committed over a kill -9, and ends nothing that is not its own", async () => {
    const server = await start("c");
    await query(server, "CREATE TABLE kept AS SELECT 1 AS value");
    process.kill(server.pid, "SIGKILL");
    await server.exited;
    assert.ok(existsSync(join(folder.path, "c", "postmaster.pid")));
    assert.deepEqual(await query(await start("c"), "SELECT value FROM kept"), [{ value: 1 }]);
  });

  it("ends a server that a crash left on the folder before it starts the next", async () => {
    const orphan = await start("d");
    await query(orphan, "CREATE TABLE kept AS SELECT 2 AS value");
    const next = await start("d");
    await orphan.exited;
    assert.notEqual(next.pid, orphan.pid);
    assert.deepEqual(await query(next, "SELECT value FROM kept"), [{ value: 2 }]);
  });

  /** Modes of a folder and of all below it. */
  const modes = (path: string): Set<string> => {
    const all = ["", ...readdirSync(path, { recursive: true, encoding: "utf8" })].map((name) => join(path, name));
    return new Set(all.map((each) => (statSync(each).mode & 0o777).toString(8)));
  };
  const open = (path: string) => {
    for (const name of readdirSync(path, { recursive: true, encoding: "utf8" })) chmodSync(join(path, name), 0o755);
    chmodSync(path, 0o755);
  };

  it("makes a data folder private whatever copied it, and one that an earlier version left open", async () => {
    const template = readdirSync(join(folder.path, "postgres")).find((name) => name.startsWith("template-"));
    open(join(folder.path, "postgres", template ?? ""));
    const server = await start("h");
    await server.stop();
    assert.deepEqual(modes(join(folder.path, "h")), new Set(["700", "600"]));
    open(join(folder.path, "h"));
    await (await start("h")).stop();
    assert.deepEqual(modes(join(folder.path, "h")), new Set(["700", "600"]));
  });

  it("believes no lock that a crash left, whoever has its process id by now, and leaves that one alone", async () => {
    const server = await start("i");
    process.kill(server.pid, "SIGKILL");
    await server.exited;
    // The same user: PostgreSQL knows by itself that other users' processes are no servers.
    const uid = statSync(join(folder.path, "i")).uid;
    const other = spawn("sleep", ["60"], { uid });
    const taken = String(other.pid).padEnd(String(server.pid).length);
    for (const name of ["postmaster.pid", ".s.PGSQL.5432.lock"]) {
      const lock = join(folder.path, "i", name);
      writeFileSync(lock, readFileSync(lock, "utf8").replace(String(server.pid), taken));
    }
    await (await start("i")).stop();
    for (const name of ["postmaster.pid", ".s.PGSQL.5432.lock"]) writeFileSync(join(folder.path, "i", name), "");
    await (await start("i")).stop();
    assert.equal(other.exitCode, null);
    other.kill();
  });

  it("ends what a server that is gone left at work on the folder", async function () {
    if (process.platform !== "linux") this.skip();
    const server = await start("j");
    const client = new Client(server.connection);
    client.on("error", () => {});
    await client.connect();
    const [{ pid }] = (await client.query("SELECT pg_backend_pid() AS pid")).rows;
    const busy = client.query("SELECT count(*) FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b");
    busy.catch(() => {});
    process.kill(server.pid, "SIGKILL");
    await server.exited;
    assert.ok(existsSync(`/proc/${pid}`), "a busy connection does not notice");
    await start("j");
    assert.equal(existsSync(`/proc/${pid}/cwd`), false);
    await assert.rejects(busy);
  });

  it("says why it does not start, and the way out", async () => {
    await assert.rejects(start("e", { no_such_setting: "1" }), {
      message: new RegExp(
        `^PostgreSQL did not start on ${folder.path}/e: .*no_such_setting.*\\. Mend that and start again, or give up the data of all services: npm run reset -- --data '${folder.path}'$`,
      ),
    });
  });

  it("starts below a folder that only root may enter, and moves between such a folder and an open one", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const open = await start("closed/f");
    await query(open, "CREATE TABLE kept AS SELECT 3 AS value");
    await open.stop();
    chmodSync(join(folder.path, "closed"), 0o700);
    const closed = await start("closed/f");
    assert.deepEqual(await query(closed, "SELECT value FROM kept"), [{ value: 3 }]);
    await closed.stop();
    chmodSync(join(folder.path, "closed"), 0o711);
    assert.deepEqual(await query(await start("closed/f"), "SELECT value FROM kept"), [{ value: 3 }]);
  });

  it("uses a short private folder for the socket when the data folder's path is too long", async () => {
    const server = await start(`${"long/".repeat(20)}g`);
    assert.notEqual(server.connection.host, join(folder.path, `${"long/".repeat(20)}g`));
    assert.equal(statSync(server.connection.host).mode & 0o777, 0o700);
    assert.deepEqual(await query(server, "SELECT 1 AS one"), [{ one: 1 }]);
    await server.stop();
    assert.equal(existsSync(server.connection.host), false);
  });
});
