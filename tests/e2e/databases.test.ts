import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { eventually } from "../support/local-stack";

const ROOT = resolve(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/databases.md"), "utf8");
const run = promisify(execFile);

const blocks = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

const STACK = "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: venues } }\n";
const PROJECT = "name: venues\nmain: index.ts\nruntime: nodejs\n";

describe("docs/databases.md", function () {
  this.timeout(180_000);
  let folder = "";
  let cloud: LocalCloud;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const start = () => startCloud({ root: folder, data: join(folder, ".local") });
  const get = async (id: string) => fetch(`${cloud.outputs.url}/venues/${id}`);
  const put = async (id: string) =>
    (await fetch(`${cloud.outputs.url}/venues/${id}`, { method: "PUT", body: JSON.stringify({ name: id }) })).status;
  /** As the developer, past the proxy. */
  const master = async (): Promise<Client> => {
    const client = new Client({ connectionString: cloud.databases.venues });
    await client.connect();
    return client;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "venues-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    write("Pulumi.yaml", PROJECT);
    write("Pulumi.local.yaml", STACK);
    for (const text of [...blocks("ts"), ...blocks("sql")])
      write(/^(?:\/\/|--) (\S+)\n/.exec(text)?.[1] ?? "nowhere", text);
    cloud = await start();
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is right, word for word", async () => {
    const env = { PATH: process.env.PATH, url: String(cloud.outputs.url) };
    const { stdout } = await run("bash", ["--norc", "-euc", blocks("sh").join("\n")], { env });
    assert.match(stdout, /^HTTP\/1\.1 204 /);
    assert.match(stdout, /\{"venue_id":"globe","name":"Globe Theatre"\}\n?$/);
    assert.equal((await get("nowhere")).status, 404);
  });

  it("answers while the database is slow, and stores what was sent to one that is out of connections when it has some", async () => {
    const locking = await master();
    await locking.query("begin; lock table venue in access exclusive mode");
    const waiting = put("slow");
    await new Promise((done) => setTimeout(done, 500));
    await locking.query("commit");
    assert.equal(await waiting, 204);
    await locking.query("alter role venues_writer connection limit 0");
    // The proxy keeps a connection that is open; a new one finds none.
    await locking.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'venues_writer'");
    assert.equal(await put("full"), 502);
    await locking.query("alter role venues_writer connection limit -1");
    await locking.end();
    assert.equal(await put("full"), 204);
    await eventually(
      () => get("full"),
      ({ status }) => status === 200,
      10_000,
    );
  });

  it("says 503 with Retry-After while the database is away, and goes on when it is back", async () => {
    const closing = await master();
    await closing.query("alter role venues_reader nologin");
    await closing.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'venues_reader'");
    const away = await eventually(
      async () => {
        const replica = new Client({ connectionString: cloud.databases["venues-replica-1"] });
        await replica.connect();
        await replica.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'venues_reader'");
        await replica.end();
        return get("globe");
      },
      ({ status }) => status === 503,
      20_000,
    );
    assert.equal(away.headers.get("retry-after"), "5");
    await closing.query("alter role venues_reader login");
    await closing.end();
    await eventually(
      () => get("globe"),
      ({ status }) => status === 200,
      20_000,
    );
  });

  it("stops at a migration that fails half way, undoes that file alone, and goes on once it is mended", async () => {
    const { close } = cloud;
    await close();
    write("migrations/venues/0002-city.sql", "alter table venue add city text;\n");
    write("migrations/venues/0003-wrong.sql", "alter table venue add seats integer;\nselect nothing;\n");
    await assert.rejects(start(), /0003-wrong\.sql:2: column "nothing" does not exist/);
    write("migrations/venues/0003-wrong.sql", "alter table venue add seats integer;\n");
    cloud = await start();
    const client = await master();
    const { rows } = await client.query(
      "select string_agg(column_name, ' ' order by ordinal_position) as columns from information_schema.columns where table_name = 'venue'",
    );
    await client.end();
    assert.deepEqual(rows, [{ columns: "venue_id name city seats" }]);
    assert.equal((await get("globe")).status, 200);
  });
});
