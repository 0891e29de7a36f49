import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { ArgsError } from "../../core/args/args-error";
import { argsPath } from "../../core/args/check-args";
import { didYouMean } from "../../core/args/nearest-path";
import { contentTypeOf } from "../../core/content-type";
import { folderFiles as filesBelow } from "../../core/folder-files";
import { holdsProgram, programRoot } from "../../core/program-root";
import { checkPrefix, MAX_KEY_BYTES } from "./prefix";

/** A file of the program that becomes an object. */
export interface FolderFile {
  readonly key: string;
  /** Absolute. */
  readonly path: string;
  readonly contentType: string;
}

/** Each is a resource of the stack. */
const MAX_FILES = 500;

/**
 * The files of folders, with the keys that they will have, in their order; those whose names begin with a dot are left out.
 *
 * @param folders From the folder of Pulumi.yaml, by the prefix that they are put under.
 * @throws {ArgsError} for a folder that is not there, is empty or holds the program itself, for links out of it, and for too many.
 */
export const folderFiles = (name: string, folders: Readonly<Record<string, string>>): readonly FolderFile[] => {
  const files = new Map<string, FolderFile>();
  for (const [prefix, folder] of Object.entries(folders)) {
    const at = argsPath(["files", prefix]);
    checkPrefix(name, at, prefix);
    const root = isAbsolute(folder) ? folder : resolve(programRoot(), folder);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
      throw new ArgsError(
        name,
        at,
        `must be a folder: there is no ${root} (paths start at the folder of Pulumi.yaml)${didYouMean(root, programRoot())}`,
      );
    if (holdsProgram(root))
      throw new ArgsError(name, at, `must be a folder below that of Pulumi.yaml (${root} holds the program itself)`);
    const found = filesBelow(root, (path) => {
      throw new ArgsError(name, at, `must hold files and folders alone (${join(root, path)} is neither)`);
    });
    if (found.length === 0) throw new ArgsError(name, at, `must hold a file (${root} is empty)`);
    for (const file of found) {
      const [key, path] = [prefix + file, join(root, file)];
      if (files.has(key)) throw new ArgsError(name, at, `must not put ${key} there a second time`);
      if (Buffer.byteLength(key) > MAX_KEY_BYTES)
        throw new ArgsError(name, at, `must have keys of ${MAX_KEY_BYTES} bytes at most (${key} has more)`);
      files.set(key, { key, path, contentType: contentTypeOf(path) });
    }
  }
  if (files.size > MAX_FILES)
    throw new ArgsError(
      name,
      "files",
      `must be ${MAX_FILES} at most (there are ${files.size}); a StaticSite takes more`,
    );
  return [...files.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
};
