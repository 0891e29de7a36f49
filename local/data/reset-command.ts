import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What forgets the data in `folder`, as one types it in the folder of the program. */
export const resetCommand = (folder: string): string => {
  const script = hasScript("reset");
  const command = script ? "npm run reset" : "npx tiers reset";
  if (folder === join(process.cwd(), ".local")) return command;
  return `${command} ${script ? "-- " : ""}--data '${folder.replaceAll("'", "'\\''")}'`;
};

/** Whether the program's package.json, which may be absent, has an npm script of that name. */
const hasScript = (name: string): boolean => {
  try {
    const { scripts = {} }: { scripts?: object } = JSON.parse(readFileSync("package.json", "utf8"));
    return name in scripts;
  } catch {
    return false;
  }
};
