import { OK, type Reply } from "../resp/reply";
import { type Commands, integer, keyOf } from "./command";
import { CommandError, type Keyspace } from "./keyspace";

const read = (keys: Keyspace, key: Buffer | undefined): Buffer[] | undefined => keys.valueOf(keyOf(key), "list")?.items;

const change = <T>(keys: Keyspace, keyBytes: Buffer | undefined, how: (items: Buffer[]) => T): T => {
  const key = keyOf(keyBytes);
  const items = read(keys, keyBytes) ?? [];
  const result = how(items);
  if (keys.peek(key)) keys.changed(key);
  else if (items.length > 0) keys.put(key, { type: "list", items });
  return result;
};

const pushing =
  (end: "left" | "right", onlyWhereOneIs: boolean) =>
  (keys: Keyspace, [key, ...given]: readonly Buffer[]): Reply => {
    if (onlyWhereOneIs && !read(keys, key)) return 0;
    const copies = given.map((item) => Buffer.from(item));
    return change(keys, key, (items) => (end === "left" ? items.unshift(...copies.reverse()) : items.push(...copies)));
  };

const popping =
  (end: "left" | "right") =>
  (keys: Keyspace, [key, count]: readonly Buffer[]): Reply => {
    if (count && integer(count) < 0) throw new CommandError("ERR value is out of range, must be positive");
    if (!read(keys, key)) return null;
    return change(keys, key, (items) => {
      if (!count) return (end === "left" ? items.shift() : items.pop()) ?? null;
      const amount = Math.min(integer(count), items.length);
      return end === "left" ? items.splice(0, amount) : items.splice(items.length - amount).reverse();
    });
  };

/** Both ends, of indexes that count from the end where they are negative. */
const range = (items: readonly Buffer[], from: number, to: number): readonly [number, number] => {
  const place = (at: number) => (at < 0 ? items.length + at : at);
  return [Math.max(place(from), 0), place(to) + 1];
};

export const LISTS: Commands = {
  LPUSH: pushing("left", false),
  RPUSH: pushing("right", false),
  LPUSHX: pushing("left", true),
  RPUSHX: pushing("right", true),
  LPOP: popping("left"),
  RPOP: popping("right"),
  LLEN: (keys, [key]) => read(keys, key)?.length ?? 0,
  LRANGE(keys, [key, first, last]) {
    const items = read(keys, key) ?? [];
    return items.slice(...range(items, integer(first), integer(last)));
  },
  LINDEX: (keys, [key, at]) => read(keys, key)?.at(integer(at)) ?? null,
  LSET(keys, [key, at, value]) {
    const items = read(keys, key);
    if (!items) throw new CommandError("ERR no such key");
    const index = integer(at) < 0 ? items.length + integer(at) : integer(at);
    if (index < 0 || index >= items.length) throw new CommandError("ERR index out of range");
    items[index] = Buffer.from(value ?? []);
    keys.changed(keyOf(key));
    return OK;
  },
  LTRIM(keys, [key, first, last]) {
    change(keys, key, (items) => {
      const [from, to] = range(items, integer(first), integer(last));
      items.splice(0, items.length, ...items.slice(from, to));
    });
    return OK;
  },
  LREM: (keys, [key, count, value]) =>
    change(keys, key, (items) => {
      const most = integer(count) === 0 ? items.length : Math.abs(integer(count));
      const found = items.flatMap((item, at) => (value?.equals(item) ? [at] : []));
      const gone = new Set(integer(count) < 0 ? found.slice(-most) : found.slice(0, most));
      items.splice(0, items.length, ...items.filter((_, at) => !gone.has(at)));
      return gone.size;
    }),
};
