import type { Collection } from "../data/storage";

/** Of each group, at a start and from time to time. */
const KEPT = 1_000;

/** What a service was told and nothing consumes, a topic's or a bus's for one, oldest first; the oldest go in time. */
export class Journal<Value> {
  private added = 0;

  constructor(
    private readonly collection: Collection<Value>,
    private readonly now: () => number,
  ) {}

  async add(group: string, value: Value): Promise<void> {
    const order = [String(this.now()).padStart(15, "0"), String(this.added++).padStart(9, "0")].join("-");
    const put = this.collection.put(`${group}|${order}`, value);
    await (this.added % KEPT === 0 ? Promise.all([put, this.prune()]) : put);
  }

  of(group: string): Value[] {
    return [...this.collection.entries()].filter(([key]) => groupOf(key) === group).map(([, value]) => value);
  }

  /** Forgets the oldest. To be called at a start. */
  async prune(kept = KEPT): Promise<void> {
    const groups = new Map<string, string[]>();
    for (const [key] of this.collection.entries()) {
      const group = groupOf(key);
      groups.set(group, [...(groups.get(group) ?? []), key]);
    }
    for (const keys of groups.values()) {
      for (const key of keys.slice(0, -kept)) await this.collection.remove(key);
    }
  }
}

const groupOf = (key: string): string => key.slice(0, key.lastIndexOf("|"));
