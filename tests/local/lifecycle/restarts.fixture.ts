// Starts the local cloud again and again, and each time kills everything. Runs below a first process that collects no
// exit status, so that all the dead stay. Prints what it saw of each start, one JSON object a line.
import { spawnSync } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

const PAUSES_MS = [0, 100, 300];
const READY_MS = 30_000;

export interface Restart {
  readonly pauseMs: number;
  /** `Ready after`, or what it printed instead. */
  readonly said: string;
  /** Rows that all starts so far have written. */
  readonly rows: number;
  /** Dead processes that nobody has collected. */
  readonly zombies: number;
}

const processes = (): { pid: number; state: string }[] =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid)
    .map((pid) => ({ pid, state: told(`/proc/${pid}/stat`).split(") ").at(-1)?.[0] ?? "" }));

const told = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const killEverything = (): void => {
  for (const { pid } of processes()) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went with another one.
    }
  }
};

const writeRow = async (folder: string): Promise<number> => {
  const url = /^ORDERS_DATABASE_URL='?([^'\n]*)/m.exec(told(join(folder, "env")))?.[1];
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("create table if not exists starts (at timestamptz default now())");
  await client.query("insert into starts default values");
  const { rows } = await client.query("select count(*)::int as count from starts");
  client.removeAllListeners("error").on("error", () => {});
  await client.end();
  return rows[0].count;
};

const start = async (folder: string, round: number): Promise<Omit<Restart, "pauseMs">> => {
  const printed = join(folder, `printed-${round}`);
  const output = openSync(printed, "w");
  // In the background of a shell that ends at once: nobody but the first process is left as its parent.
  spawnSync(
    "sh",
    [
      "-c",
      '"$@" &',
      "sh",
      process.execPath,
      "--require",
      "./local/loader/typescript.cjs",
      "local/start/main.ts",
      "--data",
      join(folder, "data"),
      "--port",
      "0",
    ],
    { stdio: ["ignore", output, output] },
  );
  for (const until = Date.now() + READY_MS; !/^(Ready after|error:)/m.test(told(printed)) && Date.now() < until; ) {
    await pause(20);
  }
  const ready = told(printed).includes("\nReady after");
  return {
    said: ready ? "Ready after" : told(printed),
    rows: ready ? await writeRow(join(folder, "data")) : 0,
    zombies: processes().filter(({ state }) => state === "Z").length,
  };
};

const main = async (folder: string, rounds: number): Promise<void> => {
  for (let round = 0; round < rounds; round++) {
    const pauseMs = PAUSES_MS[round % PAUSES_MS.length] ?? 0;
    await pause(pauseMs);
    const restart: Restart = { pauseMs, ...(await start(folder, round)) };
    process.stdout.write(`${JSON.stringify(restart)}\n`);
    killEverything();
  }
};

const [, , folder = "", rounds = "10"] = process.argv;
if (require.main === module) void main(folder, Number(rounds));
