import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cache } from "../cache";

export interface AsideOptions<T> {
  /** Names the values: their keys begin with it. */
  readonly name: string;
  /** Another number is another shape: values of the one before are not read. @default 1 */
  readonly version?: number;
  /** How long a value is good, at most; a tenth less at random, so that not all end at once. */
  readonly ttlMs: number;
  /** How long it is remembered that there is none. @default a tenth of `ttlMs` */
  readonly absentTtlMs?: number;
  /** Values of more bytes are not kept. @default 100,000 */
  readonly maxBytes?: number;
  /**
   * Reads what the cache holds, or throws: garbage is as good as nothing.
   *
   * @default whatever is JSON
   */
  readonly parse?: (value: unknown) => T;
  /**
   * How long one process may take to load what others wait for; they then try themselves.
   *
   * @default 1,000
   */
  readonly leaseMs?: number;
}

/** Values of one kind, read through a cache. */
export interface Aside<T> {
  /**
   * The value of a key: from the cache, or from `load`, which gives `undefined` where there is none. Callers who ask at
   * once share one load, in this process and, by a lease, in all others.
   *
   * @param group What is forgotten together; of one group all values are in the same slot.
   */
  get(group: string, key: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
  /**
   * Forgets the values of groups. What is being loaded meanwhile is not kept either.
   *
   * @returns whether the cache took it. Otherwise they stay for as long as they are good: `ttlMs`.
   */
  forget(...groups: readonly string[]): Promise<boolean>;
}

interface Kept {
  /** Shape. */
  readonly v: number;
  /** Generation of the group when it was loaded. */
  readonly g: string;
  /** The value; absent: there is none. */
  readonly d?: unknown;
  /** Too large to be kept: whoever wants it loads it, and waits for nobody. */
  readonly large?: true;
}

/** How often somebody looks for what another one loads. */
const LOOK_MS = 20;

/**
 * Cache-aside that is never wrong: a value counts only for the generation of its group in which it was loaded, and
 * `forget` begins another one. A value that was read before a write and comes to the cache after it is of the generation
 * before, and nobody takes it.
 *
 * What it cannot know: a generation that the cache has evicted before the values of it. Those are then good for the rest
 * of their time, `ttlMs` at most, as they are when `forget` finds no cache.
 */
export const cacheAside = <T>(cache: Cache, options: AsideOptions<T>): Aside<T> => {
  const { name, version = 1, ttlMs, absentTtlMs = ttlMs / 10, maxBytes = 100_000, leaseMs = 1_000 } = options;
  const parse = options.parse ?? ((value: unknown) => value as T);
  const loading = new Map<string, Promise<T | undefined>>();

  const generationKey = (group: string) => `${name}:{${group}}`;

  /** `undefined`: not there, or nothing that counts. */
  const read = (text: string | null, generation: string): { readonly value: T | undefined } | "large" | undefined => {
    if (text === null) return undefined;
    try {
      const kept = JSON.parse(text) as Kept;
      if (kept.v !== version || kept.g !== generation) return undefined;
      if (kept.large) return "large";
      return { value: kept.d === undefined ? undefined : parse(kept.d) };
    } catch {
      return undefined;
    }
  };

  /** Whether whoever waits for it will find it. */
  const keep = async (key: string, generation: string, value: T | undefined): Promise<boolean> => {
    const whole = JSON.stringify({ v: version, g: generation, d: value } satisfies Kept);
    const fits = Buffer.byteLength(whole) <= maxBytes;
    const text = fits ? whole : JSON.stringify({ v: version, g: generation, large: true } satisfies Kept);
    const ms = value === undefined ? absentTtlMs : ttlMs;
    return (await cache.set(key, text, ms * (0.9 + Math.random() / 10))) === true;
  };

  const through = async (group: string, key: string, load: () => Promise<T | undefined>): Promise<T | undefined> => {
    const at = generationKey(group);
    const valueKey = `${at}:${key}`;
    // A holder that is killed costs one lease; a second one that is, and nobody waits any longer.
    for (const until = Date.now() + 2 * leaseMs; ; await sleep(LOOK_MS * (0.5 + Math.random()))) {
      const found = await cache.get(valueKey, at);
      if (!found) return load();
      const generation = found[1] ?? "";
      const hit = read(found[0] ?? null, generation);
      if (hit === "large") return load();
      if (hit) return hit.value;
      const lease = `${valueKey}:lease:${generation}`;
      const mine = Date.now() >= until || (await cache.set(lease, "1", leaseMs, "if absent"));
      if (mine === undefined) return load();
      if (!mine) continue;
      const since = Date.now();
      let kept = false;
      try {
        const value = await load();
        kept = await keep(valueKey, generation, value);
        return value;
      } finally {
        // What is kept is found before anybody looks for the lease again, which may have been asked for already: left
        // to end by itself, it lets nobody load a second time. Otherwise nobody has to wait; a lease that has run out
        // is somebody else's.
        if (!kept && Date.now() - since < leaseMs / 2) await cache.remove(lease);
      }
    }
  };

  return {
    get(group, key, load) {
      const whole = `${generationKey(group)}:${key}`;
      const others = loading.get(whole);
      if (others) return others;
      const mine = through(group, key, load).finally(() => {
        if (loading.get(whole) === mine) loading.delete(whole);
      });
      loading.set(whole, mine);
      return mine;
    },
    async forget(...groups) {
      // Who asks from now on must not be given what was read before.
      for (const whole of loading.keys())
        if (groups.some((group) => whole.startsWith(`${generationKey(group)}:`))) loading.delete(whole);
      const taken = await Promise.all(
        groups.map((group) => cache.set(generationKey(group), randomUUID(), GENERATIONS * ttlMs)),
      );
      return taken.every((each) => each === true);
    },
  };
};

/** A generation outlives every value that was loaded before it began, and slow loads of such. */
const GENERATIONS = 3;
