// `npm start`: the local cloud in a terminal.
import { join, relative } from "node:path";
import { startCloud } from "./cloud";
import { commandLine } from "./command-line";
import { aborted, print, runInTerminal } from "./in-terminal";
import { dataPaths } from "./paths";
import { Progress, seconds } from "./progress";
import { TerminalLog } from "./terminal-log";
import { walkthrough } from "./walkthrough";

/** Runs until `signal` is aborted. */
const run = async (signal: AbortSignal): Promise<void> => {
  const { stack, port, data } = commandLine(process.argv.slice(2));
  const root = process.cwd();
  const folder = data ?? join(root, ".local");
  const shown = relative(root, folder).startsWith("..") ? folder : relative(root, folder);
  const log = new TerminalLog({
    folder: dataPaths(folder).logs,
    write: (text) => process.stdout.write(text),
    colours: process.stdout.isTTY === true,
  });
  const progress = new Progress(print);
  print(`Starting stack ${stack} on ${shown}`);
  try {
    const running = await startCloud({ root, stack, folder, port, log, signal, onEvent: progress.onEvent });
    for (const line of progress.summary()) print(line);
    for (const line of walkthrough(running, dataPaths(shown))) print(line);
    // Since the process was started.
    print(`\nReady after ${seconds(performance.now())}. Ctrl-C ends everything; the data stays.\n`);
    await aborted(signal);
    print("Stopping");
    await running.close();
  } finally {
    log.close();
  }
};

runInTerminal(run);
