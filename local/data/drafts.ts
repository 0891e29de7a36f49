import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What is being made is called that, beside the place where it is moved once it is whole. */
const DRAFT = ".partial";

/** Of `functions/<name>/<code>.partial`. Deeper lies what is somebody else's. */
const DEPTH = 3;

/** Removes what a process that was killed, or a full disk, left half made in the folder of all data. */
export const removeDrafts = (folder: string, depth = DEPTH): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.endsWith(DRAFT)) rmSync(path, { recursive: true, force: true });
    else if (entry.isDirectory() && depth > 1) removeDrafts(path, depth - 1);
  }
};
