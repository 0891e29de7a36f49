import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Socket } from "node:net";
import { endianness } from "node:os";
import { promisify } from "node:util";

/** One end of a TCP connection over IPv4. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/**
 * The user whose process is at the other end of a connection from this machine, as the kernel knows it: no secret has to
 * travel, and none can be guessed. `undefined` where that cannot be told.
 */
export const peerUser = async (socket: Socket): Promise<number | undefined> => {
  const { remoteAddress, remotePort, localAddress, localPort } = socket;
  if (!remoteAddress || !remotePort || !localAddress || !localPort) return undefined;
  const [from, to] = [
    { address: remoteAddress, port: remotePort },
    { address: localAddress, port: localPort },
  ];
  try {
    return process.platform === "linux"
      ? userInTables(await tables(), from, to)
      : userInListing(await listing(from.port), from, to);
  } catch {
    return undefined;
  }
};

/** A client may speak IPv4 over a socket of IPv6. */
const tables = async (): Promise<string> =>
  (await Promise.all(["/proc/net/tcp", "/proc/net/tcp6"].map((path) => readFile(path, "utf8").catch(() => "")))).join(
    "\n",
  );

const ESTABLISHED = "01";

/** In Linux's `/proc/net/tcp`. A socket that nobody has any more counts as root's there: only an open one says whose it is. */
export const userInTables = (text: string, from: End, to: End): number | undefined => {
  for (const line of text.split("\n")) {
    const [, local = "", remote = "", state, , , , user] = line.trim().split(/\s+/);
    if (state === ESTABLISHED && local.replace(MAPPED, "") === hex(from) && remote.replace(MAPPED, "") === hex(to)) {
      return Number(user);
    }
  }
  return undefined;
};

const LITTLE = endianness() === "LE";

/** Before an address of IPv4 as one of IPv6: `::ffff:0:0/96` in words of this machine. */
const MAPPED = LITTLE ? "0000000000000000FFFF0000" : "00000000000000000000FFFF";

const hex = ({ address, port }: End): string => {
  const bytes = Buffer.from(address.split(".").map(Number));
  return `${(LITTLE ? bytes.reverse() : bytes).toString("hex")}:${port.toString(16).padStart(4, "0")}`.toUpperCase();
};

const listing = async (port: number): Promise<string> => {
  const { stdout } = await promisify(execFile)("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:ESTABLISHED", "-Fun"]);
  return stdout;
};

/** In what `lsof -Fun` says, as macOS has it: the user of a process, then the connections of the process. */
export const userInListing = (text: string, from: End, to: End): number | undefined => {
  const wanted = `n${from.address}:${from.port}->${to.address}:${to.port}`;
  let user: number | undefined;
  for (const line of text.split("\n")) {
    if (line.startsWith("u")) user = Number(line.slice(1));
    if (line === wanted) return user;
  }
  return undefined;
};
