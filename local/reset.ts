// `npm run reset`: forgets the data of the local cloud.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { take } from "../commands/command-line.cjs";
import { COMMANDS } from "../commands/commands.cjs";
import { lock } from "./lifecycle/lock";
import { SetupError } from "./setup-error";

/** Refuses while a cloud runs. Says whether there was anything to forget. */
const reset = (folder: string): boolean => {
  if (!existsSync(folder)) return false;
  if (basename(folder) !== ".local" && !existsSync(join(folder, "state.lmdb"))) {
    throw new SetupError(`${folder} holds no data of a local cloud; nothing was deleted`);
  }
  const unlock = lock(folder);
  // The lock goes last, so that no cloud starts on half of the data.
  for (const name of readdirSync(folder).filter((name) => name !== "lock")) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  unlock();
  return true;
};

const { values } = take(COMMANDS.reset, process.argv.slice(2));
try {
  const folder = values.data ?? join(process.cwd(), ".local");
  process.stdout.write(
    reset(folder) ? `forgot everything in ${folder}\n` : `nothing to forget: there is no ${folder}\n`,
  );
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
