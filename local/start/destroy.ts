import { existsSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "../cloud/assembly";
import type { Log } from "../cloud/log";
import { SetupError } from "../cloud/setup-error";
import { startServices } from "../cloud/start-services";
import { Teardown } from "../cloud/teardown";
import { dataPaths } from "../data/paths";
import { Storage } from "../data/storage";
import { Deployment, type DeploymentEvent } from "../engine/deployment/deployment";
import { type DeployedStack, DeployedStacks } from "../engine/stacks/deployed-stacks";
import { nameReferred, stackName } from "../engine/stacks/stack-name";
import { Processes } from "../lifecycle/processes";
import { nearest } from "../terminal/nearest.cjs";
import type { Steps } from "../terminal/steps";
import { takeData } from "./take-data";

export interface DestroyOptions {
  /** As references name it: `organization/platform/local`. */
  readonly stack: string;
  /** Folder of all data. */
  readonly folder: string;
  readonly log: Log;
  readonly steps: Steps;
  onEvent(event: DeploymentEvent): void;
}

/**
 * Deletes all that a stack has on the local cloud. Others stay as they are; returned are those that read its outputs.
 * @throws SetupError for a stack that is not there; LockedError while a cloud runs on the data; the first error of a deletion
 */
export const destroy = async ({ stack, folder, log, steps, onEvent }: DestroyOptions): Promise<readonly string[]> => {
  if (!existsSync(join(folder, "state.lmdb"))) throw new SetupError(`${folder} holds no data of a local cloud`);
  const teardown = new Teardown(log, steps);
  try {
    await takeData(dataPaths(folder), { teardown, log });
    const doomed = await find(stack, folder);
    const lifecycle = new Processes();
    teardown.add("processes", () => lifecycle.close());
    const parts = { folder, lifecycle, region: doomed.region, port: 0, clock: undefined, log };
    const cloud = await assemble(parts, teardown);
    await startServices(cloud.directory, teardown, steps);
    const deployment = new Deployment({
      stack: doomed,
      root: doomed.root,
      settings: { region: doomed.region, account: cloud.account, defaultTags: {} },
      storage: cloud.storage,
      endpoint: cloud.endpoint,
      behaviours: cloud.directory.made().flatMap(({ resources }) => resources),
      readStack: () => Promise.reject(new Error("nothing is deployed")),
      onEvent,
    });
    // Nothing is declared any more.
    await steps.during("deleting", () => deployment.finish());
    const stacks = new DeployedStacks(cloud.storage, cloud.endpoint);
    await stacks.forget(doomed);
    return stacks.all().flatMap((other) => (other.reads.includes(stackName(doomed)) ? [stackName(other)] : []));
  } finally {
    await teardown.run();
  }
};

/** Read before there is a cloud: it is in the region of the stack. */
const find = async (reference: string, folder: string): Promise<DeployedStack> => {
  const storage = Storage.open(folder);
  try {
    const stacks = new DeployedStacks(storage, "");
    const name = nameReferred(reference, { project: "" });
    const found = stacks.find(name);
    if (found) return found;
    const names = stacks.all().map(stackName);
    const near = nearest(name, names);
    throw new SetupError(
      `there is no stack ${reference} on ${folder}${near ? `: did you mean ${near}?` : ""} (${names.join(", ") || "there is none"})`,
    );
  } finally {
    await storage.close();
  }
};
