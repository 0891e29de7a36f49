// `npm run docs`: writes docs/support.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { take } from "../terminal/command-line.cjs";
import { COMMANDS } from "../terminal/commands.cjs";
import { supportTable } from "./support-table";
import { survey } from "./survey";

take(COMMANDS.docs, process.argv.slice(2));
writeFileSync(join(__dirname, "../../docs/support.md"), supportTable(survey()));
