// `tiers start`: the local cloud in a terminal.

import { dataPaths } from "../data/paths";
import { COMMANDS } from "../terminal/commands.cjs";
import { print, runInTerminal } from "../terminal/in-terminal";
import { StackProgress } from "./stack-progress";
import { startCloud } from "./start-cloud";
import { walkthrough } from "./walkthrough";

runInTerminal(COMMANDS.start, async ({ shown, ...options }) => {
  const progress = new StackProgress(print, options.root.length > 1);
  print(`Starting stack ${options.stack} on ${shown}`);
  const running = await startCloud({ ...options, onEvent: progress.onEvent });
  for (const line of progress.summary()) print(line);
  for (const line of walkthrough(running, dataPaths(shown))) print(line);
  return running;
});
