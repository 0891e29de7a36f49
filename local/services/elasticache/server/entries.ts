/** Members of a sorted set by their score. */
export type SortedSet = Map<string, number>;

/** A value by its type; texts are bytes in latin1, which keeps each byte as it is. */
export type Value =
  | { readonly type: "string"; bytes: Buffer }
  | { readonly type: "hash"; readonly fields: Map<string, Buffer> }
  | { readonly type: "set"; readonly members: Set<string> }
  | { readonly type: "list"; readonly items: Buffer[] }
  | { readonly type: "zset"; readonly scores: SortedSet };

export interface Entry {
  readonly value: Value;
  /** Milliseconds since 1970; `undefined` for ever. */
  expiresAt: number | undefined;
  bytes: number;
}

/** What an entry weighs beside its key and value. fidelity: guess: some 64 bytes of overhead, as Valkey 8 has */
const OVERHEAD_BYTES = 64;

export const weightOf = (key: string, value: Value): number => OVERHEAD_BYTES + key.length + weightOfValue(value);

const weightOfValue = (value: Value): number => {
  switch (value.type) {
    case "string":
      return value.bytes.length;
    case "hash":
      return sum([...value.fields].map(([field, bytes]) => field.length + bytes.length));
    case "set":
      return sum([...value.members].map((member) => member.length));
    case "list":
      return sum(value.items.map((item) => item.length));
    case "zset":
      return sum([...value.scores.keys()].map((member) => member.length + 8));
  }
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
