// `tiers openapi <stack> <api>`: the document of an API, alone on stdout.
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { runCommand } from "../terminal/run-command";
import { apiDocument } from "./api-document";

const { words, values } = take(COMMANDS.openapi, process.argv.slice(2));
const [stack = "", api = ""] = words;

runCommand(async () => {
  const document = await apiDocument({ root: process.cwd(), stack, api, reads: values.reads });
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
});
