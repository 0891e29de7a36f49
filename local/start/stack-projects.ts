import { SetupError } from "../cloud/setup-error";
import { readProject, type StackProject } from "../engine/program/project";
import { stackName } from "../engine/stacks/stack-name";

/**
 * The stack of one name in each of several folders, which share a local cloud.
 * @throws SetupError for a folder that is no program, for two that are one stack, and for two regions
 */
export const stackProjects = (roots: readonly string[], stack: string): readonly [StackProject, ...StackProject[]] => {
  const [first, ...others] = roots.map((root) => readProject(root, stack));
  if (first === undefined) throw new SetupError("name the folder of a Pulumi program");
  const read = [first, ...others] as const;
  for (const [index, project] of others.entries()) {
    const same = read.slice(0, index + 1).find((earlier) => stackName(earlier) === stackName(project));
    if (same) {
      throw new SetupError(
        same.root === project.root
          ? `${project.root} is named twice`
          : `${same.root} and ${project.root} are both the project ${project.project}: give one of them another name in its Pulumi.yaml`,
      );
    }
    if (project.provider.region !== first.provider.region) {
      throw new SetupError(
        `a local cloud is in one region: aws:region is ${first.provider.region} in ${first.root}, and ${project.provider.region} in ${project.root}`,
      );
    }
  }
  return read;
};
