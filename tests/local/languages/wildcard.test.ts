import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ANY, fitsWildcards, ONE, type WildcardPart } from "../../../local/languages/wildcard";

const asExpression = (part: WildcardPart): string => (part === ANY ? "[^]*" : part === ONE ? "[^]" : part);

describe("wildcards", () => {
  it("fit what the regular expression fits", () => {
    const parts = fc.array(fc.constantFrom<WildcardPart>("a", "b", ANY, ONE), { maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
    const check = (pattern: readonly WildcardPart[], text: string): void => {
      const expression = new RegExp(`^${pattern.map(asExpression).join("")}$`);
      assert.equal(fitsWildcards(pattern, text), expression.test(text));
    };
    fc.assert(fc.property(parts, texts, check), { numRuns: 2000 });
  });

  it("end soon with many of them", () => {
    const from = performance.now();
    const parts = Array.from({ length: 40 }, (): WildcardPart[] => [ANY, "a"]).flat();
    assert.equal(fitsWildcards([...parts, "b"], "a".repeat(10_000)), false);
    assert.ok(performance.now() - from < 5000);
  });
});
