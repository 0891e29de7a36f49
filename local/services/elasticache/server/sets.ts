import { type Reply, ReplySet } from "../resp/reply";
import { bytesOf, type Commands, integer, keyOf } from "./command";
import { CommandError, type Keyspace } from "./keyspace";

const read = (keys: Keyspace, key: Buffer | undefined): Set<string> | undefined =>
  keys.valueOf(keyOf(key), "set")?.members;

const change = <T>(keys: Keyspace, keyBytes: Buffer | undefined, how: (members: Set<string>) => T): T => {
  const key = keyOf(keyBytes);
  const members = read(keys, keyBytes) ?? new Set<string>();
  const result = how(members);
  if (keys.peek(key)) keys.changed(key);
  else if (members.size > 0) keys.put(key, { type: "set", members });
  return result;
};

type Combine = (sets: readonly Set<string>[]) => string[];

const union: Combine = (sets) => [...new Set(sets.flatMap((set) => [...set]))];
const intersection: Combine = ([first = new Set(), ...others]) =>
  [...first].filter((member) => others.every((set) => set.has(member)));
const difference: Combine = ([first = new Set(), ...others]) =>
  [...first].filter((member) => others.every((set) => !set.has(member)));

const combined = (keys: Keyspace, args: readonly Buffer[], how: Combine): string[] =>
  how(args.map((key) => read(keys, key) ?? new Set<string>()));

const shown =
  (how: Combine) =>
  (keys: Keyspace, args: readonly Buffer[]): Reply =>
    new ReplySet(combined(keys, args, how).map(bytesOf));

const stored =
  (how: Combine) =>
  (keys: Keyspace, [target, ...args]: readonly Buffer[]): Reply => {
    const members = new Set(combined(keys, args, how));
    keys.drop(keyOf(target));
    if (members.size > 0) keys.put(keyOf(target), { type: "set", members });
    return members.size;
  };

/** Some members at random, as often as asked for: with a negative count one may come again. */
const some = (members: readonly string[], count: number): string[] =>
  count < 0
    ? Array.from({ length: members.length > 0 ? -count : 0 }, () => oneOf(members))
    : [...members].sort(() => Math.random() - 0.5).slice(0, count);

const oneOf = (members: readonly string[]): string => members[Math.floor(Math.random() * members.length)] ?? "";

export const SETS: Commands = {
  SADD: (keys, [key, ...given]) =>
    change(keys, key, (members) => {
      const before = members.size;
      for (const member of given) members.add(keyOf(member));
      return members.size - before;
    }),
  SREM: (keys, [key, ...given]) =>
    change(keys, key, (members) => given.filter((member) => members.delete(keyOf(member))).length),
  SMEMBERS: (keys, [key]) => new ReplySet([...(read(keys, key) ?? [])].map(bytesOf)),
  SISMEMBER: (keys, [key, member]) => (read(keys, key)?.has(keyOf(member)) ? 1 : 0),
  SMISMEMBER: (keys, [key, ...given]) => given.map((member) => (read(keys, key)?.has(keyOf(member)) ? 1 : 0)),
  SCARD: (keys, [key]) => read(keys, key)?.size ?? 0,
  SRANDMEMBER(keys, [key, count]) {
    const members = [...(read(keys, key) ?? [])];
    if (count) return some(members, integer(count)).map(bytesOf);
    return members.length === 0 ? null : bytesOf(oneOf(members));
  },
  SPOP: (keys, [key, count]) =>
    change(keys, key, (members) => {
      if (count && integer(count) < 0) throw new CommandError("ERR value is out of range, must be positive");
      const taken = some([...members], count ? integer(count) : 1);
      for (const member of taken) members.delete(member);
      const [first] = taken;
      if (count) return new ReplySet(taken.map(bytesOf));
      return first === undefined ? null : bytesOf(first);
    }),
  SUNION: shown(union),
  SINTER: shown(intersection),
  SDIFF: shown(difference),
  SUNIONSTORE: stored(union),
  SINTERSTORE: stored(intersection),
  SDIFFSTORE: stored(difference),
};
