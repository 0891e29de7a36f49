import { lstatSync, realpathSync, rmSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";

/** Room for what is put behind a name (`.partial`, `.pem`) within the 255 bytes of common file systems. */
const MAX_BYTES = 240;

/** Names of devices on Windows, whatever extension follows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** What keeps a name from being the name of one file, on any platform. */
const problemOf = (name: string): string | undefined => {
  if (name === "") return "must not be empty";
  if (/^\.+$/.test(name)) return "must not consist of dots";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (/[\u0000-\u001f\u007f/\\:*?"<>|]/.test(name))
    return 'must not hold control characters or any of / \\ : * ? " < > |';
  if (/[. ]$/.test(name)) return "must not end with a dot or a space";
  if (DEVICE.test(name)) return "must not be the name of a device on Windows";
  return Buffer.byteLength(name) > MAX_BYTES ? `must not be longer than ${MAX_BYTES} bytes` : undefined;
};

/**
 * The only way in which a name that a program or a caller chose becomes a path: each name is one file or folder, and
 * what is there already does not lead out of `folder`.
 * @throws for any other name, or where a symbolic link leads elsewhere
 */
export const dataPath = (folder: string, ...names: readonly string[]): string => {
  for (const name of names) {
    const problem = problemOf(name);
    if (problem) throw new Error(`${JSON.stringify(name)} cannot be the name of a file: it ${problem}; choose another`);
  }
  const path = join(folder, ...names);
  const there = existing(path, folder);
  if (there !== undefined && !isWithin(realpathSync(folder), real(there))) {
    throw new Error(`${path} leads out of ${folder}: remove the symbolic link`);
  }
  return path;
};

/** Deletes what `dataPath` leads to, if it is there. */
export const removeData = (folder: string, ...names: readonly string[]): void =>
  rmSync(dataPath(folder, ...names), { recursive: true, force: true });

/** The longest part of a path below `folder` that is there, a link that leads nowhere included. */
const existing = (path: string, folder: string): string | undefined => {
  if (path === folder) return undefined;
  return lstatSync(path, { throwIfNoEntry: false }) ? path : existing(dirname(path), folder);
};

/** Empty for a link that leads nowhere: what is written there would be somewhere. */
const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return "";
  }
};

const isWithin = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return path !== "" && !isAbsolute(way) && way.split(sep)[0] !== "..";
};
