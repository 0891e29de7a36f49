import assert from "node:assert/strict";
import fc from "fast-check";
import { nearest } from "../../../../components/core/args/nearest";

const KEYS = ["network", "orders", "logRetention"];

describe("the nearest word", () => {
  it("is the one that was probably meant", () => {
    assert.equal(nearest("netwrok", KEYS), "network");
    assert.equal(nearest("order", KEYS), "orders");
    assert.equal(nearest("logretention", KEYS), "logRetention");
  });

  it("is none when nothing is near", () => {
    assert.equal(nearest("database", KEYS), undefined);
    assert.equal(nearest("orders", []), undefined);
  });

  it("is a word itself, and one that lost a letter", () => {
    const word = fc.stringMatching(/^[a-z]{3,10}$/);
    fc.assert(
      fc.property(word, fc.nat({ max: 9 }), (text, at) => {
        assert.equal(nearest(text, ["0", text]), text);
        assert.equal(nearest(text.slice(0, at) + text.slice(at + 1), ["0", text]), text);
      }),
    );
  });
});
