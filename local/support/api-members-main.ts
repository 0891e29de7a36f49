import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCloud } from "../cloud/create-cloud";
import { START_ORDER } from "../services/catalogue";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { membersIn } from "./api-members";

// Writes `local/wire/operations/model-members.ts` anew: npm run api-members -- <botocore/data> <version>
const [data = "", version] = take(COMMANDS["api-members"], process.argv.slice(2)).words;

const folder = mkdtempSync(join(tmpdir(), "api-members-"));
const silent = () => {};
const { directory, storage } = createCloud({ folder, log: { info: silent, warn: silent, output: silent } });
const services = START_ORDER.flat()
  .sort()
  .flatMap((name) => {
    const operations = (directory.service(name)?.operations ?? []).map((each) => each.name).sort();
    const lines = operations.map((each) => `    ${each}:\n      "${membersIn(data, name, each)}",\n`);
    const key = /\W/.test(name) ? `"${name}"` : name;
    return lines.length > 0 ? [`  ${key}: {\n${lines.join("")}  },\n`] : [];
  });
writeFileSync(
  join(__dirname, "../wire/operations/model-members.ts"),
  `/**
 * The members of each operation's input in AWS's published API models, written by \`npm run api-members\`: \`A B{C *{D}}\`
 * is a member A, and a member B that holds C and items of D. A REST API's lie in the body, the headers and the query.
 */
// fidelity: docs: the service-2.json models of botocore ${version}
export const MODEL_MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${services.join("")}};
`,
);
void storage.close().then(() => rmSync(folder, { recursive: true, force: true }));
