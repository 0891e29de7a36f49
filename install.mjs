// Installs the packages when node_modules is missing or older than the lock file, and builds the sites. Runs before
// every command, on nothing but Node, so that a fresh clone needs no other one.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `serverless-tiers needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and run again.`,
  );
  process.exit(1);
}

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const root = import.meta.dirname;
// npm writes this marker at the end of every install.
if (changed(`${root}/node_modules/.package-lock.json`) < changed(`${root}/package-lock.json`)) {
  // To standard error: what a command prints may go into a file.
  console.error("Installing packages (npm ci), which takes up to a few minutes the first time …");
  const began = performance.now();
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["inherit", process.stderr, "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  console.error(`Installed packages (${((performance.now() - began) / 1000).toFixed(1)} s)`);
}

await import("./sites/build.mjs");
