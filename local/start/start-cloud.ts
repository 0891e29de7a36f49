import { join, resolve } from "node:path";
import type { Clock } from "../cloud/clock";
import type { Cloud } from "../cloud/cloud";
import type { Log } from "../cloud/log";
import { startServices } from "../cloud/start-services";
import { Teardown } from "../cloud/teardown";
import { dataPaths } from "../data/paths";
import { Deployment, type DeploymentEvent } from "../engine/deployment/deployment";
import { ProgramProcess } from "../engine/program/program-process";
import { readProject } from "../engine/program/project";
import type { RegisteredOutputs } from "../engine/program/recording-engine";
import { placeIssuer } from "../identity-provider/address";
import { startIdentityProvider } from "../identity-provider/server";
import { Processes } from "../lifecycle/processes";
import { addressesHere } from "../services/addresses-here";
import { resourceText } from "../terminal/progress";
import { SILENT, type Steps } from "../terminal/steps";
import { removeOutputs, writeOutputFiles } from "./output-files";
import { takeData } from "./take-data";

export interface CloudOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** @default "local" */
  readonly stack?: string;
  /** Folder of all data. @default `.local` in `root` */
  readonly folder?: string;
  /** Port of the AWS endpoint: exactly this one, or 0 for any. @default 4566, or the next free one */
  readonly port?: number;
  readonly log: Log;
  readonly clock?: Clock;
  /** As AWS raises it for an account on request. @default 10,000 requests a second with a burst of 5,000 */
  readonly accountThrottle?: Cloud["accountThrottle"];
  /** Aborting ends the start: what has begun is seen to its end, then everything is ended. */
  readonly signal?: AbortSignal;
  /** Hears of each resource that the deployment has dealt with. */
  readonly onEvent?: (event: DeploymentEvent) => void;
  /** Hears of what takes long. */
  readonly steps?: Steps;
}

/** A local cloud that runs, with the stack deployed on it. */
export interface RunningCloud {
  readonly cloud: Cloud;
  readonly outputs: RegisteredOutputs;
  /** URLs for psql by logical name of the cluster. */
  readonly databases: Readonly<Record<string, string>>;
  /** Ends everything in order. The data stays. */
  close(): Promise<void>;
}

/**
 * Starts the local cloud and deploys the stack's program on it. `outputs.json` in the data folder, written last, tells
 * others that it is ready. When something fails nothing is left running.
 * @throws SetupError, LockedError, ProgramError: one message each that says what to do
 */
export const startCloud = async (options: CloudOptions): Promise<RunningCloud> => {
  const teardown = new Teardown(options.log, options.steps);
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
};

const start = async (options: CloudOptions, teardown: Teardown): Promise<RunningCloud> => {
  const { log, onEvent = () => {}, steps = SILENT } = options;
  const folder = resolve(options.folder ?? join(options.root, ".local"));
  const paths = dataPaths(folder);
  await takeData(paths, { teardown, log });
  const project = readProject(options.root, options.stack ?? "local");
  const lifecycle = new Processes(paths.outputs);
  teardown.add("processes", () => lifecycle.close());
  const { port, clock, accountThrottle } = options;
  const issuer = await placeIssuer(project.config, { lifecycle, port, log });
  // First of all: its imports take longer than everything else, which gets ready meanwhile.
  const program = new ProgramProcess(
    lifecycle,
    { ...project, config: issuer.config, preview: false },
    (line) => log.output("program", line),
    () => steps.begin("running the program"),
  );
  options.signal?.addEventListener("abort", () => program.kill());
  const parts = { folder, lifecycle, region: project.provider.region, port, clock, accountThrottle, log };
  const cloud = await loadAssembly().assemble(parts, teardown);
  await startIdentityProvider(issuer.port, cloud, teardown);
  await program.loaded();
  await startServices(cloud.directory, teardown, steps);
  const deployment = new Deployment({
    stack: project.stack,
    root: project.root,
    settings: { ...project.provider, account: cloud.account },
    storage: cloud.storage,
    endpoint: cloud.endpoint,
    behaviours: cloud.directory.made().flatMap(({ resources }) => resources),
    onBegin: (resource) => steps.wait(resourceText(resource)),
    onEvent,
  });
  const deployed = await deploy(program, deployment, steps);
  const outputs = { ...deployed, outputs: addressesHere(deployed.outputs, cloud.directory.made()) };
  const databases = Object.fromEntries(
    (["cluster", "instance"] as const).flatMap((kind) =>
      deployment
        .made(kind === "cluster" ? "aws:rds/cluster:Cluster" : "aws:rds/instance:Instance")
        .map(({ name, id }) => [name, cloud.directory.rds.adminUrl(kind, id ?? "")]),
    ),
  );
  teardown.add("outputs", () => removeOutputs(paths));
  writeOutputFiles(paths, { cloud, outputs, databases });
  return { cloud, outputs, databases, close: () => teardown.run() };
};

/**
 * Loaded only when the program is on its way, because loading takes as long as the program's own start. With `require`:
 * it takes the same way as every other file.
 */
const loadAssembly = () => require("../cloud/assembly") as typeof import("../cloud/assembly");

const deploy = async (program: ProgramProcess, deployment: Deployment, steps: Steps): Promise<RegisteredOutputs> => {
  try {
    const { outputs, secretPaths } = await program.serve(deployment);
    await steps.during("deleting what is no longer declared", () => deployment.finish());
    return { outputs, secretPaths };
  } finally {
    // Also after a failure: a step that has begun is seen to its end, so that state and services agree.
    await deployment.settle();
  }
};
