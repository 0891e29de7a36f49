import { join, resolve } from "node:path";
import type { Clock } from "../cloud/clock";
import type { Cloud } from "../cloud/cloud";
import type { Log } from "../cloud/log";
import { startServices } from "../cloud/start-services";
import { Teardown } from "../cloud/teardown";
import { dataPaths } from "../data/paths";
import type { DeploymentEvent } from "../engine/deployment/deployment";
import { DeployedStacks } from "../engine/stacks/deployed-stacks";
import { stackName } from "../engine/stacks/stack-name";
import { placeIssuer } from "../identity-provider/address";
import { startIdentityProvider } from "../identity-provider/server";
import { Processes } from "../lifecycle/processes";
import { SILENT, type Steps } from "../terminal/steps";
import type { Deployed } from "./deploy-stack";
import { deployStacks, type RunningStack } from "./deploy-stacks";
import { removeOutputs, writeOutputFiles } from "./output-files";
import { Programs } from "./programs";
import { stackProjects } from "./stack-projects";
import { takeData } from "./take-data";
import { together } from "./together";

export interface CloudOptions {
  /** Folder of Pulumi.yaml; several of them are stacks that share the cloud. */
  readonly root: string | readonly string[];
  /** @default "local" */
  readonly stack?: string;
  /** Folder of all data. @default `.local` in `root`, the first one */
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

/** A local cloud that runs, with its stacks deployed on it. */
export interface RunningCloud extends Deployed {
  readonly cloud: Cloud;
  /** In the order in which they were named. */
  readonly stacks: readonly RunningStack[];
  /** Stacks that an earlier start has deployed on the same data, as references name them. */
  readonly elsewhere: readonly string[];
  /** Ends everything in order. The data stays. */
  close(): Promise<void>;
}

/**
 * Starts the local cloud and deploys the programs of its stacks on it. `outputs.json` in the data folder, written last, tells
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
  const roots = [options.root].flat();
  const folder = resolve(options.folder ?? join(roots[0] ?? "", ".local"));
  const paths = dataPaths(folder);
  await takeData(paths, { teardown, log });
  const named = stackProjects(roots, options.stack ?? "local");
  const lifecycle = new Processes(paths.outputs);
  teardown.add("processes", () => lifecycle.close());
  const { port, clock, accountThrottle } = options;
  const { stacks: projects, port: issuerPort } = await placeIssuer(named, { lifecycle, port, log });
  // First of all: its imports take longer than everything else, which gets ready meanwhile.
  const programs = new Programs(projects, { lifecycle, log, steps });
  options.signal?.addEventListener("abort", () => programs.kill());
  const parts = { folder, lifecycle, region: named[0].provider.region, port, clock, accountThrottle, log };
  const cloud = await loadAssembly().assemble(parts, teardown);
  await startIdentityProvider(issuerPort, cloud, teardown);
  await programs.loaded();
  await startServices(cloud.directory, teardown, steps);
  const stacks = await deployStacks({ cloud, projects, program: (project) => programs.of(project), steps, onEvent });
  const running = { cloud, ...together(stacks) };
  const names = new Set(stacks.map(stackName));
  const deployed = new DeployedStacks(cloud.storage, cloud.endpoint).all().map(stackName);
  const elsewhere = deployed.filter((name) => !names.has(name));
  teardown.add("outputs", () => removeOutputs(paths));
  writeOutputFiles(paths, running);
  return { ...running, stacks, elsewhere, close: () => teardown.run() };
};

/**
 * Loaded only when the program is on its way, because loading takes as long as the program's own start. With `require`:
 * it takes the same way as every other file.
 */
const loadAssembly = () => require("../cloud/assembly") as typeof import("../cloud/assembly");
