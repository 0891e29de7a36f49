import type { StackProject } from "../engine/program/project";
import { DeployedStacks } from "../engine/stacks/deployed-stacks";
import { nameReferred, type StackName, stackName } from "../engine/stacks/stack-name";
import { StackOrder } from "../engine/stacks/stack-order";
import { type StackOutputs, stackOutputs } from "../engine/stacks/stack-outputs";
import { addressesHere } from "../services/addresses-here";
import { type Deployed, deployStack, type StackToDeploy } from "./deploy-stack";

/** A stack that runs on the local cloud. Its outputs lead where they say on this machine. */
export interface RunningStack extends StackName, Deployed {
  /** Folder of its program. */
  readonly root: string;
}

export interface StacksToDeploy extends Pick<StackToDeploy, "cloud" | "steps" | "onEvent"> {
  readonly projects: readonly StackProject[];
  /** The process of a program, which may have begun before. */
  program(project: StackProject): StackToDeploy["program"];
}

/**
 * Deploys stacks one after the other. Where a program refers to another one, that comes first, and the program waits.
 * @throws the first error, behind the project's name where there are several
 */
export const deployStacks = async ({ projects, ...options }: StacksToDeploy): Promise<readonly RunningStack[]> => {
  const { cloud } = options;
  const deployed = new DeployedStacks(cloud.storage, cloud.endpoint);
  const declared = new Map(projects.map((project) => [stackName(project), project]));
  const running = new Map<string, RunningStack>();
  const label = projects.length > 1 ? labelOnce() : (error: unknown) => error;

  const order = new StackOrder<StackOutputs>(async (name, read) => {
    const project = declared.get(name);
    if (project === undefined) {
      noteReads(name);
      return deployed.shown(name);
    }
    const { root, stack, provider } = project;
    const record = { project: project.project, stack, root, region: provider.region };
    await deployed.save({ reads: [], ...deployed.find(name), ...record });
    const made = await deployStack({
      ...options,
      project,
      program: options.program(project),
      readStack: async (reference) => read(nameReferred(reference, project)),
    }).catch((error: unknown) => Promise.reject(label(error, project.project)));
    const shown = stackOutputs(made.outputs);
    await deployed.save({ ...record, reads: order.readBy(name), shown });
    const outputs = { ...made.outputs, outputs: addressesHere(shown.outputs, cloud.directory.made()) };
    running.set(name, { ...record, ...made, outputs });
    return shown;
  });

  /** A circle over a stack that is not deployed now is one as well: none of them could be deployed anew. */
  const noteReads = (name: string): void => {
    for (const needed of deployed.find(name)?.reads ?? []) {
      order.note(name, needed);
      if (!declared.has(needed)) noteReads(needed);
    }
  };

  for (const name of declared.keys()) await order.made(name);
  return [...declared.keys()].flatMap((name) => running.get(name) ?? []);
};

/** Whoever waits for a stack that fails, fails with the same error. */
const labelOnce = () => {
  const labelled = new WeakSet<Error>();
  return (error: unknown, label: string): unknown => {
    if (!(error instanceof Error) || labelled.has(error)) return error;
    labelled.add(error);
    error.message = `${label}: ${error.message}`;
    return error;
  };
};
