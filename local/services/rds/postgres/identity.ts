import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { isPassage, makePassage, NOBODY } from "../../../lifecycle/passage";
import { shellWord } from "../../../terminal/shell-word";
import { makePrivate } from "./data-folder";

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
        `Open the folder (chmod o+x ${shellWord(outside)}), move the checkout, or run as an ordinary user`,
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

/** Gives a data folder to whoever will run PostgreSQL and to nobody else; cheap when it is theirs already. */
export const own = (identity: Identity, folder: string): void => {
  const owner = process.getuid?.() !== 0 ? undefined : identity.kind === "nobody" ? NOBODY : 0;
  const { uid, mode } = statSync(folder);
  if ((mode & 0o777) !== 0o700 || uid !== (owner ?? uid)) makePrivate(folder, owner);
};

const UNSHARE = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/** All folders above `path`, the outermost first. */
const foldersTo = (path: string): string[] => {
  const parent = dirname(path);
  return parent === path ? [] : [...foldersTo(parent), parent];
};

const isClosed = (folder: string): boolean => {
  const found = statSync(folder);
  return (found.mode & 0o001) === 0 && !isPassage(found);
};
