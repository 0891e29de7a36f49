import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The lines that a TypeScript program prints until it is killed, which happens right after so many. */
export const linesUntilKilled = async (lines: number, file: string, argument: string): Promise<readonly string[]> => {
  const flags = ["--conditions=serverless-tiers-source", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, file, argument], { stdio: ["ignore", "pipe", "inherit"] });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout ?? assert.fail() })) {
    printed.push(line);
    if (printed.length === lines) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  assert.ok(printed.length >= lines);
  return printed;
};
