import { rmSync } from "node:fs";
import { join } from "node:path";
import { startCloud } from "../local/start/start-cloud";
import { newDataFolder } from "../tests/support/local-stack";
import { CONNECTIONS, load } from "./load";
import { measure, ROUNDS, rateCells } from "./measure";
import type { Benchmark } from "./report";
import { UNLIMITED } from "./unlimited";

const SECONDS = 3;

/** `GET /shows` through a cache, and without one: of a function that never had one, and of one whose cache is away. */
export const cachedShows: Benchmark = async () => {
  const folder = newDataFolder();
  const log = { info() {}, warn() {}, output() {} };
  const root = join(__dirname, "cached-shows");
  const running = await startCloud({ root, folder, port: 0, log, accountThrottle: UNLIMITED });
  const cache = running.cloud.directory.service("elasticache");
  try {
    const { url } = running.outputs.outputs;
    const asked = (path: string) => () => load({ url: `${url}${path}?limit=20`, headers: {}, seconds: SECONDS });
    const without = asked("/uncached/shows");
    await without();
    const cached = await measure(asked("/shows"), without);
    await cache?.stop?.();
    // Until the breakers of all processes are open.
    await asked("/shows")();
    const away = await measure(asked("/shows"), without);
    return {
      title: "Shows through a cache",
      about: `\`GET /shows\`: Lambda proxy, a page of eight shows from ElastiCache (TLS, one \`MGET\`), or from DynamoDB (two \`Query\`); ${CONNECTIONS} connections from a process of its own, median of ${ROUNDS} windows of ${SECONDS} s in turn with a function that has no cache.`,
      columns: ["cache", "requests/s", "spread", "p99", "of the function without a cache"],
      rows: [
        ["there", ...rateCells(cached)],
        ["away", ...rateCells(away)],
      ],
    };
  } finally {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
