// `npm run reset`: forgets the data of the local cloud. `--data <folder>` names another folder than `.local`.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { commandLine } from "./command-line";
import { explained } from "./data-folder";
import { lock } from "./lifecycle/lock";
import { endServers } from "./services/rds/postgres/remains";
import { SetupError } from "./setup-error";

/** Refuses while a cloud runs. Says whether there was anything to forget. */
const reset = async (folder: string): Promise<boolean> => {
  if (!existsSync(folder)) return false;
  if (basename(folder) !== ".local" && !existsSync(join(folder, "state.lmdb"))) {
    throw new SetupError(`${folder} holds no data of a local cloud; nothing was deleted`);
  }
  const unlock = await lock(folder);
  // Where a cloud was killed together with its reaper.
  await endServers(folder);
  // The lock goes last, so that no cloud starts on half of the data.
  for (const name of readdirSync(folder).filter((name) => name !== "lock")) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  unlock();
  return true;
};

const main = async (): Promise<void> => {
  const folder = resolve(commandLine(process.argv.slice(2)).data ?? ".local");
  process.stdout.write(
    (await reset(folder).catch((error: unknown) => Promise.reject(explained(error, folder))))
      ? `forgot everything in ${folder}\n`
      : `nothing to forget: there is no ${folder}\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
