// `npm start`: the local cloud in a terminal.
import { COMMANDS } from "../commands/commands.cjs";
import { startCloud } from "./cloud";
import { print, runInTerminal } from "./in-terminal";
import { dataPaths } from "./paths";
import { Progress } from "./progress";
import { walkthrough } from "./walkthrough";

runInTerminal(COMMANDS.start, async ({ shown, ...options }) => {
  const progress = new Progress(print);
  print(`Starting stack ${options.stack} on ${shown}`);
  const running = await startCloud({ ...options, onEvent: progress.onEvent });
  for (const line of progress.summary()) print(line);
  for (const line of walkthrough(running, dataPaths(shown))) print(line);
  return running;
});
