import assert from "node:assert/strict";
import fc from "fast-check";
import { behindPrefix, KeySpace } from "../../../../../local/services/dynamodb/storage/keys";
import type { Item } from "../../../../../local/services/dynamodb/values/attribute-value";

const binary = (bytes: Uint8Array) => ({ B: Buffer.from(bytes).toString("base64") });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });
/** Of few values, so that many begin alike. */
const similar = fc
  .array(fc.constantFrom(0, 1, 255), { minLength: 1, maxLength: 20 })
  .map((all) => Uint8Array.from(all));
const schema = { partition: [{ name: "h", type: "S" }], sort: [{ name: "r", type: "B" }] } as const;
const index = new KeySpace(7, schema, true);
const table = new KeySpace(7, schema, false);
const item = (sort: Uint8Array) => ({ h: { S: "x" }, r: binary(sort) });

describe("dynamodb: keys", () => {
  for (const [name, space] of [
    ["a table", table],
    ["an index", index],
  ] as const)
    it(`of ${name} sort as the bytes of their sort keys, whatever is behind them`, () => {
      fc.assert(
        fc.property(fc.oneof(bytes, similar), fc.oneof(bytes, similar), bytes, bytes, (one, other, a, b) => {
          const [left, right] = [
            space.key(item(one), space.isIndex ? Buffer.from(a) : undefined),
            space.key(item(other), space.isIndex ? Buffer.from(b) : undefined),
          ];
          const order = Buffer.compare(Buffer.from(one), Buffer.from(other));
          if (order !== 0) assert.equal(Buffer.compare(left ?? assert.fail(), right ?? assert.fail()), order);
        }),
        { numRuns: 1_000 },
      );
    });

  it("end a range behind all that begin so, or are equal", () => {
    fc.assert(
      fc.property(similar, similar, bytes, (prefix, rest, itemKey) => {
        for (const space of [table, index]) {
          const own = space.isIndex ? Buffer.from(itemKey) : undefined;
          const partition = space.partition([{ S: "x" }]);
          const from = Buffer.concat([partition, space.sort([binary(prefix)])]);
          const inside = space.key(item(Buffer.concat([prefix, rest])), own) ?? assert.fail();
          const behind = space.sortBehindPrefix(binary(prefix));
          assert.ok(Buffer.compare(inside, from) >= 0);
          if (behind) assert.ok(Buffer.compare(inside, Buffer.concat([partition, behind])) < 0);
          const same = space.key(item(prefix), own) ?? assert.fail();
          assert.ok(Buffer.compare(same, space.behind(from)) < 0);
          assert.ok(Buffer.compare(inside, space.behind(from)) >= 0);
        }
      }),
    );
  });

  it("are as long as LMDB takes them, at their longest", () => {
    const long = { h: { S: "h".repeat(2048) }, r: binary(Buffer.alloc(1024, 0)) };
    assert.ok((index.key(long, Buffer.alloc(1044)) ?? assert.fail()).length <= 1978);
  });

  it("are none of an item without one of the attributes, of another type, empty or too long", () => {
    const wrongs: Item[] = [
      { h: { S: "x" } },
      { h: { N: "1" }, r: binary(Buffer.from("a")) },
      { h: { S: "" }, r: binary(Buffer.from("a")) },
      { h: { S: "x" }, r: binary(Buffer.alloc(1025)) },
    ];
    for (const wrong of wrongs) assert.equal(index.key(wrong, Buffer.from("a")), undefined);
  });

  it("share a scan among its segments, each entry once", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 1_000_000 }), (hash, total) => {
        const key = table.key({ h: { S: hash }, r: binary(Buffer.from("a")) }) ?? assert.fail();
        const at = Math.floor((key.readUInt32BE(4) * total) / 2 ** 32);
        const holding = [at - 1, at, at + 1].filter((segment) => {
          if (segment < 0 || segment >= total) return false;
          const { from, to } = table.segment(segment, total);
          return Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0;
        });
        assert.equal(holding.length, 1);
      }),
    );
  });

  it("have nothing behind bytes that are as high as can be", () => {
    assert.equal(behindPrefix(Buffer.from([255, 255])), undefined);
    assert.deepEqual(behindPrefix(Buffer.from([1, 255])), Buffer.from([2]));
  });
});
