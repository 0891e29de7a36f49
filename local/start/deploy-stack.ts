import type { Cloud } from "../cloud/cloud";
import { Deployment, type DeploymentEvent } from "../engine/deployment/deployment";
import type { ProgramProcess } from "../engine/program/program-process";
import type { StackProject } from "../engine/program/project";
import type { RegisteredOutputs } from "../engine/program/registration";
import type { ReadStack } from "../engine/stacks/stack-outputs";
import { resourceText } from "../terminal/progress";
import type { Steps } from "../terminal/steps";

export interface StackToDeploy {
  readonly project: StackProject;
  readonly program: ProgramProcess;
  readonly cloud: Cloud;
  readonly readStack: ReadStack;
  readonly steps: Steps;
  onEvent(event: DeploymentEvent): void;
}

/** What a deployment has come to: outputs as the program says them, and URLs for psql by logical name of the cluster. */
export interface Deployed {
  readonly outputs: RegisteredOutputs;
  readonly databases: Readonly<Record<string, string>>;
}

/** Deploys one stack on a cloud, and deletes what it no longer declares. */
export const deployStack = async ({ project, program, cloud, ...options }: StackToDeploy): Promise<Deployed> => {
  const { readStack, steps, onEvent } = options;
  const deployment = new Deployment({
    stack: project,
    root: project.root,
    settings: { ...project.provider, account: cloud.account },
    storage: cloud.storage,
    endpoint: cloud.endpoint,
    behaviours: cloud.directory.made().flatMap(({ resources }) => resources),
    readStack,
    onBegin: (resource) => steps.wait(resourceText(resource)),
    onEvent,
  });
  try {
    const { outputs, secretPaths } = await program.serve(deployment);
    await steps.during("deleting what is no longer declared", () => deployment.finish());
    return { outputs: { outputs, secretPaths }, databases: databasesOf(deployment, cloud) };
  } finally {
    // Also after a failure: a step that has begun is seen to its end, so that state and services agree.
    await deployment.settle();
  }
};

const databasesOf = (deployment: Deployment, { directory }: Cloud): Record<string, string> =>
  Object.fromEntries(
    (["cluster", "instance"] as const).flatMap((kind) =>
      deployment
        .made(kind === "cluster" ? "aws:rds/cluster:Cluster" : "aws:rds/instance:Instance")
        .map(({ name, id }) => [name, directory.rds.adminUrl(kind, id ?? "")]),
    ),
  );
