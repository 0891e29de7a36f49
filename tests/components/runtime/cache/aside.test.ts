import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cache, cacheAside } from "../../../../components/runtime/cache";

/** A cache in memory whose answers a test can hold back or take away. */
class Memory implements Cache {
  readonly texts = new Map<string, string>();
  readonly asked: string[] = [];
  away = false;
  readOnly = false;
  most = Number.POSITIVE_INFINITY;

  async get(...keys: readonly string[]) {
    this.asked.push("get");
    return this.away ? undefined : keys.map((key) => this.texts.get(key) ?? null);
  }
  async set(key: string, value: string, ms: number, ifAbsent?: "if absent") {
    this.asked.push("set");
    if (this.away || this.readOnly || value.length > this.most) return undefined;
    if (ifAbsent && this.texts.has(key)) return false;
    this.texts.set(key, value);
    setTimeout(() => {
      if (this.texts.get(key) === value) this.texts.delete(key);
    }, ms).unref();
    return true;
  }
  async remove(...keys: readonly string[]) {
    if (this.away) return false;
    for (const key of keys) this.texts.delete(key);
    return true;
  }
  values(): string[] {
    return [...this.texts].filter(([key]) => /:\w+$/.test(key)).map(([, value]) => value);
  }
}

describe("cache-aside", () => {
  let memory: Memory;
  let loads: number;
  const options = { name: "shows", ttlMs: 5_000, leaseMs: 200 };
  const load = async () => {
    loads++;
    await sleep(5);
    return { title: "A", seatsLeft: 3 };
  };
  beforeEach(() => {
    memory = new Memory();
    loads = 0;
  });

  it("loads once and then gives what it kept", async () => {
    const shows = cacheAside<object>(memory, options);
    assert.deepEqual(await shows.get("1", "show", load), { title: "A", seatsLeft: 3 });
    assert.deepEqual(await cacheAside<object>(memory, options).get("1", "show", load), { title: "A", seatsLeft: 3 });
    assert.equal(loads, 1);
  });

  it("shares a load among all who ask at once, in one process and in others", async () => {
    const processes = Array.from({ length: 20 }, () => cacheAside<object>(memory, options));
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, (_, at) => processes[at % 20]?.get("1", "show", load)),
    );
    assert.equal(loads, 1);
    assert.ok(answers.every((each) => each && "title" in each));
  });

  it("loads a second time when the first one never comes back, and not before", async () => {
    const dead = cacheAside<object>(memory, options);
    void dead.get("1", "show", () => new Promise(() => {}));
    await sleep(20);
    const processes = Array.from({ length: 20 }, () => cacheAside<object>(memory, options));
    const since = Date.now();
    await Promise.all(Array.from({ length: 200 }, (_, at) => processes[at % 20]?.get("1", "show", load)));
    assert.equal(loads, 1); // and the one of the dead
    assert.ok(Date.now() - since >= 100);
  });

  it("does not keep what was read before a write and comes after it", async () => {
    const shows = cacheAside<object>(memory, options);
    const slow = shows.get("1", "show", async () => {
      await sleep(40);
      return { title: "old" };
    });
    await sleep(10);
    assert.equal(await cacheAside<object>(memory, options).forget("1"), true);
    assert.deepEqual(await slow, { title: "old" }); // as it was when it asked
    assert.deepEqual(await shows.get("1", "show", async () => ({ title: "new" })), { title: "new" });
    assert.deepEqual(await shows.get("1", "show", load), { title: "new" });
  });

  it("gives nobody who asks after a write what was being loaded before it", async () => {
    const shows = cacheAside<object>(memory, options);
    const slow = shows.get("1", "show", async () => {
      await sleep(40);
      return { title: "old" };
    });
    await shows.forget("1");
    const fresh = async () => ({ title: "new" });
    assert.deepEqual(await shows.get("1", "show", fresh), { title: "new" });
    // It comes over the new one, and nobody takes it.
    await slow;
    assert.deepEqual(await shows.get("1", "show", fresh), { title: "new" });
  });

  it("forgets a group and no other", async () => {
    const shows = cacheAside<object>(memory, options);
    await shows.get("1", "show", load);
    await shows.get("2", "show", load);
    await shows.forget("1");
    await shows.get("1", "show", load);
    await shows.get("2", "show", load);
    assert.equal(loads, 3);
  });

  it("remembers for a while that there is none", async () => {
    const shows = cacheAside<object>(memory, { ...options, absentTtlMs: 60 });
    const none = async () => {
      loads++;
      return undefined;
    };
    assert.equal(await shows.get("1", "show", none), undefined);
    assert.equal(await shows.get("1", "show", none), undefined);
    assert.equal(loads, 1);
    await sleep(80);
    await shows.get("1", "show", none);
    assert.equal(loads, 2);
  });

  it("takes garbage, another shape and what parse refuses for nothing", async () => {
    const parse = (value: unknown) => {
      if (typeof Object(value).title !== "string") throw new Error("no show");
      return value as object;
    };
    for (const garbage of [
      "",
      "{",
      "null",
      "7",
      '{"v":1}',
      '{"v":1,"g":"","d":{"title":7}}',
      '{"v":2,"g":"","d":{"title":"B"}}',
    ]) {
      memory.texts.clear();
      memory.texts.set("shows:{1}:show", garbage);
      assert.deepEqual(await cacheAside(memory, { ...options, parse }).get("1", "show", load), {
        title: "A",
        seatsLeft: 3,
      });
    }
    assert.equal(loads, 7);
    await cacheAside(memory, { ...options, version: 2 }).get("1", "show", load);
    assert.equal(loads, 8);
  });

  it("does not keep what is too large, and lets nobody wait for it", async () => {
    const shows = () => cacheAside<string>(memory, { ...options, maxBytes: 200 });
    const large = async () => {
      loads++;
      return "x".repeat(300);
    };
    assert.equal((await shows().get("1", "show", large))?.length, 300);
    const since = Date.now();
    await Promise.all(Array.from({ length: 10 }, () => shows().get("1", "show", large)));
    assert.equal(loads, 11);
    assert.ok(Date.now() - since < options.leaseMs);
    assert.ok(memory.values().every((text) => text.length < 100));
  });

  it("loads without a cache, once for all who ask this process at once", async () => {
    memory.away = true;
    const shows = cacheAside<object>(memory, options);
    await Promise.all(Array.from({ length: 100 }, () => shows.get("1", "show", load)));
    assert.equal(loads, 1);
    assert.equal(await shows.forget("1"), false);
  });

  it("loads where it may only read, or the cache is full", async () => {
    memory.readOnly = true;
    assert.deepEqual(await cacheAside<object>(memory, options).get("1", "show", load), { title: "A", seatsLeft: 3 });
    memory.readOnly = false;
    memory.most = 10;
    assert.deepEqual(await cacheAside<object>(memory, options).get("1", "show", load), { title: "A", seatsLeft: 3 });
  });

  it("hands on what a load fails with, keeps nothing of it, and lets the next one try at once", async () => {
    const shows = cacheAside<object>(memory, options);
    await assert.rejects(
      shows.get("1", "show", async () => {
        throw new Error("throttled");
      }),
      /throttled/,
    );
    const since = Date.now();
    await shows.get("1", "show", load);
    assert.ok(Date.now() - since < options.leaseMs);
    assert.equal(loads, 1);
  });

  it("spreads the ends of its values", async () => {
    const ends: number[] = [];
    const set = memory.set.bind(memory);
    memory.set = (key, value, ms, ifAbsent) => {
      if (!ifAbsent) ends.push(ms);
      return set(key, value, ms, ifAbsent);
    };
    for (let at = 0; at < 30; at++) await cacheAside<object>(memory, options).get(`${at}`, "show", load);
    assert.ok(Math.min(...ends) >= 4_500 && Math.max(...ends) <= 5_000);
    assert.ok(new Set(ends).size > 25);
  });
});
