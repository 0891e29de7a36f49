import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/**
 * The programs of a virtual environment with these packages, installed once; `undefined`, with a line that says so, where
 * Python is not there.
 */
export const pythonWith = (packages: Readonly<Record<string, string>>): string | undefined => {
  const versions = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  const folder = join(ROOT, "node_modules/.cache/serverless-tiers/python", versions.join("-"));
  const complete = join(folder, "complete");
  if (existsSync(complete)) return join(folder, "bin");
  try {
    execFileSync("python3", ["-m", "venv", "--clear", folder], { stdio: "pipe" });
    execFileSync(join(folder, "bin/python"), ["-m", "pip", "install", "--quiet", ...versions], { stdio: "pipe" });
  } catch (error) {
    const names = Object.keys(packages).join(", ");
    process.stdout.write(`    without ${names} for Python: ${String(error).split("\n")[0]}\n`);
    return undefined;
  }
  writeFileSync(complete, "");
  return join(folder, "bin");
};
