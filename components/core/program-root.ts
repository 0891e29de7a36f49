import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** What Pulumi's SDK says where nobody told it a folder, as under `setMocks`. */
const MOCKS = "rootDirectory";

/**
 * The folder of Pulumi.yaml: entry files and migrations are named from there, wherever a command was started.
 *
 * Pulumi says which it is; without Pulumi, or under its mocks, it is found upwards of the working directory.
 */
export const programRoot = (): string => {
  const told = pulumi.runtime.getRootDirectory();
  if (told !== "" && told !== MOCKS) return told;
  const start = process.cwd();
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml")) || existsSync(join(folder, "Pulumi.yml"))) return folder;
    if (folder === dirname(folder))
      throw new Error(`no Pulumi.yaml in ${start} or above: start in the folder of the Pulumi program`);
  }
};

/** Whether the program is in a folder, with its sources and the settings of its stacks. */
export const holdsProgram = (folder: string): boolean => {
  const way = relative(realpathSync(folder), realpathSync(programRoot()));
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
};
