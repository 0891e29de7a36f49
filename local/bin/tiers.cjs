#!/usr/bin/env node
// `tiers <command> …`, from source in the repository and from dist/ in the packed package.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const fromSource = existsSync(join(__dirname, "../index.ts"));
const home = join(__dirname, fromSource ? ".." : "../dist");
const { COMMANDS } = require(join(home, "terminal/commands.cjs"));
const { take } = require(join(home, "terminal/command-line.cjs"));
const { nearest } = require(join(home, "terminal/nearest.cjs"));

const [node, , name, ...args] = process.argv;

const usage = () => {
  const width = Math.max(...Object.keys(COMMANDS).map((command) => command.length));
  const rows = Object.entries(COMMANDS).map(([command, { about }]) => `  ${command.padEnd(width)}  ${about}`);
  return ["npx tiers <command> …\n", ...rows, "\nWhat one takes: npx tiers <command> --help\n"].join("\n");
};

if (name === "--help" || name === "-h") {
  process.stdout.write(usage());
} else if (name === undefined || !Object.hasOwn(COMMANDS, name)) {
  const near = name && nearest(name, Object.keys(COMMANDS));
  const problem = name ? `there is no command ${name}${near ? `: did you mean ${near}?` : ""}` : "which command?";
  process.stderr.write(`error: ${problem}\n\n${usage()}`);
  process.exitCode = 2;
} else {
  take(COMMANDS[name], args);
  if (fromSource) require(join(home, "loader/typescript.cjs"));
  const file = require.resolve(join(home, COMMANDS[name].runs));
  process.argv = [node, file, ...args];
  require(file);
}
