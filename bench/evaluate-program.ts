import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { evaluate } from "../local/engine/program/evaluate-program";
import { type Benchmark, median, milliseconds, times } from "./report";

const ROOT = resolve(__dirname, "..");
const ROUNDS = 7;

/** The whole program of the dev stack, as a preview does it, against the bare SDK with as many resources. */
export const evaluateProgram: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), "serverless-tiers-"));
  const file = join(folder, "registrations.json");
  try {
    const options = { root: ROOT, stack: "dev", mode: "update" } as const;
    const { registrations } = await evaluate(options);
    writeFileSync(file, JSON.stringify(registrations));
    const program: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      program.push(await timed(() => evaluate(options)));
      bare.push(await timed(() => registerBare(file)));
    }
    return {
      title: "Evaluating the program offline",
      about: `The dev stack (${registrations.length} resources) in a process of its own, warm bundles, against the bare SDK registering as many, its TypeScript compiled the same way; median of ${ROUNDS} rounds in turn.`,
      columns: ["what", "time", "ratio"],
      rows: [
        ["the program", milliseconds(median(program)), times(median(program) / median(bare))],
        ["the bare SDK", milliseconds(median(bare)), times(1)],
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const registerBare = (file: string): void => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--require", "./local/loader/typescript.cjs", "bench/bare-sdk/program.ts", file],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(stderr);
};

const timed = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
