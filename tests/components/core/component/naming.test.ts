import assert from "node:assert/strict";
import { checkName, childName, componentType } from "../../../../components/core/component/naming";

describe("names", () => {
  it("of types do not say where the file is", () => {
    assert.equal(componentType("Queue"), "serverless-tiers:index:Queue");
  });

  it("of children are the component's own for the primary one, and say the role of others", () => {
    assert.equal(childName("orders"), "orders");
    assert.equal(childName("orders", "policy"), "orders-policy");
  });

  it("of components fit every resource that is named after them", () => {
    for (const name of ["a", "orders", "get-order", "v2-orders", "a".repeat(40)]) checkName(name);
    for (const name of ["", "Orders", "2orders", "-orders", "orders-", "get--order", "get_order", "é", "a".repeat(41)])
      assert.throws(
        () => checkName(name),
        {
          message: `${JSON.stringify(name)}: name must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter ("get-order")`,
        },
        name,
      );
  });
});
