import assert from "node:assert/strict";
import { nameReferred, stackName } from "../../../../local/engine/stacks/stack-name";
import { stackOutputs } from "../../../../local/engine/stacks/stack-outputs";

describe("the name of a stack", () => {
  it("is read as Pulumi reads it, in any organisation", () => {
    assert.equal(stackName({ project: "platform", stack: "prod" }), "organization/platform/prod");
    for (const [reference, name] of [
      ["organization/platform/prod", "organization/platform/prod"],
      ["acme/platform/prod", "organization/platform/prod"],
      ["acme/prod", "organization/orders/prod"],
      ["prod", "organization/orders/prod"],
    ] as const) {
      assert.equal(nameReferred(reference, { project: "orders" }), name);
    }
  });

  for (const reference of ["", "/", "a//b", "organization/platform/", "a/b/c/d"]) {
    it(`is refused: ${JSON.stringify(reference)}`, () =>
      assert.throws(() => nameReferred(reference, { project: "orders" }), {
        name: "SetupError",
        message: `${JSON.stringify(reference)} names no stack: write organization/<project>/<stack>`,
      }));
  }
});

describe("what a stack shows", () => {
  it("tells those of its outputs that hold a secret, also deep inside and under names with dots", () => {
    const outputs = { url: "u", key: "k", "a.b": { c: 1 }, a: 2, shared: { token: "t" } };
    assert.deepEqual(stackOutputs({ outputs, secretPaths: ["shared.token", "key", "a.b.c"] }).secretOutputNames, [
      "a.b",
      "key",
      "shared",
    ]);
  });
});
