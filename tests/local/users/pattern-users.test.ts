import assert from "node:assert/strict";
import { ofAllStacks, usersOf } from "../../../local/users/pattern-users";

describe("the users of a pattern among several stacks", () => {
  const pool = (name: string, id: string) => ({
    [`${name}UserPoolId`]: id,
    [`${name}UserPoolClientId`]: `${id}-client`,
  });
  const outputs = ofAllStacks({
    platform: { ...pool("members", "p"), ...pool("mobile", "p-mobile"), url: "x" },
    shop: { ...pool("mobile", "s-mobile"), tables: ["a"] },
  });

  it("are found by the pattern, and by its project where two stacks have one of that name", () => {
    assert.deepEqual(usersOf("members", outputs), { pool: "p", client: "p-client" });
    assert.deepEqual(usersOf("shop/mobile", outputs), { pool: "s-mobile", client: "s-mobile-client" });
    assert.deepEqual(usersOf("platform/mobile", outputs), { pool: "p-mobile", client: "p-mobile-client" });
    assert.throws(() => usersOf("mobile", outputs), /there is no pattern mobile with users/);
  });

  it("are those of the one stack that there is", () =>
    assert.deepEqual(usersOf("mobile", ofAllStacks(pool("mobile", "m"))), { pool: "m", client: "m-client" }));
});
