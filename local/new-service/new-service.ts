import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";
import { SetupError } from "../cloud/setup-error";
import { dataPath } from "../data/data-path";
import { projectName } from "../engine/program/project";
import { ownStackFiles } from "./own-stack-files";
import { insertLines, type Part } from "./program-lines";
import { type Files, serviceFiles } from "./service-files";
import { serviceName } from "./service-name";

export interface NewService {
  /** Folder of the program of the platform. */
  readonly root: string;
  readonly name: string;
  /** In a program and a stack of its own below `services/`, which reads the platform of this one. */
  readonly ownStack: boolean;
}

export interface Written {
  /** By their paths in `root`: those that are new, and those of the program that have new lines. */
  readonly made: readonly string[];
  readonly changed: readonly string[];
  /** Lines that the developer adds, since no comment says where they go. */
  readonly left: readonly string[];
  /** Where the service is: `.`, or the folder of its own program. */
  readonly folder: string;
}

/**
 * Writes the next service of a platform. All or nothing.
 * @throws SetupError for a name that none could have, and for a file that is there already
 */
export const newService = ({ root, name, ownStack }: NewService): Written => {
  const service = serviceName(name);
  const project = projectName(root);
  const { kebab } = service;
  if (ownStack && kebab === project)
    throw new SetupError(
      `a service in a stack of its own must not be called as the project of its platform, ${project}`,
    );
  // Projects may have underscores in their names, sources of events may not.
  const source = `${project.replaceAll("_", "-")}.${kebab}`;
  const folder = ownStack ? ["services", kebab] : [];
  const up = folder.map(() => "..").join("/");
  const files = ownStack
    ? ownStackFiles(service, source, { project, root, runtime: runtimeIn(root), up })
    : serviceFiles(service, source);
  const parts: readonly Part[] = ownStack ? ["Event"] : ["Event", "service"];
  const { changed, left } = insertLines(root, service, parts, [".", ...folder].join("/"));
  const made = writeNew(root, folder, files);
  for (const [file, text] of Object.entries(changed)) writeFileSync(dataPath(root, file), text);
  return { made, changed: Object.keys(changed), left, folder: folder.join("/") || "." };
};

const runtimeIn = (root: string): unknown => parse(readFileSync(join(root, "Pulumi.yaml"), "utf8")).runtime;

/** Writes files where none are. When one cannot be written, those before it are taken back. */
const writeNew = (root: string, folder: readonly string[], files: Files): string[] => {
  const paths = Object.entries(files).map(
    ([path, text]) => [dataPath(root, ...folder, ...path.split("/")), text] as const,
  );
  const there = paths.map(([path]) => path).filter((path) => existsSync(path));
  if (there.length > 0)
    throw new SetupError(
      `${there.map((path) => relative(root, path)).join(", ")} is there already: choose another name`,
    );
  const written: string[] = [];
  try {
    for (const [path, text] of paths) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { flag: "wx" });
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path);
    throw error;
  }
  return written.map((path) => relative(root, path));
};
