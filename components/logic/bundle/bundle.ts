import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type * as esbuild from "esbuild";
import { findCached, storeCached } from "./bundle-cache";
import { bundleSources } from "./bundle-sources";
import { checkHandler } from "./entry-export";

/** A handler and all it imports in one file, `index.js` of the function's package. */
export interface Bundle {
  readonly code: string;
  /** A file that holds the code; absent where none could be written. */
  readonly file?: string;
  /** Where its source map is, for debugging; never part of the package, so that it cannot change its hash. */
  readonly mapFile: string;
}

/**
 * Bundles an entry file. The same sources give the same text to the letter, in any checkout; as long as they stay
 * the same, nothing is built again and esbuild is not even loaded.
 *
 * @param root Absolute path of the program's folder; the cache is in its node_modules.
 * @param entry Absolute path of the entry file.
 * @throws {MissingHandler} when the entry exports no `handler`.
 * @throws {Error} esbuild's messages when an import cannot be resolved or a file is no TypeScript.
 */
export const bundle = (root: string, entry: string): Bundle => {
  const file = relative(root, entry).split(sep).join("/");
  const key = digest(JSON.stringify({ ...OPTIONS, file, esbuild: esbuildVersion() }));
  return findCached(root, key) ?? build(root, file, key);
};

/**
 * Whitespace and syntax are minified, names are not: a stack trace without its source map stays readable.
 * ES modules are preferred where a package has both, since only they shed what is not used; a bundle with the AWS SDK
 * then has little more than half the size.
 * tsconfig.json is left out on purpose: what a function does must not hang on compiler settings.
 */
export const OPTIONS = {
  bundle: true,
  write: false,
  metafile: true,
  platform: "node",
  mainFields: ["module", "main"],
  // In their own repository the packages are bundled from source; nothing outside has that condition.
  conditions: ["serverless-tiers-source", "module"],
  target: "node22",
  format: "cjs",
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  charset: "utf8",
  outfile: "index.js",
  sourcemap: "external",
  sourcesContent: false,
  tsconfigRaw: "{}",
  logLevel: "silent",
} as const;

const build = (root: string, file: string, key: string): Bundle => {
  // Loaded here and not at the top: most evaluations find every bundle in the cache.
  const { buildSync }: typeof esbuild = require("esbuild");
  const options = {
    ...OPTIONS,
    mainFields: [...OPTIONS.mainFields],
    conditions: [...OPTIONS.conditions],
    absWorkingDir: root,
  };
  const { outputFiles, metafile } = buildSync({ ...options, entryPoints: [`./${file}`] });
  const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? "";
  const made = { code: text(".js"), map: text(".js.map") };
  checkHandler((more) => buildSync({ ...options, ...more }), made.code, root, file);
  return storeCached(root, key, made, bundleSources(root, Object.keys(metafile.inputs)));
};

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Read and not imported: importing esbuild costs more than a cached bundle. */
const esbuildVersion = (): string => {
  const manifest = join(dirname(require.resolve("esbuild")), "..", "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
};
