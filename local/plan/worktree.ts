import { execFile, execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { SetupError } from "../cloud/setup-error";

const run = promisify(execFile);

/**
 * Hands `use` the folder of the program as it was at a commit: a temporary work tree, with the packages of this one.
 * It is gone afterwards, also when `use` fails and when the process is told to end.
 *
 * @param root Folder of Pulumi.yaml, anywhere in a git repository.
 * @throws SetupError when `root` is in no repository, or `ref` names no commit.
 */
export const withWorktree = async <T>(root: string, ref: string, use: (folder: string) => Promise<T>): Promise<T> => {
  const commit = await commitOf(root, ref);
  const prefix = await git(root, "rev-parse", "--show-prefix");
  const temporary = mkdtempSync(join(tmpdir(), "serverless-tiers-plan-"));
  const tree = join(temporary, "tree");
  const clean = (): void => remove(root, tree, temporary);
  const end = (signal: NodeJS.Signals): void => {
    clean();
    process.off(signal, end);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    await git(root, "worktree", "add", "--detach", "--quiet", tree, commit);
    const folder = join(tree, prefix);
    linkPackages(root, tree, prefix);
    await prepare(folder, ref);
    return await use(folder);
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    clean();
  }
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * The packages of the program's folder and of those above it in the repository, each by a link, and a cache of the
 * work trees' own: what is built there names its sources by other paths, and must never be found by the program of the
 * checkout. Workspaces are those of the work tree.
 */
const linkPackages = (root: string, tree: string, prefix: string): void => {
  const folders = prefix.split("/").filter((name) => name !== "");
  const top = realpathSync(join(root, ...folders.map(() => "..")));
  for (let depth = 0; depth <= folders.length; depth++) {
    const path = join(...folders.slice(0, depth), "node_modules");
    if (existsSync(join(top, path))) linkModules(top, tree, path);
  }
};

const linkModules = (top: string, tree: string, path: string): void => {
  const [from, to] = [join(top, path), join(tree, path)];
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((name) => name !== ".cache")) {
    const installed = join(from, name);
    const inside = relative(top, realpathSync(installed));
    const isWorkspace = lstatSync(installed).isSymbolicLink() && !inside.startsWith("..");
    symlinkSync(isWorkspace ? join(tree, inside) : installed, join(to, name));
  }
  const cache = join(from, ".cache", "serverless-tiers", "worktrees");
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, join(to, ".cache"), "dir");
};

/**
 * What npm does after an install, where the program has a script for it: sites that it publishes are built.
 *
 * @throws SetupError with what the script said.
 */
const prepare = async (folder: string, ref: string): Promise<void> => {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return;
  const { scripts } = JSON.parse(readFileSync(manifest, "utf8")) as {
    readonly scripts?: { readonly prepare?: string };
  };
  if (scripts?.prepare === undefined) return;
  try {
    await run("npm", ["run", "--silent", "prepare"], { cwd: folder, shell: process.platform === "win32" });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : error;
    throw new SetupError(`at ${ref}: npm run prepare failed: ${said}`);
  }
};

const commitOf = async (root: string, ref: string): Promise<string> => {
  try {
    return await git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  } catch (error) {
    // git says so itself where there is no repository, and is silent about an unknown name.
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new SetupError(
      said === "" || said.includes(ref)
        ? `--against ${ref}: there is no such commit, branch or tag here; git fetch it first`
        : `--against ${ref}: ${said}`,
    );
  }
};

const git = async (root: string, ...args: string[]): Promise<string> => {
  const { stdout } = await run("git", args, { cwd: root });
  return stdout.trim();
};

const remove = (root: string, tree: string, temporary: string): void => {
  try {
    execFileSync("git", ["worktree", "remove", "--force", tree], { cwd: root, stdio: "ignore" });
  } catch {
    // It was not added yet, or only half; what git may know of it goes with `prune`.
  }
  rmSync(temporary, { recursive: true, force: true });
  try {
    execFileSync("git", ["worktree", "prune"], { cwd: root, stdio: "ignore" });
  } catch {
    // Nothing of ours is left, and git prunes by itself in time.
  }
};
