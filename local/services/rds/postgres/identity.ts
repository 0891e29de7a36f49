import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isPassage, makePassage, NOBODY } from "../../../lifecycle/passage";

/** How PostgreSQL is started so that it does not see itself as root. */
export type Identity =
  | { readonly kind: "self" }
  /** The local cloud runs as root: the process gives up its uid. */
  | { readonly kind: "nobody" }
  /**
   * Root, on data that nobody else may reach, as the data folder is: in a user namespace of its own the process stays
   * root on files and is nobody to itself.
   */
  | { readonly kind: "namespace" };

/**
 * Chooses for a start that must get to `paths` (programs and data). Where the machine has no user namespaces, as in most
 * containers, nobody is let through `dataFolder` to them.
 */
export const chooseIdentity = (dataFolder: string, paths: readonly string[]): Identity => {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const closed = paths.flatMap((path) => foldersTo(path).filter(isClosed));
  if (closed.length === 0) return { kind: "nobody" };
  if (spawnSync("unshare", [...UNSHARE, "true"]).status === 0) return { kind: "namespace" };
  const outside = closed.find((folder) => !`${folder}/`.startsWith(`${dataFolder}/`));
  if (outside) {
    throw new Error(
      `PostgreSQL cannot run as root, and ${outside} lets no other user in; this machine also refuses user namespaces. ` +
        `Open the folder (chmod o+x ${outside}), move the checkout, or run as an ordinary user`,
    );
  }
  for (const folder of closed) makePassage(folder);
  return { kind: "nobody" };
};

export const command = (
  identity: Identity,
  program: string,
  args: readonly string[],
): { program: string; args: readonly string[]; uid?: number; gid?: number } => {
  switch (identity.kind) {
    case "self":
      return { program, args };
    case "nobody":
      return { program, args, uid: NOBODY, gid: NOBODY };
    case "namespace":
      return { program: "unshare", args: [...UNSHARE, program, ...args] };
  }
};

/** Gives a data folder to whoever will run PostgreSQL; cheap when it is theirs already. */
export const own = (identity: Identity, folder: string): void => {
  if (process.getuid?.() !== 0) return;
  const owner = identity.kind === "nobody" ? NOBODY : 0;
  if (statSync(folder).uid !== owner) chownTree(folder, owner);
};

const UNSHARE = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** The folder itself comes last: when its owner is right, everything below is. */
const chownTree = (folder: string, owner: number): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) chownTree(path, owner);
    else if (lstatSync(path).isFile()) chownSync(path, owner, owner);
  }
  chownSync(folder, owner, owner);
};

/** All folders above `path`, the outermost first. */
const foldersTo = (path: string): string[] => {
  const parent = dirname(path);
  return parent === path ? [] : [...foldersTo(parent), parent];
};

const isClosed = (folder: string): boolean => {
  const found = statSync(folder);
  return (found.mode & 0o001) === 0 && !isPassage(found);
};
