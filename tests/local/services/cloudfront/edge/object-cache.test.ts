import assert from "node:assert/strict";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import { ObjectCache } from "../../../../../local/services/cloudfront/edge/object-cache";

const object = (path: string, bytes: number) => ({
  answer: { status: 200, headers: new HeaderList(), body: Buffer.alloc(bytes) },
  object: path,
  stored: 0,
  fresh: 1,
  unasked: 0,
  staleWhileRevalidate: 0,
  staleIfError: 0,
  etag: undefined,
  lastModified: undefined,
  isError: false,
  isHead: false,
});

describe("the cache of the edge", () => {
  it("never takes more than its bound, and gives up what was used longest ago", () => {
    const cache = new ObjectCache(40_000);
    for (const path of ["/a", "/b", "/c", "/d"]) cache.put("E1", path, object(path, 8_900));
    assert.ok(cache.get("E1", "/a"));
    cache.put("E1", "/e", object("/e", 8_900));
    assert.deepEqual(
      ["/a", "/b", "/c", "/d", "/e"].map((path) => cache.get("E1", path) !== undefined),
      [true, false, true, true, true],
    );
    assert.ok(cache.size <= 40_000);
    cache.put("E1", "/huge", object("/huge", 30_000));
    assert.equal(cache.get("E1", "/huge"), undefined);
  });

  it("counts what takes the place of another once, and nothing of what is taken out", () => {
    const cache = new ObjectCache(40_000);
    for (let times = 0; times < 5; times++) cache.put("E1", "/a", object("/a", 5_000));
    cache.put("E2", "/a", object("/a", 5_000));
    cache.invalidate("E1", () => true);
    assert.equal(cache.get("E1", "/a"), undefined);
    assert.ok(cache.get("E2", "/a"));
    cache.invalidate("E2", () => true);
    assert.equal(cache.size, 0);
  });
});
