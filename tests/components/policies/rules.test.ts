import assert from "node:assert/strict";
import type { CheckedStack } from "../../../components/policies/checked-resource";
import { type Rule, violations } from "../../../components/policies/rule";
import { RULES } from "../../../components/policies/rules";
import { ACCESS } from "./cases/access";
import type { Cases } from "./cases/case";
import { ENCRYPTION } from "./cases/encryption";
import { OPERATIONS } from "./cases/operations";
import { RIGHTS } from "./cases/rights";

/** Every rule has a case that breaks it. */
const CASES: Cases = { ...ACCESS, ...ENCRYPTION, ...RIGHTS, ...OPERATIONS };

const saidOf = (rule: Rule, stack: CheckedStack): string[] =>
  violations([rule], stack).map(({ resource, problem }) => `${resource.name}: ${problem}`);

describe("the rules of the policy pack", () => {
  it("have names of their own, and cases", () => {
    const names = RULES.map(({ name }) => name);

    assert.equal(new Set(names).size, names.length);
    assert.deepEqual([...names].sort(), Object.keys(CASES).sort());
  });

  for (const rule of RULES) {
    it(`${rule.name} (${rule.level})`, () => {
      const { breaks = [], holds = [] } = CASES[rule.name] ?? {};

      assert.ok(breaks.length > 0 && holds.length > 0, "a case that breaks it, and one that does not");
      for (const [stack, ...said] of breaks) assert.deepEqual(saidOf(rule, stack), said);
      for (const stack of holds) assert.deepEqual(saidOf(rule, stack), []);
    });
  }
});
