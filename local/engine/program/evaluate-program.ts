import { Processes } from "../../lifecycle/processes";
import type { Properties } from "../resources/resource-type";
import { answerStackOutputs, type ReadStack } from "../stacks/stack-outputs";
import type { Recording } from "./program-messages";
import { ProgramProcess } from "./program-process";
import { readProject } from "./project";
import { given } from "./recording-engine";

export interface EvaluateOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** `preview`: ids and computed outputs unknown. `update`: as AWS would answer. */
  readonly mode: "preview" | "update";
  /** Where the outputs of other stacks come from. */
  readonly readStack?: ReadStack | undefined;
}

export interface Evaluation extends Recording {
  /** Outputs of the stack; unknown ones of a preview are `UNKNOWN`. */
  readonly outputs: Properties;
  /** Dotted paths below `outputs`. */
  readonly secretOutputs: readonly string[];
  /** What the program printed. */
  readonly printed: readonly string[];
}

/**
 * Runs the program of a stack in a process of its own, without a cloud and without credentials.
 * Rejects with the program's first error.
 */
export const evaluate = async ({ root, stack, mode, readStack = given({}) }: EvaluateOptions): Promise<Evaluation> => {
  const project = readProject(root, stack);
  const processes = new Processes();
  const printed: string[] = [];
  const preview = mode === "preview";
  const request = { ...project, preview, record: { ...project.provider, preview } };
  try {
    const program = new ProgramProcess(processes, request, (line) => printed.push(line));
    const { outputs, secretPaths, recording } = await program.serve({
      ...NO_ENGINE,
      invoke: async (token, args) => (await answerStackOutputs(token, args, readStack)) ?? unasked(),
    });
    if (!recording) throw new Error("the program process handed over no recording");
    return { ...recording, outputs, secretOutputs: secretPaths, printed };
  } finally {
    await processes.close();
  }
};

const unasked = (): never => {
  throw new Error("a recording program asks nobody");
};

const NO_ENGINE = { register: unasked, read: unasked, outputs: unasked };
