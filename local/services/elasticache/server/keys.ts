import { OK, type Reply, Status } from "../resp/reply";
import { bytesOf, type Commands, integer, keyOf, SYNTAX, word } from "./command";
import { glob } from "./glob";
import { CommandError, type Keyspace } from "./keyspace";

type Endings = (amount: number, now: number) => number;

/** EXPIRE and its kin: with NX, XX, GT or LT only where the end that stands is none, one, earlier or later. */
const expiring =
  (command: string, end: Endings) =>
  (keys: Keyspace, [keyBytes, amount, condition, ...rest]: readonly Buffer[]): Reply => {
    const key = keyOf(keyBytes);
    const at = end(integer(amount), keys.now());
    if (rest.length > 0) throw new CommandError(SYNTAX);
    if (!Number.isSafeInteger(at)) throw new CommandError(`ERR invalid expire time in '${command}' command`);
    const entry = keys.find(key);
    if (!entry) return 0;
    const stands = entry.expiresAt;
    const name = word(condition);
    const applies = condition === undefined ? true : CONDITIONS[name]?.(stands, at);
    if (applies === undefined) throw new CommandError(`ERR Unsupported option ${condition?.toString("latin1")}`);
    if (applies) keys.expire(key, at);
    return applies ? 1 : 0;
  };

const CONDITIONS: Readonly<Record<string, (stands: number | undefined, at: number) => boolean>> = {
  NX: (stands) => stands === undefined,
  XX: (stands) => stands !== undefined,
  GT: (stands, at) => stands !== undefined && at > stands,
  LT: (stands, at) => stands === undefined || at < stands,
};

/** -2 for no such key, -1 for no end. */
const left = (keys: Keyspace, key: Buffer | undefined, read: (at: number, now: number) => number): number => {
  const entry = keys.peek(keyOf(key));
  if (!entry) return -2;
  return entry.expiresAt === undefined ? -1 : read(entry.expiresAt, keys.now());
};

const remove = (keys: Keyspace, args: readonly Buffer[]): number =>
  args.filter((key) => keys.peek(keyOf(key)) !== undefined && keys.drop(keyOf(key))).length;

const rename = (keys: Keyspace, [from, to]: readonly Buffer[], unless: (to: string) => boolean): boolean => {
  const entry = keys.find(keyOf(from));
  if (!entry) throw new CommandError("ERR no such key");
  if (unless(keyOf(to))) return false;
  keys.drop(keyOf(from));
  keys.put(keyOf(to), entry.value, entry.expiresAt);
  return true;
};

const scan = (keys: Keyspace, [cursor, ...options]: readonly Buffer[]): Reply => {
  const from = integer(cursor);
  let [match, count, type]: [Buffer | undefined, number, string | undefined] = [undefined, 10, undefined];
  for (let at = 0; at < options.length; at += 2) {
    const value = options[at + 1];
    const name = word(options[at]);
    if (!value) throw new CommandError(SYNTAX);
    if (name === "MATCH") match = value;
    else if (name === "COUNT") count = integer(value);
    else if (name === "TYPE") type = value.toString("latin1").toLowerCase();
    else throw new CommandError(SYNTAX);
  }
  if (count < 1) throw new CommandError(SYNTAX);
  // Sorted, so that a key that stays all the time is seen once, whatever comes and goes.
  const all = keys.keys().sort();
  const page = all.slice(from, from + count);
  const found = page.filter(
    (key) => (!match || glob(match, bytesOf(key))) && (!type || keys.peek(key)?.value.type === type),
  );
  return [String(from + count < all.length ? from + count : 0), found.map(bytesOf)];
};

export const KEYS: Commands = {
  DEL: remove,
  UNLINK: remove,
  EXISTS: (keys, args) => args.filter((key) => keys.find(keyOf(key))).length,
  TOUCH: (keys, args) => args.filter((key) => keys.find(keyOf(key))).length,
  TYPE: (keys, [key]) => new Status(keys.peek(keyOf(key))?.value.type ?? "none"),
  EXPIRE: expiring("expire", (seconds, now) => now + seconds * 1000),
  PEXPIRE: expiring("pexpire", (ms, now) => now + ms),
  EXPIREAT: expiring("expireat", (seconds) => seconds * 1000),
  PEXPIREAT: expiring("pexpireat", (ms) => ms),
  TTL: (keys, [key]) => left(keys, key, (at, now) => Math.ceil((at - now) / 1000)),
  PTTL: (keys, [key]) => left(keys, key, (at, now) => at - now),
  EXPIRETIME: (keys, [key]) => left(keys, key, (at) => Math.floor(at / 1000)),
  PEXPIRETIME: (keys, [key]) => left(keys, key, (at) => at),
  PERSIST(keys, [key]) {
    if (keys.peek(keyOf(key))?.expiresAt === undefined) return 0;
    keys.expire(keyOf(key), undefined);
    return 1;
  },
  RENAME(keys, args) {
    rename(keys, args, () => false);
    return OK;
  },
  RENAMENX: (keys, args) => (rename(keys, args, (to) => keys.find(to) !== undefined) ? 1 : 0),
  SCAN: scan,
  KEYS: (keys, [pattern]) =>
    keys
      .keys()
      .map(bytesOf)
      .filter((key) => pattern && glob(pattern, key)),
  RANDOMKEY: (keys) => {
    const all = keys.keys();
    const key = all[Math.floor(Math.random() * all.length)];
    return key === undefined ? null : bytesOf(key);
  },
  DBSIZE: (keys) => keys.keys().length,
  FLUSHALL(keys) {
    keys.clear();
    return OK;
  },
  FLUSHDB(keys) {
    keys.clear();
    return OK;
  },
};
