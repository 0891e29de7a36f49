import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { SetupError } from "../cloud/setup-error";
import { evaluate } from "../engine/program/evaluate-program";
import { projectName } from "../engine/program/project";
import type { Properties } from "../engine/resources/resource-type";
import { nameReferred, type StackName, stackName } from "../engine/stacks/stack-name";
import { StackOrder } from "../engine/stacks/stack-order";
import { type ReadStack, type StackOutputs, stackOutputs } from "../engine/stacks/stack-outputs";

/**
 * Where a plan knows the outputs of other stacks from: of each folder its program is evaluated, as AWS would answer it,
 * and of each `organization/<project>/<stack>=<file>` the file is read, as `pulumi stack output --json` prints it.
 *
 * @param given In any order; relative to the working directory.
 * @throws SetupError for a folder that is no program
 */
export const otherStacks = (given: readonly string[], planned: StackName): ReadStack => {
  const files = new Map<string, string>();
  const roots = new Map<string, string>();
  for (const each of given) {
    const [, name, file] = /^([^=]+)=(.+)$/s.exec(each) ?? [];
    if (name !== undefined && file !== undefined) files.set(nameReferred(name, planned), resolve(file));
    else roots.set(projectName(resolve(each)), resolve(each));
  }
  const order = new StackOrder<StackOutputs>(async (name, read) => {
    const [, project = "", stack = ""] = name.split("/");
    const file = files.get(name);
    if (file !== undefined) return { outputs: outputsIn(file), secretOutputNames: [] };
    const root = roots.get(project);
    if (root === undefined) throw unknownStack(name);
    const readStack: ReadStack = async (reference) => read(nameReferred(reference, { project }));
    const { outputs, secretOutputs } = await evaluate({ root, stack, mode: "update", readStack });
    return stackOutputs({ outputs, secretPaths: secretOutputs });
  });
  return async (reference) => {
    const name = nameReferred(reference, planned);
    order.note(stackName(planned), name);
    return order.made(name);
  };
};

const unknownStack = (name: string): SetupError =>
  new SetupError(
    `the outputs of the stack ${name} are not known here: say where they come from, --reads <folder of its program>, or --reads ${name}=<file of what \`pulumi stack output --json\` prints>`,
  );

const outputsIn = (file: string): Properties => {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return { ...read };
  } catch (error) {
    throw new SetupError(`--reads ${file}: ${error instanceof Error ? error.message : error}`);
  }
  throw new SetupError(`--reads ${file}: must hold an object of outputs by their names`);
};
