import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { makePrivate } from "./data-folder";

/** PostgreSQL refuses to run as root; this is `nobody` on every Linux and macOS. */
const NOBODY = 65534;

/** How PostgreSQL is started so that it does not see itself as root. */
export type Identity =
  | { readonly kind: "self" }
  /** The local cloud runs as root: the process gives up its uid. */
  | { readonly kind: "nobody" }
  /**
   * Root, in a checkout that nobody else may enter (below a 0700 folder): in a user namespace of its own the process
   * stays root on files and is nobody to itself.
   */
  | { readonly kind: "namespace" };

/** Chooses for a start that must read `paths` (programs) and own a data folder below one of them. */
export const chooseIdentity = (paths: readonly string[]): Identity => {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const closed = paths.map(closedFolder).find((folder) => folder !== undefined);
  if (!closed) return { kind: "nobody" };
  if (spawnSync("unshare", [...UNSHARE, "true"]).status === 0) return { kind: "namespace" };
  throw new Error(
    `PostgreSQL cannot run as root, and ${closed} lets no other user in; this machine also refuses user namespaces. ` +
      `Open the folder (chmod o+x ${closed}), move the checkout, or run as an ordinary user`,
  );
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

/** The first folder above `path` that others may not pass through. */
const closedFolder = (path: string): string | undefined => {
  const parent = dirname(path);
  if (parent === path) return undefined;
  return closedFolder(parent) ?? ((statSync(parent).mode & 0o001) === 0 ? parent : undefined);
};
