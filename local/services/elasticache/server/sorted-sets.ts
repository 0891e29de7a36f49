import { type Reply, ReplyDouble } from "../resp/reply";
import { bytesOf, type Commands, float, groups, integer, keyOf, SYNTAX, word } from "./command";
import type { SortedSet } from "./entries";
import { CommandError, type Keyspace } from "./keyspace";

const read = (keys: Keyspace, key: Buffer | undefined): SortedSet | undefined =>
  keys.valueOf(keyOf(key), "zset")?.scores;

const change = <T>(keys: Keyspace, keyBytes: Buffer | undefined, how: (scores: SortedSet) => T): T => {
  const key = keyOf(keyBytes);
  const scores = read(keys, keyBytes) ?? new Map<string, number>();
  const result = how(scores);
  if (keys.peek(key)) keys.changed(key);
  else if (scores.size > 0) keys.put(key, { type: "zset", scores });
  return result;
};

type Scored = readonly [member: string, score: number];

/** By score, and by their bytes where that is the same. */
const ordered = (scores: SortedSet | undefined): Scored[] =>
  [...(scores ?? [])].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));

const shown = (found: readonly Scored[], withScores: boolean): Reply =>
  withScores
    ? found.flatMap(([member, score]): Reply[] => [bytesOf(member), new ReplyDouble(score)])
    : found.map(([member]) => bytesOf(member));

const add = (keys: Keyspace, [key, ...rest]: readonly Buffer[]): Reply => {
  const flags = new Set<string>();
  while (rest[0] && ADD_FLAGS.has(word(rest[0]))) flags.add(word(rest.shift()));
  if (flags.has("NX") && (flags.has("XX") || flags.has("GT") || flags.has("LT")))
    throw new CommandError("ERR GT, LT, and/or NX options at the same time are not compatible");
  const pairs = groups(rest, 2, "zadd");
  if (pairs.length === 0) throw new CommandError("ERR wrong number of arguments for 'zadd' command");
  const scored = pairs.map(([score, member]): Scored => [keyOf(member), float(score)]);
  return change(keys, key, (scores) => {
    let [added, changed] = [0, 0];
    for (const [member, score] of scored) {
      const before = scores.get(member);
      if (before === undefined ? flags.has("XX") : flags.has("NX")) continue;
      if (before !== undefined && ((flags.has("GT") && score <= before) || (flags.has("LT") && score >= before)))
        continue;
      scores.set(member, score);
      if (before === undefined) added++;
      else if (before !== score) changed++;
    }
    return flags.has("CH") ? added + changed : added;
  });
};

const ADD_FLAGS: ReadonlySet<string> = new Set(["NX", "XX", "GT", "LT", "CH"]);

/** `5`, `(5`, `-inf`. */
const bound = (bytes: Buffer | undefined) => {
  const open = bytes?.[0] === "(".charCodeAt(0);
  const value = float(open ? bytes?.subarray(1) : bytes);
  return {
    above: (score: number) => (open ? score > value : score >= value),
    below: (score: number) => (open ? score < value : score <= value),
  };
};

const within = (
  keys: Keyspace,
  key: Buffer | undefined,
  low: Buffer | undefined,
  high: Buffer | undefined,
): Scored[] => {
  const [from, to] = [bound(low), bound(high)];
  return ordered(read(keys, key)).filter(([, score]) => from.above(score) && to.below(score));
};

const byRank = (all: readonly Scored[], first: Buffer | undefined, last: Buffer | undefined): Scored[] => {
  const place = (bytes: Buffer | undefined) => (integer(bytes) < 0 ? all.length + integer(bytes) : integer(bytes));
  return all.slice(Math.max(place(first), 0), Math.max(place(last) + 1, 0));
};

const withScoresAsked = (options: readonly Buffer[]): boolean => {
  if (options.length === 0) return false;
  if (options.length === 1 && word(options[0]) === "WITHSCORES") return true;
  throw new CommandError(SYNTAX);
};

const rank =
  (turned: boolean) =>
  (keys: Keyspace, [key, member]: readonly Buffer[]): Reply => {
    const all = ordered(read(keys, key));
    const at = (turned ? all.reverse() : all).findIndex(([each]) => each === keyOf(member));
    return at < 0 ? null : at;
  };

export const SORTED_SETS: Commands = {
  ZADD: add,
  ZREM: (keys, [key, ...members]) =>
    change(keys, key, (scores) => members.filter((member) => scores.delete(keyOf(member))).length),
  ZSCORE(keys, [key, member]) {
    const score = read(keys, key)?.get(keyOf(member));
    return score === undefined ? null : new ReplyDouble(score);
  },
  ZCARD: (keys, [key]) => read(keys, key)?.size ?? 0,
  ZCOUNT: (keys, [key, low, high]) => within(keys, key, low, high).length,
  ZINCRBY: (keys, [key, by, member]) =>
    change(keys, key, (scores) => {
      const score = (scores.get(keyOf(member)) ?? 0) + float(by);
      scores.set(keyOf(member), score);
      return new ReplyDouble(score);
    }),
  ZRANK: rank(false),
  ZREVRANK: rank(true),
  ZRANGE: (keys, [key, first, last, ...options]) =>
    shown(byRank(ordered(read(keys, key)), first, last), withScoresAsked(options)),
  ZREVRANGE: (keys, [key, first, last, ...options]) =>
    shown(byRank(ordered(read(keys, key)).reverse(), first, last), withScoresAsked(options)),
  ZRANGEBYSCORE: (keys, [key, low, high, ...options]) => shown(within(keys, key, low, high), withScoresAsked(options)),
  ZREMRANGEBYSCORE: (keys, [key, low, high]) =>
    change(keys, key, (scores) => within(keys, key, low, high).filter(([member]) => scores.delete(member)).length),
  ZREMRANGEBYRANK: (keys, [key, first, last]) =>
    change(
      keys,
      key,
      (scores) => byRank(ordered(scores), first, last).filter(([member]) => scores.delete(member)).length,
    ),
};
