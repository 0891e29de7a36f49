// `tiers reset`: forgets the data of the local cloud.
import { existsSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { SetupError } from "../cloud/setup-error";
import { explained } from "../data/data-folder";
import { lock } from "../lifecycle/lock";
import { endServers } from "../services/rds/postgres/remains";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { Steps } from "../terminal/steps";

/** Refuses while a cloud runs. Says whether there was anything to forget. */
const reset = async (folder: string, steps: Steps): Promise<boolean> => {
  if (!existsSync(folder)) return false;
  if (basename(folder) !== ".local" && !existsSync(join(folder, "state.lmdb"))) {
    throw new SetupError(`${folder} holds no data of a local cloud; nothing was deleted`);
  }
  const unlock = await lock(folder);
  await steps.during(`deleting ${folder}`, async () => {
    // Where a cloud was killed together with its reaper.
    await endServers(folder);
    // The lock goes last, so that no cloud starts on half of the data.
    for (const name of readdirSync(folder).filter((name) => name !== "lock")) {
      await rm(join(folder, name), { recursive: true, force: true });
    }
  });
  unlock();
  return true;
};

runCommand(async () => {
  const { values } = take(COMMANDS.reset, process.argv.slice(2));
  const folder = resolve(values.data ?? ".local");
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const forgot = await reset(folder, new Steps(print)).catch((error: unknown) =>
    Promise.reject(explained(error, folder)),
  );
  print(forgot ? `forgot everything in ${folder}` : `nothing to forget: there is no ${folder}`);
});
