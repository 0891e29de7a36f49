// `tiers new service <name>`: the next service of a platform.

import { SetupError } from "../cloud/setup-error";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { shellWord } from "../terminal/shell-word";
import { newService } from "./new-service";

const { words, values } = take(COMMANDS.new, process.argv.slice(2));
const [what = "", name = ""] = words;
const print = (line: string) => void process.stdout.write(`${line}\n`);

runCommand(async () => {
  if (what !== "service")
    throw new SetupError(`what is new can be a service, not a ${what}: npx tiers new service ${name}`);
  const ownStack = values["own-stack"];
  const { made, changed, left, folder } = newService({ root: process.cwd(), name, ownStack });
  for (const file of made) print(`wrote ${file}`);
  for (const file of changed) print(`added its lines to ${file}`);
  if (left.length > 0) {
    print("\nYour program has no comment that says where these go; add them where the platform is made:\n");
    for (const line of left) print(`  ${line}`);
  }
  print(`\nIts test:    npx mocha ${shellWord(`${folder}/tests/handlers/${name}`.replace(/^\.\//, ""))}`);
  print(`To run it:   ${ownStack ? `npx tiers start . ${shellWord(folder)}` : "npx tiers start"}`);
});
