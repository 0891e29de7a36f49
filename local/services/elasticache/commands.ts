/** What is known of a command before it is executed, by whoever does. */
export interface CommandFacts {
  /** Words with its name; negative: so many at least. */
  readonly arity: number;
  /** As rules of users name them: `@read`, `@string`. */
  readonly categories: readonly string[];
  /** Its keys among the arguments (the name is none): first, last (negative: from the end), step. Absent: none. */
  readonly keys?: readonly [first: number, last: number, step: number];
}

const ONE = [0, 0, 1] as const;
const ALL = [0, -1, 1] as const;
const PAIRS = [0, -1, 2] as const;
const TWO = [0, 1, 1] as const;

type Row = readonly [names: string, arity: number, keys: CommandFacts["keys"], categories: string];

/** fidelity: docs: Valkey, Commands: arity, key positions and ACL categories of each */
const ROWS: readonly Row[] = [
  ["GET STRLEN", 2, ONE, "read string fast"],
  ["GETRANGE", 4, ONE, "read string slow"],
  ["MGET", -2, ALL, "read string fast"],
  ["SET", -3, ONE, "write string slow"],
  ["SETEX PSETEX", 4, ONE, "write string slow"],
  ["SETNX GETSET APPEND", 3, ONE, "write string fast"],
  ["GETDEL INCR DECR", 2, ONE, "write string fast"],
  ["GETEX", -2, ONE, "write string fast"],
  ["INCRBY DECRBY INCRBYFLOAT", 3, ONE, "write string fast"],
  ["MSET MSETNX", -3, PAIRS, "write string slow"],
  ["DEL", -2, ALL, "keyspace write slow"],
  ["UNLINK", -2, ALL, "keyspace write fast"],
  ["EXISTS TOUCH", -2, ALL, "keyspace read fast"],
  ["TYPE TTL PTTL EXPIRETIME PEXPIRETIME", 2, ONE, "keyspace read fast"],
  ["EXPIRE PEXPIRE EXPIREAT PEXPIREAT", -3, ONE, "keyspace write fast"],
  ["PERSIST", 2, ONE, "keyspace write fast"],
  ["RENAME", 3, TWO, "keyspace write slow"],
  ["RENAMENX", 3, TWO, "keyspace write fast"],
  ["SCAN", -2, undefined, "keyspace read slow"],
  ["KEYS", 2, undefined, "keyspace read slow dangerous"],
  ["RANDOMKEY", 1, undefined, "keyspace read slow"],
  ["DBSIZE", 1, undefined, "keyspace read fast"],
  ["FLUSHALL FLUSHDB", -1, undefined, "keyspace write slow dangerous"],
  ["HGET HEXISTS HSTRLEN", 3, ONE, "read hash fast"],
  ["HMGET", -3, ONE, "read hash fast"],
  ["HGETALL HKEYS HVALS", 2, ONE, "read hash slow"],
  ["HLEN", 2, ONE, "read hash fast"],
  ["HSET HMSET", -4, ONE, "write hash fast"],
  ["HSETNX HINCRBY HINCRBYFLOAT", 4, ONE, "write hash fast"],
  ["HDEL", -3, ONE, "write hash fast"],
  ["SADD SREM", -3, ONE, "write set fast"],
  ["SPOP", -2, ONE, "write set fast"],
  ["SMEMBERS", 2, ONE, "read set slow"],
  ["SCARD", 2, ONE, "read set fast"],
  ["SISMEMBER", 3, ONE, "read set fast"],
  ["SMISMEMBER", -3, ONE, "read set fast"],
  ["SRANDMEMBER", -2, ONE, "read set slow"],
  ["SUNION SINTER SDIFF", -2, ALL, "read set slow"],
  ["SUNIONSTORE SINTERSTORE SDIFFSTORE", -3, ALL, "write set slow"],
  ["LPUSH RPUSH LPUSHX RPUSHX", -3, ONE, "write list fast"],
  ["LPOP RPOP", -2, ONE, "write list fast"],
  ["LLEN", 2, ONE, "read list fast"],
  ["LRANGE", 4, ONE, "read list slow"],
  ["LINDEX", 3, ONE, "read list slow"],
  ["LSET LTRIM LREM", 4, ONE, "write list slow"],
  ["ZADD", -4, ONE, "write sortedset fast"],
  ["ZREM", -3, ONE, "write sortedset fast"],
  ["ZINCRBY", 4, ONE, "write sortedset fast"],
  ["ZSCORE", 3, ONE, "read sortedset fast"],
  ["ZCARD", 2, ONE, "read sortedset fast"],
  ["ZRANK ZREVRANK", 3, ONE, "read sortedset fast"],
  ["ZCOUNT", 4, ONE, "read sortedset fast"],
  ["ZRANGE ZREVRANGE ZRANGEBYSCORE", -4, ONE, "read sortedset slow"],
  ["ZREMRANGEBYSCORE ZREMRANGEBYRANK", 4, ONE, "write sortedset slow"],
  ["MULTI EXEC DISCARD UNWATCH", 1, undefined, "transaction fast"],
  ["WATCH", -2, ALL, "transaction fast"],
  ["PING", -1, undefined, "connection fast"],
  ["ECHO", 2, undefined, "connection fast"],
  ["AUTH", -2, undefined, "connection fast"],
  ["HELLO", -1, undefined, "connection fast"],
  ["QUIT RESET", 1, undefined, "connection fast"],
  ["CLIENT", -2, undefined, "connection slow"],
  ["SELECT", 2, undefined, "connection fast"],
  ["READONLY READWRITE ASKING", 1, undefined, "connection fast"],
  ["COMMAND", -1, undefined, "connection slow"],
  ["INFO", -1, undefined, "slow dangerous"],
  ["CLUSTER", -2, undefined, "slow"],
];

/** All commands that a cache of the local cloud takes, whichever server executes them. */
export const COMMANDS: ReadonlyMap<string, CommandFacts> = new Map(
  ROWS.flatMap(([names, arity, keys, categories]) =>
    names
      .split(" ")
      .map((name): [string, CommandFacts] => [
        name,
        { arity, categories: categories.split(" ").map((category) => `@${category}`), ...(keys && { keys }) },
      ]),
  ),
);

export const keysOf = ({ keys }: CommandFacts, args: readonly Buffer[]): readonly Buffer[] => {
  if (!keys) return [];
  const [first, last, step] = keys;
  const end = last < 0 ? args.length + last : last;
  return args.filter((_, at) => at >= first && at <= end && (at - first) % step === 0);
};
