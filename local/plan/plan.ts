import { existsSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../cloud/setup-error";
import { evaluate } from "../engine/program/evaluate-program";
import { readProject } from "../engine/program/project";
import type { ReadStack } from "../engine/stacks/stack-outputs";
import { type Difference, differenceOf, type Evaluated } from "./difference";
import { otherStacks } from "./other-stacks";
import { circumstances, plannedStack } from "./planned-stack";
import { type Summary, summaryOf } from "./summary";
import { withWorktree } from "./worktree";

export interface PlanOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** A commit to compare with. */
  readonly against?: string | undefined;
  /** Where the outputs of other stacks come from, as `otherStacks` takes them. @default [] */
  readonly reads?: readonly string[] | undefined;
}

export interface Plan extends Summary {
  readonly against?: { readonly ref: string; readonly difference: Difference };
}

/**
 * What a stack is, and what changes since a commit. Needs no credentials and asks nobody.
 *
 * @throws SetupError for a stack or a commit that is not there; the program's own first error.
 */
export const plan = async ({ root, stack, against, reads = [] }: PlanOptions): Promise<Plan> => {
  const readStack = otherStacks(reads, readProject(root, stack));
  if (against === undefined) return (await evaluated(root, stack, readStack)).summary;
  const [after, before] = await Promise.all([
    evaluated(root, stack, readStack),
    withWorktree(root, against, (folder) => evaluatedThen(folder, stack, { ref: against, readStack })),
  ]);
  return { ...after.summary, against: { ref: against, difference: differenceOf(before, after) } };
};

const evaluated = async (root: string, name: string, readStack: ReadStack): Promise<Evaluated> => {
  const project = readProject(root, name);
  const evaluation = await evaluate({ root, stack: name, mode: "update", readStack });
  const stack = plannedStack(evaluation, circumstances(project, new Date()));
  return { stack, summary: summaryOf(stack, project, evaluation.printed) };
};

/** `undefined` for a stack that did not exist yet. */
const evaluatedThen = async (
  root: string,
  stack: string,
  { ref, readStack }: { readonly ref: string; readonly readStack: ReadStack },
): Promise<Evaluated | undefined> => {
  if (!existsSync(join(root, `Pulumi.${stack}.yaml`))) return undefined;
  try {
    return await evaluated(root, stack, readStack);
  } catch (error) {
    throw new SetupError(`at ${ref}: ${error instanceof Error ? error.message : error}`);
  }
};
