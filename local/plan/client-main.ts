// `tiers client <stack> <api>`: types of an API for a client of it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { apiDocument } from "./api-document";
import { clientTypes } from "./client-types";

const { words, values } = take(COMMANDS.client, process.argv.slice(2));
const [stack = "", api = ""] = words;

runCommand(async () => {
  const { out, reads } = values;
  const file = out === undefined ? undefined : resolve(out);
  const document = await apiDocument({ root: process.cwd(), stack, api, reads });
  const text = await clientTypes(document, {
    made: `npx tiers client ${stack} ${api}`,
    from: file === undefined ? process.cwd() : dirname(file),
  });
  if (file === undefined) return void process.stdout.write(text);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${out}\n`);
});
