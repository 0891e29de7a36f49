import assert from "node:assert/strict";
import { describedTypes } from "../../../local/aws-types/aws-types";
import { ServedWorld } from "./served-world";

describe("the provider's schema, of which `pulumi import` makes code", () => {
  const world = new ServedWorld();
  before(() => world.start());
  after(() => world.end());

  it("has every type that has a record, with its inputs", async () => {
    const { schema } = await world.engine().call("getSchema");
    const { resources } = JSON.parse(String(schema));
    assert.deepEqual(Object.keys(resources).sort(), describedTypes());
    const { inputProperties, requiredInputs } = resources["aws:iam/rolePolicy:RolePolicy"];
    assert.deepEqual(Object.keys(inputProperties).sort(), ["name", "namePrefix", "policy", "role"]);
    assert.deepEqual(requiredInputs.sort(), ["policy", "role"]);
    assert.deepEqual(resources["aws:sqs/queue:Queue"].inputProperties.delaySeconds, { type: "number" });
  });
});
