// `tiers token <pattern>`: a token of a user, alone on stdout.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { usersOf } from "./pattern-users";
import { RunningCloud } from "./running-cloud";
import { tokenFor } from "./user-token";

const { words, values } = take(COMMANDS.token, process.argv.slice(2));

runCommand(async () => {
  const [pattern = ""] = words;
  const { as: name = "", id, group, data = ".local" } = values;
  const cloud = new RunningCloud(data);
  const { token, made } = await tokenFor(cloud, usersOf(pattern, cloud.outputs()), {
    name,
    use: id ? "id" : "access",
    group,
  });
  if (made !== undefined) process.stderr.write(`made user ${made}\n`);
  process.stdout.write(`${token}\n`);
});
