// `tiers destroy <stack>`: deletes all that one stack has on the local cloud.
import { resolve } from "node:path";
import { explained } from "../data/data-folder";
import { dataPaths } from "../data/paths";
import { hasColours } from "../terminal/colours";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { Progress } from "../terminal/progress";
import { runCommand } from "../terminal/run-command";
import { Steps } from "../terminal/steps";
import { TerminalLog } from "../terminal/terminal-log";
import { destroy } from "./destroy";

const { words, values } = take(COMMANDS.destroy, process.argv.slice(2));
const [stack = ""] = words;
const folder = resolve(values.data ?? ".local");
const write = (text: string) => void process.stdout.write(text);
const print = (line: string) => write(`${line}\n`);

runCommand(async () => {
  const log = new TerminalLog({ folder: dataPaths(folder).logs, write, colours: hasColours(process.stdout) });
  const progress = new Progress(print);
  try {
    const { onEvent } = progress;
    const readers = await destroy({ stack, folder, log, steps: new Steps(print), onEvent });
    for (const line of progress.summary()) print(line);
    print(`destroyed ${stack}; the data of other stacks is as it was`);
    for (const reader of readers) print(`${reader} reads its outputs, and cannot be deployed until it is there again`);
  } catch (error) {
    throw explained(error, folder);
  } finally {
    log.close();
  }
});
