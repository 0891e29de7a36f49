import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { assemble } from "../cloud/assembly";
import type { Clock } from "../cloud/clock";
import type { Cloud } from "../cloud/cloud";
import type { Log } from "../cloud/log";
import { startServices } from "../cloud/start-services";
import { Teardown } from "../cloud/teardown";
import { dataPaths } from "../data/paths";
import { stacksOf } from "../engine/program/project";
import { placeIssuer } from "../identity-provider/address";
import { startIdentityProvider } from "../identity-provider/server";
import { Processes } from "../lifecycle/processes";
import { AwsResources } from "../provider/aws-resources";
import { serveAws } from "../provider/aws-server";
import { serveAwsx } from "../provider/awsx-server";
import { prepareBackend } from "../provider/pulumi-backend";
import { pulumiEnvironment } from "../provider/pulumi-environment";
import { shellVariables } from "../terminal/shell-word";
import { SILENT, type Steps } from "../terminal/steps";
import { environmentOf, removeOutputs } from "./output-files";
import { stackProjects } from "./stack-projects";
import { takeData } from "./take-data";

export interface ServeOptions {
  /** Folder of Pulumi.yaml, or those of all programs that are deployed on it. */
  readonly root: string | readonly string[];
  /** Of each of them; its region is the cloud's. */
  readonly stack: string;
  /** Folder of all data. */
  readonly folder: string;
  /** Port of the AWS endpoint: exactly this one, or 0 for any. Absent: 4566, or the next free one. */
  readonly port?: number;
  /** Where the ports of the providers are looked for; 0 takes any. @default 4567 */
  readonly providerPort?: number;
  readonly log: Log;
  readonly clock?: Clock;
  /** Hears of what takes long. */
  readonly steps?: Steps;
}

/** A local cloud that waits for Pulumi's own engine. */
export interface ServedCloud {
  readonly cloud: Cloud;
  /** What `pulumi` needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends everything in order. The data stays. */
  close(): Promise<void>;
}

const PROVIDER_PORT = 4567;

/**
 * Serves the local cloud without running a program: behind Pulumi's provider protocol, for `pulumi up` of any stack.
 * @throws SetupError, LockedError: one message each that says what to do
 */
export const serveCloud = async (options: ServeOptions): Promise<ServedCloud> => {
  const teardown = new Teardown(options.log, options.steps);
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
};

const start = async (options: ServeOptions, teardown: Teardown): Promise<ServedCloud> => {
  const { log, clock, port, providerPort = PROVIDER_PORT, steps = SILENT } = options;
  const paths = dataPaths(resolve(options.folder));
  await takeData(paths, { teardown, log });
  const projects = stackProjects([options.root].flat(), options.stack);
  const lifecycle = new Processes(paths.pulumiEnvironment);
  teardown.add("processes", () => lifecycle.close());
  const parts = { folder: paths.folder, lifecycle, region: projects[0].provider.region, port, clock, log };
  const cloud = await assemble(parts, teardown);
  // Pulumi reads the stack's configuration itself: where the port has moved the issuer has to be set in there.
  const issuer = await placeIssuer(projects, { lifecycle, port, log });
  await startIdentityProvider(issuer.port, cloud, teardown);
  await startServices(cloud.directory, teardown, steps);
  const behaviours = cloud.directory.made().flatMap(({ resources }) => resources);
  const roots = new Map(projects.map(({ project, root }) => [project, root]));
  const aws = await serveAws(new AwsResources(cloud, behaviours, roots), await lifecycle.port(providerPort));
  teardown.add("provider aws", () => aws.close());
  const awsx = await serveAwsx(await lifecycle.port(providerPort === 0 ? 0 : aws.port + 1));
  teardown.add("provider awsx", () => awsx.close());
  for (const { project, root } of projects) prepareBackend(paths.pulumi, project, stacksOf(root));
  const environment = pulumiEnvironment(paths.pulumi, { aws: aws.port, awsx: awsx.port });
  write(paths.environment, environmentOf({ cloud, databases: {} }));
  teardown.add("pulumi.env", () => removeOutputs(paths));
  write(paths.pulumiEnvironment, environment);
  return { cloud, environment, close: () => teardown.run() };
};

/** Only the developer may read it: it holds keys. */
const write = (path: string, variables: Readonly<Record<string, unknown>>): void =>
  writeFileSync(path, shellVariables(variables), { mode: 0o600 });
