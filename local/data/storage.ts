import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Database, open, type RootDatabase } from "lmdb";
import { SetupError } from "../cloud/setup-error";
import { resetCommand } from "./reset-command";
import { checkStorageFile } from "./storage-file";

/** Durable key-value data of one owner. Keys sort as text. */
export interface Collection<V> {
  get(key: string): V | undefined;
  /** Resolves once the value survives a `kill -9`. Only then do reads see it. */
  put(key: string, value: V): Promise<void>;
  /** As `put`, of what follows from the value that is there then, so that of two at once none is lost; nothing where there is none. */
  update(key: string, change: (value: V) => V): Promise<void>;
  remove(key: string): Promise<void>;
  /** In order of the keys, from `from` on. */
  entries(from?: string): Iterable<readonly [key: string, value: V]>;
  clear(): Promise<void>;
}

/** Durable texts of one owner by keys of bytes, which sort as bytes; at most 1,978 of them. */
export interface Entries {
  get(key: Uint8Array): string | undefined;
  /** From `from` up to what is before `to`; or the other way round. The store must not be changed meanwhile. */
  range(
    from: Uint8Array,
    to: Uint8Array,
    reverse?: boolean,
  ): Iterable<{ readonly key: Buffer; readonly value: string }>;
  /** Within a commit only, as `remove`. */
  put(key: Uint8Array, value: string): void;
  remove(key: Uint8Array): void;
}

/** Everything the local cloud must not forget, in one LMDB file under `.local/`; writes of one turn are committed together. */
export class Storage {
  private changes: (() => void)[] = [];
  private commit: Promise<void> | undefined;

  private constructor(private readonly database: RootDatabase<unknown, [string, string]>) {}

  static open(folder: string): Storage {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "state.lmdb");
    const wayOut = `give up the data with ${resetCommand(folder)}`;
    checkStorageFile(path, wayOut);
    // Processes are killed, laptops rarely lose power: what is written is in the system's cache, which survives the
    // one and not the other. Waiting for the disk instead costs up to 40 ms a commit on a busy one.
    const unsynced = { noSync: true, overlappingSync: false };
    try {
      return new Storage(open({ path, noSubdir: true, encoding: "json", ...unsynced }));
    } catch (error) {
      const message = error instanceof Error ? error.message : error;
      throw new SetupError(`${path} cannot be opened (${message}): start as the user who made it, or ${wayOut}`);
    }
  }

  collection<V>(name: string): Collection<V> {
    const { database } = this;
    const range = { start: [name, ""] as [string, string], end: [`${name}\u0001`, ""] as [string, string] };
    return {
      get: (key) => database.get([name, key]) as V | undefined,
      put: (key, value) => this.write(() => database.putSync([name, key], value)),
      update: (key, change) =>
        this.write(() => {
          const value = database.get([name, key]) as V | undefined;
          if (value !== undefined) database.putSync([name, key], change(value));
        }),
      remove: (key) => this.write(() => database.removeSync([name, key])),
      *entries(from = "") {
        for (const { key, value } of database.getRange({ ...range, start: [name, from] })) {
          if (key[0] === name) yield [key[1], value as V] as const;
        }
      },
      clear: () =>
        this.write(() => {
          for (const key of [...database.getKeys(range)]) if (key[0] === name) database.removeSync(key);
        }),
    };
  }

  /** Of that name in a database of its own. */
  entries(name: string): Entries {
    const entries: Database<string, Uint8Array> = this.database.openDB({
      name: `entries of ${name}`, // no collection has such a name
      keyEncoding: "binary",
      encoding: "string",
    });
    return {
      get: (key) => entries.get(key),
      range: (from, to, reverse = false) =>
        entries.getRange(
          reverse
            ? { start: to, end: from, reverse, exclusiveStart: true, inclusiveEnd: true }
            : { start: from, end: to },
        ) as Iterable<{ key: Buffer; value: string }>, // keys are read as buffers
      put: (key, value) => entries.putSync(key, value),
      remove: (key) => entries.removeSync(key),
    };
  }

  /**
   * Runs with the next commit, after what was asked for before. It reads what they wrote, and all that it writes is kept
   * or nothing; when it throws, the whole commit is given up.
   */
  atomically(change: () => void): Promise<void> {
    return this.write(change);
  }

  /** All writes that `change` makes are committed together or not at all. */
  async together(change: () => void): Promise<void> {
    change();
    await this.commit;
  }

  async close(): Promise<void> {
    await this.commit;
    await this.database.close();
  }

  /**
   * Commits here and now, at the end of the turn: nothing waits for a disk, and handing the work to LMDB's own thread
   * and hearing back from it costs twice as much as doing it.
   */
  private write(change: () => void): Promise<void> {
    this.changes.push(change);
    this.commit ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        const { changes } = this;
        this.changes = [];
        this.commit = undefined;
        try {
          this.database.transactionSync(() => {
            for (const each of changes) each();
          });
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.commit;
  }
}
