// `npm run cloud`: the local cloud in a terminal, for Pulumi's own engine.
import { join, relative } from "node:path";
import { commandLine } from "./command-line";
import { aborted, print, runInTerminal } from "./in-terminal";
import { dataPaths } from "./paths";
import { seconds } from "./progress";
import { serveCloud } from "./serve-cloud";
import { TerminalLog } from "./terminal-log";

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
  try {
    const served = await serveCloud({ root, stack, folder, port, log, providerPort: port === 0 ? 0 : undefined });
    print(`The local cloud serves ${served.cloud.endpoint} on ${shown}. In another terminal:\n`);
    for (const [name, value] of Object.entries(served.environment)) print(`  export ${name}=${value}`);
    print(`\nor all of it:  set -a; . ${dataPaths(shown).pulumiEnvironment}; set +a`);
    print(`then:          pulumi up -s ${stack}`);
    print(`\nReady after ${seconds(performance.now())}. Ctrl-C ends everything; the data stays.\n`);
    await aborted(signal);
    print("Stopping");
    await served.close();
  } finally {
    log.close();
  }
};

runInTerminal(run);
