// `tiers inbox`: what the user pools of the running local cloud have sent.
import { SetupError } from "../cloud/setup-error";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { inboxLines, lastCode, sentTo } from "./inbox";
import { RunningCloud } from "./running-cloud";

const { words, values } = take(COMMANDS.inbox, process.argv.slice(2));

runCommand(async () => {
  const [who] = words;
  const { messages } = await new RunningCloud(values.data ?? ".local").ask("Messages", {});
  const found = sentTo(who, messages);
  const none = `nothing was sent${who === undefined ? "" : ` to ${who}`} yet`;
  const code = lastCode(found);
  if (values.code && code === undefined) throw new SetupError(`${none}: sign up, or ask for a code, first`);
  const lines = found.length === 0 ? [none] : inboxLines(found);
  process.stdout.write(`${values.code ? code : lines.join("\n")}\n`);
});
