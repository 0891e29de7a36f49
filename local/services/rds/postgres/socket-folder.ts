import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** PostgreSQL names its socket after the port, which nobody listens on. */
export const SOCKET_PORT = 5432;

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, the closing zero included. */
const MAX_SOCKET_PATH = 100;

export const socketPath = (folder: string): string => join(folder, `.s.PGSQL.${SOCKET_PORT}`);

/**
 * The folder of the server's socket: the data folder, which only its owner may enter, or where that path is too long
 * for a socket a short folder of the same kind. Named after the data folder, so that restarts leave no litter.
 */
export const socketFolder = (data: string, own: (folder: string) => void): string => {
  if (Buffer.byteLength(socketPath(data)) <= MAX_SOCKET_PATH) return data;
  const uid = process.getuid?.() ?? 0;
  const name = createHash("sha256").update(data).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `pg-${uid}-${name}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
    own(folder);
    return folder;
  } catch {
    // Left by an earlier run, or put there by somebody else.
    const found = lstatSync(folder, { throwIfNoEntry: false });
    const trusted = found?.isDirectory() && (found.mode & 0o777) === 0o700 && (found.uid === uid || uid === 0);
    const safe = trusted ? folder : mkdtempSync(join(tmpdir(), "pg-"));
    own(safe);
    return safe;
  }
};
