import { existsSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";
import type { Lifecycle } from "../../../lifecycle/lifecycle";
import { ReplyCutter } from "../resp/frames";
import type { ProtocolVersion } from "../resp/reply";
import type { CacheServer, ServerConnection } from "./server";

const NAMES = ["valkey-server", "redis-server"];

/** A server of Valkey or Redis on this machine, if it has one. */
export const installedServer = (environment: NodeJS.ProcessEnv = process.env): string | undefined =>
  (environment.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

interface Options {
  readonly program: string;
  /** For its socket; only its owner may enter it. */
  readonly folder: string;
  readonly mostBytes: number;
  readonly lifecycle: Pick<Lifecycle, "spawn">;
}

const START_MS = 10_000;

/** Starts it on a unix socket; it keeps nothing on disk. */
export const startInstalledServer = async ({
  program,
  folder,
  mostBytes,
  lifecycle,
}: Options): Promise<CacheServer> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socket = join(folder, "cache.sock");
  const settings = {
    port: "0",
    unixsocket: socket,
    unixsocketperm: "700",
    save: "",
    appendonly: "no",
    maxmemory: String(mostBytes),
    "maxmemory-policy": "volatile-lru",
  };
  const child = lifecycle.spawn(
    program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    {
      cwd: folder,
      stdio: "ignore",
    },
  );
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  await ready(socket, exited, program);
  return {
    open: () => new Connection(socket),
    exited,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
};

const ready = async (socket: string, exited: Promise<void>, program: string): Promise<void> => {
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  for (const until = Date.now() + START_MS; Date.now() < until && !ended; ) {
    const answers = await new Promise<boolean>((resolve) => {
      const probe = connect(socket, () => {
        probe.destroy();
        resolve(true);
      });
      probe.once("error", () => setTimeout(resolve, 20, false));
    });
    if (answers) return;
  }
  throw new Error(`${program} does not answer; take it from PATH, and the local cloud uses a server of its own`);
};

class Connection implements ServerConnection {
  private readonly socket;
  private readonly cutter = new ReplyCutter();
  private readonly waiting: { resolve(reply: Buffer): void; reject(error: Error): void }[] = [];

  constructor(path: string) {
    this.socket = connect(path);
    this.socket.on("data", (bytes) => {
      for (const reply of this.cutter.read(bytes)) this.waiting.shift()?.resolve(reply);
    });
    this.socket.on("error", () => this.socket.destroy());
    this.socket.once("close", () => {
      for (const each of this.waiting.splice(0)) each.reject(new Error("the server ended the connection"));
    });
  }

  send(_name: string, words: readonly Buffer[]): Promise<Buffer> {
    const parts: Buffer[] = [Buffer.from(`*${words.length}\r\n`)];
    for (const each of words) parts.push(Buffer.from(`$${each.length}\r\n`), each, Buffer.from("\r\n"));
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) return reject(new Error("the server ended the connection"));
      this.waiting.push({ resolve, reject });
      this.socket.write(Buffer.concat(parts));
    });
  }

  speak(version: ProtocolVersion): void {
    // Its answer is not the client's, who has one already.
    void this.send("HELLO", [Buffer.from("HELLO"), Buffer.from(String(version))]).catch(() => undefined);
  }

  onEnd(listener: () => void): void {
    this.socket.once("close", listener);
  }

  close(): void {
    this.socket.destroy();
  }
}
