import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client } from "pg";
import type { Venue } from "../../contracts/info";
import { call, eventually, type LocalStack, newDataFolder, startStack } from "../support/local-stack";

const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");

describe("pages of venues on the local cloud", function () {
  this.timeout(120_000);

  const folder = newDataFolder();
  let stack: LocalStack;
  let owner: Client;
  let authorization = "";

  const ask = async (path: string) => {
    const { status, headers, json, text } = await call("GET", `${stack.outputs.mobileUrl}${path}`, {
      headers: { authorization },
    });
    return { status, type: String(headers["content-type"]), retryAfter: headers["retry-after"], json, text };
  };
  const search = async (query: Record<string, string>) => {
    const { status, json, text } = await ask(`/info?${new URLSearchParams(query)}`);
    assert.equal(status, 200, text);
    return json as { readonly venues: readonly Venue[]; readonly cursor?: string };
  };
  const readers = async (): Promise<number[]> =>
    (await owner.query("select pid from pg_stat_activity where usename = 'venues_reader_password'")).rows.map(
      ({ pid }) => pid,
    );
  /** 503 with Retry-After by the function, whose time is thus not up, and nothing of the reason. */
  const isAway = async (path: string) => {
    const { status, type, retryAfter, text } = await ask(path);
    assert.deepEqual([status, type, retryAfter], [503, "application/problem+json", "15"], text);
    assert.ok(!/5432|timeout|postgres|venues_reader/.test(text), text);
  };

  before(async () => {
    stack = await startStack(folder);
    owner = new Client({ connectionString: stack.env.VENUES_DATABASE_URL });
    owner.on("error", () => {});
    await owner.connect();
    const token = [TIERS, "token", "mobile", "--as", "ana", "--data", folder];
    authorization = execFileSync(process.execPath, token, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  });
  after(async () => {
    await owner?.end().catch(() => {});
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has a page for the venue of each show, and no other", async () => {
    const { shows } = (await ask("/shows?limit=100")).json as { shows: { venueId: string; city: string }[] };
    for (const { venueId, city } of shows) assert.equal(((await ask(`/info/${venueId}`)).json as Venue).city, city);
    for (const none of ["nowhere", "NO%00WHERE", "..%2f..", "'%20or%201=1", "x".repeat(500), "%F0%9F%98%80"]) {
      const { status, type } = await ask(`/info/${none}`);
      assert.deepEqual([status, type], [404, "application/problem+json"], none.slice(0, 20));
    }
  });

  it("finds pages by their words, a few at a time, to the end and no further", async () => {
    const { venues: all } = await search({ search: "opera house", limit: "100" });
    assert.ok(all.length > 3);
    const found: Venue[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ search: "opera house", limit: "2", ...(cursor !== undefined && { cursor }) });
      found.push(...page.venues);
      cursor = page.cursor;
    } while (cursor !== undefined);
    assert.deepEqual(found, all);
    assert.equal((await ask("/info?search=opera&cursor=WyJ4IiwxXQ")).status, 400);
  });

  it("is not impressed by what is searched for", async () => {
    for (const words of ["the of and", "'; drop table venues; --", '"', "&|!():*", "% _ \\ $1"])
      assert.deepEqual(await search({ search: words }), { venues: [] }, words);
    for (const words of ["harpa", "harpa -sydney", '"opera house" or harpa', "-".repeat(200), "harpa 😀", "or or or"])
      assert.ok(Array.isArray((await search({ search: words })).venues), words);
    for (const words of ["x".repeat(3_000), "har\0pa"])
      assert.equal((await ask(`/info?${new URLSearchParams({ search: words })}`)).status, 400);
    assert.equal((await ask("/info?search=a&search=b")).status, 400);
    assert.equal((await ask("/info?serach=a")).status, 400);
  });

  it("says later while the database is slow, which gives up as well, and answers right afterwards", async () => {
    await owner.query("begin");
    await owner.query("lock table venues in access exclusive mode");
    await Promise.all([isAway("/info/harpa"), isAway("/info?search=harpa")]);
    const waiting = "select 1 from pg_stat_activity where usename = 'venues_reader_password' and state = 'active'";
    assert.deepEqual((await owner.query(waiting)).rows, []);
    await owner.query("rollback");
    assert.equal((await ask("/info/harpa")).status, 200);
  });

  it("says later when no answer comes at all, and takes another connection", async () => {
    await ask("/info/harpa");
    const frozen = await readers();
    assert.ok(frozen.length > 0);
    for (const pid of frozen) process.kill(pid, "SIGSTOP");
    await isAway("/info/harpa");
    assert.equal((await ask("/info/harpa")).status, 200);
    for (const pid of frozen) process.kill(pid, "SIGCONT");
  });

  it("answers after connections were ended, and says later when there are none to have", async () => {
    const end = () =>
      owner.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'venues_reader_password'");
    await end();
    assert.equal((await ask("/info/harpa")).status, 200);
    await owner.query("alter role venues_reader_password connection limit 0");
    await end();
    await isAway("/info/harpa");
    await owner.query("alter role venues_reader_password connection limit -1");
    assert.equal((await ask("/info/harpa")).status, 200);
  });

  it("says later while the database is away; what needs none goes on", async () => {
    const [instance = ""] = readdirSync(join(folder, "rds-instances"));
    const [pid = ""] = readFileSync(join(folder, "rds-instances", instance, "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), "SIGKILL");
    // A server of an open connection notices within moments that its parent is gone.
    await eventually(
      () => ask("/info/harpa"),
      ({ status }) => status === 503,
      10_000,
    );
    await isAway("/info/harpa");
    await isAway("/info?search=harpa");
    assert.equal((await ask("/shows")).status, 200);
    // As after a failure of the machine: everything comes up again, the pages with it.
    await stack.kill();
    stack = await startStack(folder);
    await eventually(
      () => ask("/info/harpa"),
      ({ status }) => status === 200,
      10_000,
    );
  });
});
