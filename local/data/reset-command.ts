import { join } from "node:path";

/** What forgets the data in `folder`, as one types it in the folder of the program. */
export const resetCommand = (folder: string): string =>
  folder === join(process.cwd(), ".local")
    ? "npm run reset"
    : `npm run reset -- --data '${folder.replaceAll("'", "'\\''")}'`;
