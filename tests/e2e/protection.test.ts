import assert from "node:assert/strict";
import { resolve } from "node:path";
import { Client } from "pg";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../../bench/protected-api");

describe("an API that protects a database", function () {
  this.timeout(120_000);

  let cloud: LocalCloud;
  before(async () => {
    cloud = await startCloud({ root: ROOT });
  });
  after(() => cloud?.close());

  it("answers 429 above its throttle, and never opens more connections than its link may", async () => {
    const { url, connections, throttle } = cloud.outputs as unknown as {
      readonly url: string;
      readonly connections: number;
      readonly throttle: { readonly rate: number; readonly burst: number };
    };
    assert.deepEqual([connections, throttle], [20, { rate: 100, burst: 10 }]);

    const client = new Client({ connectionString: String(cloud.databases.venues) });
    await client.connect();
    const open = "SELECT count(*)::int AS open FROM pg_stat_activity WHERE usename = 'venues_reader'";
    const seen: number[] = [];
    const told = new Set<string>();
    for (let round = 0; round < 8; round++) {
      const answers = await Promise.all(
        Array.from({ length: 100 }, async () => {
          const { status, headers, body } = await fetch(`${url}/info`);
          await body?.cancel();
          return `${status} ${headers.get("retry-after")}`;
        }),
      );
      for (const answer of answers) told.add(answer);
      seen.push((await client.query(open)).rows[0].open);
    }
    await client.end();
    // On a busy machine, what the throttle lets through may find no instance free.
    told.delete("500 null");
    assert.deepEqual([...told].sort(), ["200 null", "429 1"]);
    assert.ok(Math.max(...seen) <= connections && Math.max(...seen) > 0, `connections seen: ${seen}`);
  });
});
