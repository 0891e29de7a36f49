import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "./bundle";
import { type BundleSources, unchanged } from "./bundle-sources";

interface Entry {
  readonly code: string;
  readonly sources: BundleSources;
}

/** The bundle that is kept under a key, unless one of its sources has changed since. */
export const findCached = (root: string, key: string): Bundle | undefined => {
  const entry = read(join(folder(root), `${key}.json`));
  if (!entry || !unchanged(root, entry.sources)) return undefined;
  return kept(root, entry.code);
};

/** Keeps a bundle. Where the folder cannot be written, the next evaluation builds again. */
export const storeCached = (
  root: string,
  key: string,
  { code, map }: { readonly code: string; readonly map: string },
  sources: BundleSources,
): Bundle => {
  const entry: Entry = { code, sources };
  try {
    mkdirSync(folder(root), { recursive: true });
    writeWhole(kept(root, code).mapFile, map);
    writeWhole(join(folder(root), `${key}.json`), JSON.stringify(entry));
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
  }
  return kept(root, code);
};

/** A file named after its content is never written twice, nor with another content. */
const kept = (root: string, code: string): Bundle => {
  const name = join(folder(root), createHash("sha256").update(code).digest("hex"));
  const bundle = { code, mapFile: `${name}.js.map` };
  const file = `${name}.js`;
  try {
    if (!existsSync(file)) writeWhole(file, code);
    return { ...bundle, file };
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    return bundle;
  }
};

const folder = (root: string): string => join(root, "node_modules", ".cache", "serverless-tiers", "bundles");

/** A reader, or a second writer, sees a whole file or none. */
const writeWhole = (path: string, text: string): void => {
  const part = `${path}.${randomUUID()}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
};

const read = (path: string): Entry | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (isFileSystemError(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const isFileSystemError = (error: unknown): boolean => error instanceof Error && "syscall" in error;
