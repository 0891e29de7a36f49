import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { startCloud } from "../local/start/start-cloud";
import { newDataFolder } from "../tests/support/local-stack";
import { paced } from "./paced";
import { type Benchmark, count, percent } from "./report";

const SECONDS = 10;

/** An API that protects a database, asked for what it promises and for more: what passes, and what the database sees. */
export const protectedApi: Benchmark = async () => {
  const folder = newDataFolder();
  const log = { info() {}, warn() {}, output() {} };
  const running = await startCloud({ root: join(__dirname, "protected-api"), folder, port: 0, log });
  try {
    const { url, connections, throttle } = running.outputs.outputs as unknown as Outputs;
    const rows: string[][] = [];
    for (const times of [0.5, 1, 2, 10]) {
      const rate = throttle.rate * times;
      const seen = await watched(String(running.databases.venues), () => offered({ url: `${url}/info`, rate }));
      const { 200: admitted = 0, 429: throttled = 0, 500: failed = 0 } = seen.answer;
      const all = admitted + throttled + failed;
      rows.push([
        count(all / SECONDS),
        count(admitted / SECONDS),
        percent(throttled / all),
        percent(failed / all),
        String(seen.connections),
      ]);
    }
    return {
      title: "An API in front of a database",
      about: `Requests per second offered for ${SECONDS} s to \`protects\` with ${connections} connections, of which ${throttle.rate} requests per second and a burst of ${throttle.burst} follow; each holds its connection for 20 ms. The first row meets cold functions.`,
      columns: ["offered", "admitted", "429", "500", "connections seen"],
      rows,
    };
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** How many got which status. */
const offered = async ({ url, rate }: { readonly url: string; readonly rate: number }) => {
  const statuses: Record<string, number> = {};
  for (const { status } of await paced({ url, requestsPerSecond: rate, seconds: SECONDS }))
    statuses[status] = (statuses[status] ?? 0) + 1;
  return statuses;
};

interface Outputs {
  readonly url: string;
  readonly connections: number;
  readonly throttle: { readonly rate: number; readonly burst: number };
}

/** The most connections of the function that were seen meanwhile. */
const watched = async <T>(database: string, during: () => Promise<T>) => {
  const client = new Client({ connectionString: database });
  await client.connect();
  let connections = 0;
  let asking = true;
  const watching = (async () => {
    while (asking) {
      const { rows } = await client.query(
        "SELECT count(*)::int AS open FROM pg_stat_activity WHERE usename = 'venues_reader'",
      );
      connections = Math.max(connections, rows[0].open);
      await wait(20);
    }
  })();
  const answer = await during();
  asking = false;
  await watching;
  await client.end();
  return { answer, connections };
};
