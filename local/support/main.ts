// `npm run docs`: writes docs/support.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { supportTable } from "./support-table";
import { survey } from "./survey";

writeFileSync(join(__dirname, "../../docs/support.md"), supportTable(survey()));
