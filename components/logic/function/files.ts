import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { ArgsError } from "../../core/args/args-error";
import { BUNDLE_FILE, CERTIFICATES_FILE } from "./package";

const TAKEN: ReadonlySet<string> = new Set([BUNDLE_FILE, CERTIFICATES_FILE]);

/** @throws {ArgsError} for a path that leads out of the package or is taken, and for a source that is no file. */
export const checkFiles = (name: string, files: Readonly<Record<string, string>>): void => {
  for (const [target, source] of Object.entries(files)) {
    const path = `files[${JSON.stringify(target)}]`;
    if (TAKEN.has(target) || isAbsolute(target) || target.split("/").some((part) => part === ".." || part === ""))
      throw new ArgsError(name, path, "must be named by a relative path in the package, other than the bundle's own");
    if (!isAbsolute(source) || !statSync(source, { throwIfNoEntry: false })?.isFile())
      throw new ArgsError(name, path, `must be the absolute path of a file (it is ${JSON.stringify(source)})`);
  }
};
