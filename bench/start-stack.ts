import { rmSync } from "node:fs";
import { newDataFolder, startStack } from "../tests/support/local-stack";
import { type Benchmark, median, milliseconds } from "./report";

const ROUNDS = 3;

/** `npm start` from the command to the line that says ready. */
export const timeStart: Benchmark = async () => {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const folder = newDataFolder();
    cold.push(await timeToReady(folder));
    warm.push(await timeToReady(folder));
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    title: "`npm start` to ready",
    about: `From the command to the line that says ready; median of ${ROUNDS} rounds in turn.`,
    columns: ["data", "time"],
    rows: [
      ["none yet", milliseconds(median(cold))],
      ["of an earlier run", milliseconds(median(warm))],
    ],
  };
};

const timeToReady = async (folder: string): Promise<number> => {
  const start = performance.now();
  const stack = await startStack(folder);
  const taken = performance.now() - start;
  await stack.stop();
  return taken;
};
