// `npm run cloud`: the local cloud in a terminal, for Pulumi's own engine.

import { dataPaths } from "../data/paths";
import { COMMANDS } from "../terminal/commands.cjs";
import { print, runInTerminal } from "../terminal/in-terminal";
import { shellWord, sourcing } from "../terminal/shell-word";
import { serveCloud } from "./serve-cloud";

runInTerminal(COMMANDS.cloud, async ({ root, stack, folder, port, log, steps, shown }) => {
  const served = await serveCloud({ root, stack, folder, port, log, steps, providerPort: port === 0 ? 0 : undefined });
  print(`The local cloud serves ${served.cloud.endpoint} on ${shown}. In another terminal:\n`);
  for (const [name, value] of Object.entries(served.environment)) print(`  export ${name}=${shellWord(value)}`);
  print(`\nor all of it:  ${sourcing(dataPaths(shown).pulumiEnvironment)}`);
  print(`then:          pulumi up -s ${shellWord(stack)}`);
  return served;
});
