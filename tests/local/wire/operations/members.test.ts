import assert from "node:assert/strict";
import * as z from "zod";
import {
  droppedMembers,
  type Members,
  membersOf,
  unknownMembers,
  withoutEffect,
} from "../../../../local/wire/operations/members";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../signatures/signed-call";

describe("members of a call", () => {
  const schema = z.object({
    Name: z.string(),
    Entries: z.array(z.object({ Id: z.string().optional() })).default([]),
    Attributes: z.record(z.string(), z.object({ Type: z.string() })).optional(),
    Any: z.unknown(),
    Mode: withoutEffect("USUAL", ["A"]),
  });
  const model: Members = {
    Name: true,
    Any: { Thing: true },
    Mode: true,
    Other: true,
    Entries: { "*": { Id: true, More: true } },
    Attributes: { "*": { Type: true, Value: true } },
  };
  const dropped = (input: object) => droppedMembers(input, model, membersOf(schema));

  it("are found wherever they would be dropped", () => {
    assert.deepEqual(
      dropped({ Name: "a", Entries: [{ Id: "1" }], Attributes: { x: { Type: "y" } }, Any: { Thing: 1 } }),
      [],
    );
    assert.deepEqual(dropped({ Other: 0 }), ["Other"]);
    assert.deepEqual(dropped({ Entries: [{ Id: "1" }, { More: true }] }), ["Entries.1.More"]);
    assert.deepEqual(dropped({ Attributes: { constructor: { Value: "" } } }), ["Attributes.constructor.Value"]);
  });

  it("may have values that change nothing, and be null, which is absent", () => {
    assert.deepEqual(dropped({ Mode: "USUAL" }), []);
    assert.deepEqual(dropped({ Mode: ["A"] }), []);
    assert.deepEqual(dropped({ Mode: "OTHER" }), ["Mode"]);
    assert.deepEqual(dropped({ Other: null }), []);
  });

  it("that AWS does not know are another thing, whatever they are called", () => {
    const input = { Nothing: 1, constructor: 1, Entries: [{ Nothing: 1 }] };
    assert.deepEqual(dropped(input), []);
    assert.deepEqual(unknownMembers(input, model), ["Nothing", "constructor", "Entries.0.Nothing"]);
  });

  describe("at the endpoint", () => {
    let cloud: TestCloud;
    before(async () => {
      cloud = await startTestCloud();
    });
    after(() => cloud.close());
    const put = (more: object) =>
      jsonCall(cloud, "ssm", "AmazonSSM.PutParameter", {
        Name: "a",
        Value: "b",
        Type: "String",
        Overwrite: true,
        ...more,
      });

    it("are refused by name, and said in the log", async () => {
      const { status, body } = await put({ KeyId: "alias/mine" });
      assert.equal(status, 501);
      assert.equal(body.__type, "NotEmulatedByLocalCloud");
      assert.match(body.message, /^ssm PutParameter: member KeyId is not emulated by the local cloud/);
      assert.equal(cloud.warnings.at(-1), body.message);
    });

    it("are passed over where AWS passes over them, and said once", async () => {
      for (const _ of [1, 2]) assert.equal((await put({ Valeu: "c" })).status, 200);
      const told = cloud.warnings.filter((line) => line.includes("Valeu"));
      assert.deepEqual(told, ["PutParameter: AWS knows no member Valeu, and passes over it"]);
    });
  });
});
