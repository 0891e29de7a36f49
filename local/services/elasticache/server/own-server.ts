import type { Clock } from "../../../cloud/clock";
import { OK, type ProtocolVersion, type Reply, ReplyError, Status, written } from "../resp/reply";
import { type Commands, type Execute, keyOf } from "./command";
import { HASHES } from "./hashes";
import { KEYS } from "./keys";
import { CommandError, Keyspace } from "./keyspace";
import { LISTS } from "./lists";
import type { CacheServer, ServerConnection } from "./server";
import { SETS } from "./sets";
import { SORTED_SETS } from "./sorted-sets";
import { STRINGS } from "./strings";

const CONNECTION: Commands = {
  PING: (_, [text]) => text ?? new Status("PONG"),
  ECHO: (_, [text]) => text ?? null,
};

const EXECUTED: Commands = { ...STRINGS, ...KEYS, ...HASHES, ...SETS, ...LISTS, ...SORTED_SETS, ...CONNECTION };

/** Sweeps what has ended though nobody asked for it. */
const SWEEP_MS = 10_000;

/** A server of keys in memory, for machines that have none. */
export const ownServer = (clock: Pick<Clock, "now">, most: () => number): CacheServer => {
  const watchers = new Map<string, number>();
  const keys = new Keyspace(clock, most);
  keys.watched = (key) => watchers.has(key);
  const sweep = setInterval(() => void keys.keys(), SWEEP_MS).unref();
  return {
    open: () => new Connection(keys, watchers),
    async stop() {
      clearInterval(sweep);
      keys.clear();
    },
  };
};

class Connection implements ServerConnection {
  private version: ProtocolVersion = 2;
  private queued: (readonly [Execute, readonly Buffer[]])[] | undefined;
  private readonly watching = new Map<string, number>();

  constructor(
    private readonly keys: Keyspace,
    private readonly watchers: Map<string, number>,
  ) {}

  send(name: string, [, ...args]: readonly Buffer[]): Buffer {
    return written(this.reply(name, args), this.version);
  }

  speak(version: ProtocolVersion): void {
    this.version = version;
  }

  onEnd(): void {}

  close(): void {
    this.unwatch();
  }

  private reply(name: string, args: readonly Buffer[]): Reply {
    const transaction = this.transactions[name];
    if (transaction) return transaction(args);
    const execute = EXECUTED[name];
    if (!execute) return new ReplyError(`ERR unknown command '${name}'`);
    if (!this.queued) return run(this.keys, execute, args);
    this.queued.push([execute, args.map((each) => Buffer.from(each))]);
    return new Status("QUEUED");
  }

  private readonly transactions: Readonly<Record<string, (args: readonly Buffer[]) => Reply>> = {
    MULTI: () => {
      if (this.queued) return new ReplyError("ERR MULTI calls can not be nested");
      this.queued = [];
      return OK;
    },
    DISCARD: () => {
      if (!this.queued) return new ReplyError("ERR DISCARD without MULTI");
      this.queued = undefined;
      this.unwatch();
      return OK;
    },
    EXEC: () => {
      if (!this.queued) return new ReplyError("ERR EXEC without MULTI");
      const { queued } = this;
      const changed = [...this.watching].some(([key, version]) => this.keys.versionOf(key) !== version);
      this.queued = undefined;
      this.unwatch();
      return changed ? null : queued.map(([execute, args]) => run(this.keys, execute, args));
    },
    WATCH: (args) => {
      if (this.queued) return new ReplyError("ERR WATCH inside MULTI is not allowed");
      for (const key of args.map(keyOf)) {
        if (this.watching.has(key)) continue;
        this.watchers.set(key, (this.watchers.get(key) ?? 0) + 1);
        this.watching.set(key, this.keys.versionOf(key));
      }
      return OK;
    },
    UNWATCH: () => {
      this.unwatch();
      return OK;
    },
  };

  private unwatch(): void {
    for (const key of this.watching.keys()) {
      const others = (this.watchers.get(key) ?? 1) - 1;
      if (others > 0) this.watchers.set(key, others);
      else this.watchers.delete(key);
    }
    this.watching.clear();
  }
}

const run = (keys: Keyspace, execute: Execute, args: readonly Buffer[]): Reply => {
  try {
    return execute(keys, args);
  } catch (error) {
    if (error instanceof CommandError) return error.reply;
    throw error;
  }
};
