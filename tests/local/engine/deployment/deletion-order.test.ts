import assert from "node:assert/strict";
import * as fc from "fast-check";
import { deletionOrder } from "../../../../local/engine/deployment/deletion-order";

const entry = (urn: string, dependencies: string[] = [], parent?: string) => ({ urn, dependencies, parent });

describe("the order of deletions", () => {
  it("is that of creation reversed: dependents and children first", () => {
    const records = [entry("c", ["b"]), entry("a"), entry("child", [], "a"), entry("b", ["a", "elsewhere"])];
    assert.deepEqual(
      deletionOrder(records).map(({ urn }) => urn),
      ["child", "c", "b", "a"],
    );
  });

  it("keeps two lives under one URN, both after what depends on them", () => {
    const records = [entry("a"), entry("b", ["a"]), entry("a")];
    assert.deepEqual(
      deletionOrder(records).map(({ urn }) => urn),
      ["b", "a", "a"],
    );
  });

  it("ends for a circle, which a moved parent can leave behind", () => {
    assert.equal(deletionOrder([entry("a", ["b"]), entry("b", ["a"])]).length, 2);
  });

  it("holds for any graph without circles", () => {
    const graph = fc
      .array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 })
      .map((edges) => edges.map((to, index) => entry(`${index}`, to.filter((other) => other < index).map(String))));
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), (records, noise) => {
        const shuffled = records
          .map((record) => ({ record, at: noise.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ record }) => record);
        const order = deletionOrder(shuffled).map(({ urn }) => urn);
        assert.equal(new Set(order).size, records.length);
        for (const { urn, dependencies } of records) {
          for (const needed of dependencies) assert.ok(order.indexOf(urn) < order.indexOf(needed));
        }
      }),
    );
  });
});
