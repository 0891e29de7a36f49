import { OK, type Reply, ReplyMap } from "../resp/reply";
import { bytesOf, type Commands, float, groups, integer, keyOf, plus } from "./command";
import { CommandError, type Keyspace } from "./keyspace";

type Fields = Map<string, Buffer>;

const read = (keys: Keyspace, key: Buffer | undefined): Fields | undefined => keys.valueOf(keyOf(key), "hash")?.fields;

/** Changes the fields of a hash, which is made where there is none. */
const change = <T>(keys: Keyspace, keyBytes: Buffer | undefined, how: (fields: Fields) => T): T => {
  const key = keyOf(keyBytes);
  const fields = read(keys, keyBytes) ?? new Map<string, Buffer>();
  const result = how(fields);
  if (keys.peek(key)) keys.changed(key);
  else if (fields.size > 0) keys.put(key, { type: "hash", fields });
  return result;
};

const put = (keys: Keyspace, [key, ...pairs]: readonly Buffer[], command: string): number =>
  change(keys, key, (fields) => {
    const before = fields.size;
    for (const [field, value] of groups(pairs, 2, command)) fields.set(keyOf(field), Buffer.from(value ?? []));
    return fields.size - before;
  });

const increase = (keys: Keyspace, [key, field]: readonly Buffer[], add: (before: Buffer) => string): string =>
  change(keys, key, (fields) => {
    const text = add(fields.get(keyOf(field)) ?? Buffer.from("0"));
    fields.set(keyOf(field), Buffer.from(text));
    return text;
  });

export const HASHES: Commands = {
  HSET: (keys, args) => put(keys, args, "hset"),
  HMSET(keys, args) {
    put(keys, args, "hmset");
    return OK;
  },
  HSETNX: (keys, [key, field, value]) =>
    change(keys, key, (fields) => {
      if (fields.has(keyOf(field))) return 0;
      fields.set(keyOf(field), Buffer.from(value ?? []));
      return 1;
    }),
  HGET: (keys, [key, field]) => read(keys, key)?.get(keyOf(field)) ?? null,
  HMGET: (keys, [key, ...fields]) => fields.map((field) => read(keys, key)?.get(keyOf(field)) ?? null),
  HGETALL: (keys, [key]) =>
    new ReplyMap([...(read(keys, key) ?? [])].map(([field, value]): [Reply, Reply] => [bytesOf(field), value])),
  HKEYS: (keys, [key]) => [...(read(keys, key)?.keys() ?? [])].map(bytesOf),
  HVALS: (keys, [key]) => [...(read(keys, key)?.values() ?? [])],
  HLEN: (keys, [key]) => read(keys, key)?.size ?? 0,
  HEXISTS: (keys, [key, field]) => (read(keys, key)?.has(keyOf(field)) ? 1 : 0),
  HSTRLEN: (keys, [key, field]) => read(keys, key)?.get(keyOf(field))?.length ?? 0,
  HDEL: (keys, [key, ...fields]) =>
    change(keys, key, (all) => fields.filter((field) => all.delete(keyOf(field))).length),
  HINCRBY: (keys, args) =>
    Number(
      increase(keys, args, (before) => {
        try {
          return String(plus(integer(before), integer(args[2])));
        } catch (error) {
          if (error instanceof CommandError && /not an integer/.test(error.message) && isInteger(args[2]))
            throw new CommandError("ERR hash value is not an integer");
          throw error;
        }
      }),
    ),
  HINCRBYFLOAT: (keys, args) => increase(keys, args, (before) => String(float(before) + float(args[2]))),
};

const isInteger = (bytes: Buffer | undefined): boolean => /^-?\d+$/.test(bytes?.toString("latin1") ?? "");
