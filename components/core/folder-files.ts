import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Hidden, and meant to be found all the same (RFC 8615). */
const WELL_KNOWN = ".well-known";

/**
 * All files below a folder by their paths in it, with slashes and in order; hidden ones are left out, but for
 * `.well-known/`.
 *
 * @param refuse Says that something is neither a file nor a folder: a link may lead to what nobody meant to publish.
 */
export const folderFiles = (folder: string, refuse: (path: string) => never, under = ""): string[] =>
  readdirSync(join(folder, under), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") || name === WELL_KNOWN)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = under === "" ? entry.name : `${under}/${entry.name}`;
      if (entry.isDirectory()) return folderFiles(folder, refuse, path);
      return entry.isFile() ? [path] : refuse(path);
    });
