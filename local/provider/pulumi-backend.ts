import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataPath } from "../data/data-path";

/** Of the folder of a local backend; with it, stacks belong to projects. */
const META = "version: 1\n";

const EMPTY_STACK = `${JSON.stringify({ version: 3, checkpoint: { latest: {} } }, undefined, 4)}\n`;

/**
 * Makes the folder of the state, and in it the stacks that are not there yet, so that `pulumi up -s local` needs no
 * `pulumi stack init` before.
 */
// fidelity: observed: pkg/backend/diy of pulumi
export const prepareBackend = (folder: string, project: string, stacks: readonly string[]): void => {
  const meta = join(folder, ".pulumi", "meta.yaml");
  const states = dataPath(folder, ".pulumi", "stacks", project);
  mkdirSync(states, { recursive: true });
  writeIfMissing(meta, META);
  for (const stack of stacks) writeIfMissing(dataPath(states, `${stack}.json`), EMPTY_STACK);
};

const writeIfMissing = (path: string, content: string): void => {
  if (existsSync(path)) return;
  // Moved into place: half of it, for want of space, would stay for good.
  writeFileSync(`${path}.partial`, content, { mode: 0o600 });
  renameSync(`${path}.partial`, path);
};
