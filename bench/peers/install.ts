import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { lastLine } from "./server-process";

const WITHIN_MS = 15 * 60_000;

/**
 * A virtual environment of Python 3 with these packages; made once.
 * @returns path of its interpreter
 */
export const installPython = async (folder: string, packages: readonly string[]): Promise<string> => {
  const python = join(folder, "venv", "bin", "python");
  await once(folder, packages, async () => {
    await run("python3", ["-m", "venv", join(folder, "venv")], folder);
    // The one that comes with Python may need many minutes to find versions that agree.
    await run(python, ["-m", "pip", "install", "--quiet", "--upgrade", "pip"], folder);
    await run(python, ["-m", "pip", "install", "--quiet", ...packages], folder);
  });
  return python;
};

/** A package.json with these packages beside it; made once. Their install scripts do not run. */
export const installNode = (folder: string, packages: readonly string[]): Promise<void> =>
  once(folder, packages, async () => {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
    await run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages], folder);
  });

/** Starts from nothing unless these very packages are there in full. */
const once = async (folder: string, packages: readonly string[], install: () => Promise<void>): Promise<void> => {
  const done = join(folder, `installed ${packages[0]}`);
  if (existsSync(done)) return;
  console.error(`installing ${packages[0]} into ${folder}, once; this may take minutes`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await install();
  writeFileSync(done, packages.join("\n"));
};

/** @throws Error with the first line that tells of an error */
const run = async (command: string, args: readonly string[], cwd: string): Promise<void> => {
  try {
    await promisify(execFile)(command, args, { cwd, timeout: WITHIN_MS });
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    const told = stderr.split("\n").find((line) => /error/i.test(line)) ?? lastLine(stderr);
    throw new Error(`${command} could not install it: ${told.trim() || message}`);
  }
};
