// `tiers token <pattern>`: a token of a user, alone on stdout.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { tokenOfIssuer } from "./issuer-token";
import { ofAllStacks, usersOf } from "./pattern-users";
import { RunningCloud } from "./running-cloud";
import { tokenFor } from "./user-token";

const { words, values } = take(COMMANDS.token, process.argv.slice(2));

runCommand(async () => {
  const [pattern = ""] = words;
  const { as: name = "", id, group, data = ".local" } = values;
  const cloud = new RunningCloud(data);
  const users = usersOf(pattern, ofAllStacks(cloud.outputs()));
  const use = id ? "id" : "access";
  const { token, made = undefined } =
    "issuer" in users
      ? { token: await tokenOfIssuer(users, { name, use, roles: group === undefined ? [] : [group] }) }
      : await tokenFor(cloud, users, { name, use, group });
  if (made !== undefined) process.stderr.write(`made user ${made}\n`);
  process.stdout.write(`${token}\n`);
});
