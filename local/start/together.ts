import type { Deployed } from "./deploy-stack";
import type { RunningStack } from "./deploy-stacks";

/** What stacks show: one its outputs by their names, several each theirs under the name of the project. */
export const together = (stacks: readonly RunningStack[]): Deployed => {
  const [only, ...others] = stacks;
  if (only !== undefined && others.length === 0) return only;
  return {
    outputs: {
      outputs: Object.fromEntries(stacks.map(({ project, outputs }) => [project, outputs.outputs])),
      secretPaths: stacks.flatMap(({ project, outputs }) => outputs.secretPaths.map((path) => `${project}.${path}`)),
    },
    databases: Object.fromEntries(
      stacks.flatMap(({ project, databases }) =>
        Object.entries(databases).map(([name, url]) => [`${project}-${name}`, url]),
      ),
    ),
  };
};
