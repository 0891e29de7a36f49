import assert from "node:assert/strict";
import { Keyspace } from "../../../../local/services/elasticache/server/keyspace";

describe("the keys of a cache", () => {
  let now = 1_000;
  let most = 900;
  let keys: Keyspace;
  const put = (key: string, end?: number) => keys.put(key, { type: "string", bytes: Buffer.alloc(100) }, end);
  beforeEach(() => {
    now = 1_000;
    most = 900; // five of them
    keys = new Keyspace({ now: () => now }, () => most);
  });

  it("end when they should, looked at or not", () => {
    put("a", 1_500);
    now = 1_499;
    assert.ok(keys.find("a"));
    now = 1_500;
    assert.equal(keys.find("a"), undefined);
    assert.deepEqual([keys.size, keys.weight], [0, 0]);
  });

  it("over the bound, those with an end go, the least recently used first", () => {
    for (const key of ["a", "b", "c", "d", "e"]) put(key, 9_000);
    keys.find("a");
    put("f", 9_000);
    put("g", 9_000);
    assert.deepEqual(keys.keys(), ["d", "e", "a", "f", "g"]);
    assert.ok(keys.find("a") && !keys.find("b"));
    assert.ok(keys.weight <= most);
  });

  it("without an end stay, and what no longer fits beside them is refused", () => {
    for (const key of ["a", "b", "c", "d", "e"]) put(key);
    assert.throws(() => put("f", 9_000), /OOM command not allowed/);
    assert.deepEqual(keys.keys(), ["a", "b", "c", "d", "e"]);
    keys.drop("a");
    put("f", 9_000);
  });
});
