import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** What a bundle was made from, as paths below the program's folder and the hash of what was there. */
export type BundleSources = Readonly<Record<string, string>>;

/** Written by npm, pnpm and yarn on each install: packages that appear or move can change where an import leads. */
const INSTALL_RECORDS = [".package-lock.json", ".modules.yaml", ".yarn-state.yml"];

/**
 * Everything that decides what a bundle holds: the files that went into it, and what an import could have found
 * instead, namely package.json files, files beside and above the sources, and installed packages.
 */
export const bundleSources = (root: string, inputs: readonly string[]): BundleSources => {
  const paths = new Set(inputs.filter((input) => !input.includes(":")));
  for (const input of [...paths]) {
    for (const folder of foldersAbove(input)) {
      paths.add(`${folder}package.json`);
      if (!folder.includes("node_modules/")) paths.add(folder === "" ? "./" : folder);
    }
  }
  for (const record of INSTALL_RECORDS) paths.add(`node_modules/${record}`);
  return Object.fromEntries([...paths].sort().map((path) => [path, fingerprint(root, path)]));
};

/** Whether everything is still as it was. */
export const unchanged = (root: string, sources: BundleSources): boolean =>
  Object.entries(sources).every(([path, hash]) => fingerprint(root, path) === hash);

/** `a/b/c.ts` -> `a/b/`, `a/`, and the program's own folder, the empty string. */
const foldersAbove = (path: string): string[] => {
  const parts = dirname(path).split("/");
  return parts[0] === "." ? [""] : ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`)];
};

/** A hash of a file's content or, for a path that ends with a slash, of a folder's names; `absent` without either. */
const fingerprint = (root: string, path: string): string => {
  const absolute = resolve(root, path);
  const stat = statSync(absolute, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return "absent";
  if (path.endsWith("/")) return hash(fileNames(absolute));
  const version = `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
  const known = KNOWN.get(absolute);
  if (known?.version === version) return known.hash;
  const made = hash(readFileSync(absolute));
  KNOWN.set(absolute, { version, hash: made });
  return made;
};

/** Functions of one program share most of their packages: within a process a file is read once, until it changes. */
const KNOWN = new Map<string, { readonly version: string; readonly hash: string }>();

const hash = (content: string | Buffer): string => createHash("sha256").update(content).digest("base64url");

/** A new folder cannot take over an import that led elsewhere, except for node_modules. */
const fileNames = (folder: string): string =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() || entry.name === "node_modules")
    .map(({ name }) => name)
    .sort()
    .join("\n");
