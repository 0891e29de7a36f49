import { OK, type Reply } from "../resp/reply";
import { type Commands, float, groups, integer, keyOf, plus, SYNTAX, word } from "./command";
import { CommandError, type Keyspace } from "./keyspace";

const text = (keys: Keyspace, key: string): Buffer | undefined => keys.valueOf(key, "string")?.bytes;

const put = (keys: Keyspace, key: string, bytes: Buffer, expiresAt?: number): void =>
  // A copy: the bytes are a part of what came in, which would be kept as a whole.
  keys.put(key, { type: "string", bytes: Buffer.from(bytes) }, expiresAt);

/** Puts a text and leaves its end as it is. */
const replace = (keys: Keyspace, key: string, bytes: Buffer): void => put(keys, key, bytes, keys.peek(key)?.expiresAt);

/** How the options of SET and GETEX count: in seconds or milliseconds, from now or from 1970. */
const ENDS: Readonly<Record<string, (amount: number, now: number) => number>> = {
  EX: (seconds, now) => now + seconds * 1000,
  PX: (ms, now) => now + ms,
  EXAT: (seconds) => seconds * 1000,
  PXAT: (ms) => ms,
};

const endOf = (keys: Keyspace, option: string, amount: Buffer | undefined, command: string): number => {
  const value = integer(amount);
  if (value <= 0) throw new CommandError(`ERR invalid expire time in '${command}' command`);
  return ENDS[option]?.(value, keys.now()) ?? value;
};

const set = (keys: Keyspace, [keyBytes, value, ...options]: readonly Buffer[]): Reply => {
  const key = keyOf(keyBytes);
  const given = new Set<string>();
  let expiresAt: number | undefined;
  for (let at = 0; at < options.length; at++) {
    const option = word(options[at]);
    const isEnd = option in ENDS;
    if (given.has(option) || !(isEnd || SET_FLAGS.has(option))) throw new CommandError(SYNTAX);
    if ((isEnd || option === "KEEPTTL") && [...given].some((other) => other in ENDS || other === "KEEPTTL"))
      throw new CommandError(SYNTAX);
    given.add(option);
    if (isEnd) expiresAt = endOf(keys, option, options[++at], "set");
  }
  if (given.has("NX") && given.has("XX")) throw new CommandError(SYNTAX);
  const before = keys.find(key);
  const old = given.has("GET") ? (text(keys, key) ?? null) : undefined;
  if (before ? given.has("NX") : given.has("XX")) return old ?? null;
  put(keys, key, value ?? Buffer.alloc(0), given.has("KEEPTTL") ? before?.expiresAt : expiresAt);
  return old === undefined ? OK : old;
};

const SET_FLAGS: ReadonlySet<string> = new Set(["NX", "XX", "GET", "KEEPTTL"]);

const increase = (keys: Keyspace, keyBytes: Buffer | undefined, by: number): number => {
  const key = keyOf(keyBytes);
  const value = plus(integer(text(keys, key) ?? Buffer.from("0")), by);
  replace(keys, key, Buffer.from(String(value)));
  return value;
};

const settingEnd =
  (option: "EX" | "PX", command: string) =>
  (keys: Keyspace, [key, amount, value]: readonly Buffer[]): Reply => {
    put(keys, keyOf(key), value ?? Buffer.alloc(0), endOf(keys, option, amount, command));
    return OK;
  };

const setAll = (keys: Keyspace, args: readonly Buffer[], command: string): void => {
  for (const [key, value] of groups(args, 2, command)) put(keys, keyOf(key), value ?? Buffer.alloc(0));
};

/** From the end where they are negative. */
const slice = (bytes: Buffer, from: number, to: number): Buffer => {
  const place = (at: number) => (at < 0 ? Math.max(bytes.length + at, 0) : at);
  return bytes.subarray(place(from), to < 0 && bytes.length + to < 0 ? 0 : place(to) + 1);
};

export const STRINGS: Commands = {
  GET: (keys, [key]) => text(keys, keyOf(key)) ?? null,
  SET: set,
  SETEX: settingEnd("EX", "setex"),
  PSETEX: settingEnd("PX", "psetex"),
  SETNX(keys, [key, value]) {
    if (keys.find(keyOf(key))) return 0;
    put(keys, keyOf(key), value ?? Buffer.alloc(0));
    return 1;
  },
  GETSET(keys, [key, value]) {
    const old = text(keys, keyOf(key)) ?? null;
    put(keys, keyOf(key), value ?? Buffer.alloc(0));
    return old;
  },
  GETDEL(keys, [key]) {
    const old = text(keys, keyOf(key)) ?? null;
    keys.drop(keyOf(key));
    return old;
  },
  GETEX(keys, [keyBytes, option, amount, ...rest]) {
    const key = keyOf(keyBytes);
    const name = word(option);
    if (rest.length > 0 || (option && !(name in ENDS) && name !== "PERSIST")) throw new CommandError(SYNTAX);
    const value = text(keys, key) ?? null;
    if (value !== null && option) keys.expire(key, name === "PERSIST" ? undefined : endOf(keys, name, amount, "getex"));
    return value;
  },
  MGET: (keys, args) =>
    args.map((key) => {
      const value = keys.find(keyOf(key))?.value;
      return value?.type === "string" ? value.bytes : null;
    }),
  MSET(keys, args) {
    setAll(keys, args, "mset");
    return OK;
  },
  MSETNX(keys, args) {
    if (groups(args, 2, "msetnx").some(([key]) => keys.find(keyOf(key)))) return 0;
    setAll(keys, args, "msetnx");
    return 1;
  },
  APPEND(keys, [key, more]) {
    const whole = Buffer.concat([text(keys, keyOf(key)) ?? Buffer.alloc(0), more ?? Buffer.alloc(0)]);
    replace(keys, keyOf(key), whole);
    return whole.length;
  },
  STRLEN: (keys, [key]) => text(keys, keyOf(key))?.length ?? 0,
  GETRANGE: (keys, [key, from, to]) => slice(text(keys, keyOf(key)) ?? Buffer.alloc(0), integer(from), integer(to)),
  INCR: (keys, [key]) => increase(keys, key, 1),
  DECR: (keys, [key]) => increase(keys, key, -1),
  INCRBY: (keys, [key, by]) => increase(keys, key, integer(by)),
  DECRBY: (keys, [key, by]) => increase(keys, key, -integer(by)),
  INCRBYFLOAT(keys, [keyBytes, by]) {
    const key = keyOf(keyBytes);
    const value = float(text(keys, key) ?? Buffer.from("0")) + float(by);
    if (!Number.isFinite(value)) throw new CommandError("ERR increment would produce NaN or Infinity");
    replace(keys, key, Buffer.from(String(value)));
    return String(value);
  },
};
