// What the npm scripts start: `node commands/run.mjs <command> …`. Plain JavaScript on nothing but Node, so that a fresh
// clone needs no other command: it says what a command takes before it installs anything.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { COMMANDS } = require("../local/terminal/commands.cjs");
const { take } = require("../local/terminal/command-line.cjs");

const [node, , name, ...args] = process.argv;
const command = COMMANDS[name];
take(command, args);

await import("../install.mjs");

if (typeof command.runs === "string") {
  const file = require.resolve(`../${command.runs}`);
  process.argv = [node, file, ...args];
  require("../local/loader/typescript.cjs");
  require(file);
} else {
  for (const line of command.runs) {
    console.error(`${line} …`);
    const began = performance.now();
    const { status } = spawnSync(line, { shell: true, stdio: "inherit" });
    console.error(`${line} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    if (status !== 0) process.exit(status ?? 1);
  }
}
