import assert from "node:assert/strict";
import { readJson } from "../../../../local/wire/protocols/aws-json";

const nested = (levels: number, open = "[", close = "]") =>
  readJson({ body: Buffer.from(`${open.repeat(levels)}${close.repeat(levels)}`.replace(":}", ":{}}")) });

describe("a JSON body", () => {
  it("is refused when it is no JSON", () => {
    assert.throws(() => readJson({ body: Buffer.from("{") }), { code: "SerializationException" });
    assert.deepEqual(readJson({ body: Buffer.from("") }), {});
  });

  it("is refused when it is nested more deeply than its readers go down", () => {
    assert.ok(nested(1_000));
    for (const levels of [1_001, 10_000, 200_000]) {
      assert.throws(() => nested(levels), { code: "SerializationException" });
      assert.throws(() => nested(levels, '{"L":', "}"), { code: "SerializationException" });
    }
  });

  it("may be long", () => {
    const body = { items: Array.from({ length: 5_000 }, (_, index) => ({ index, text: "[[[[" })) };
    assert.deepEqual(readJson({ body: Buffer.from(JSON.stringify(body)) }), body);
  });
});
