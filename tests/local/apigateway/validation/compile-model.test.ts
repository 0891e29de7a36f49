import assert from "node:assert/strict";
import fc from "fast-check";
import { compileModel } from "../../../../local/services/apigateway/validation/compile-model";
import { ModelError } from "../../../../local/services/apigateway/validation/gather-models";
import type { Schema } from "../../../../local/services/apigateway/validation/reduce-schema";

const SUM: Schema = {
  type: "object",
  properties: { left: { type: "number" }, right: { type: "number" } },
  required: ["left", "right"],
};

function check(schema: Schema, body: unknown, models: Readonly<Record<string, unknown>> = {}): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const verdict = compileModel(schema, (name) => models[name])(text);
  return verdict.valid ? "valid" : verdict.errors;
}

describe("validation: a body against its model", () => {
  it("accepts what fits and describes what does not", () => {
    assert.equal(check(SUM, { left: 1, right: 2 }), "valid");
    assert.equal(
      check(SUM, { right: "x" }),
      '[instance type (string) does not match any allowed primitive type (allowed: ["number"]), object has missing required properties (["left"])]',
    );
  });

  it("takes an absent body for an empty object", () => {
    assert.equal(check({ type: "object" }, ""), "valid");
    assert.equal(check(SUM, ""), '[object has missing required properties (["left","right"])]');
    assert.equal(
      check({ type: "array" }, ""),
      '[instance type (object) does not match any allowed primitive type (allowed: ["array"])]',
    );
  });

  it("refuses what is no JSON", () => {
    assert.equal(check(SUM, "{left: 1}"), "[Invalid JSON]");
    assert.equal(check({}, "x"), "[Invalid JSON]");
  });

  const enforced: readonly (readonly [schema: Schema, valid: unknown, invalid: unknown, errors: string])[] = [
    [{ enum: ["s", "m"] }, '"s"', '"l"', '[instance value ("l") not found in enum (possible values: ["s","m"])]'],
    [
      { minLength: 2, maxLength: 3 },
      '"\ud83d\ude00b"',
      '"a"',
      '[string "a" is too short (length: 1, required minimum: 2)]',
    ],
    [{ maxLength: 1 }, '"\ud83d\ude00"', '"ab"', '[string "ab" is too long (length: 2, maximum allowed: 1)]'],
    [{ pattern: "^a\\-b$" }, '"a-b"', '"ab"', '[ECMA 262 regex "^a\\\\-b$" does not match input string "ab"]'],
    [{ minimum: 1 }, "1", "0", "[numeric instance is lower than the required minimum (minimum: 1, found: 0)]"],
    [{ maximum: 1 }, "1", "2", "[numeric instance is greater than the required maximum (maximum: 1, found: 2)]"],
    [
      { maximum: 1, exclusiveMaximum: true },
      "0",
      "1",
      "[numeric instance is not strictly lower than the required maximum 1]",
    ],
    [{ multipleOf: 2 }, "4", "3", "[remainder of division is not zero (3 / 2)]"],
    [
      { type: ["integer", "null"] },
      "null",
      "1.5",
      '[instance type (number) does not match any allowed primitive type (allowed: ["integer","null"])]',
    ],
    [
      { properties: { a: {} }, additionalProperties: false },
      '{"a":1}',
      '{"c":1,"b":1}',
      '[object instance has properties which are not allowed by the schema: ["b","c"]]',
    ],
    [{ uniqueItems: true }, "[1,2]", "[1,1]", "[array must not contain duplicate elements]"],
    [{ not: { type: "string" } }, "1", '"a"', "[instance matched a schema which it should not have]"],
  ];
  for (const [schema, valid, invalid, errors] of enforced) {
    it(`enforces ${Object.keys(schema).join(", ")}`, () => {
      assert.equal(check(schema, valid), "valid");
      assert.equal(check(schema, invalid), errors);
    });
  }

  const ignored: readonly (readonly [schema: Schema, body: unknown])[] = [
    [{ minItems: 1 }, []],
    [{ maxItems: 1 }, [1, 2]],
    [{ minimum: 1, exclusiveMinimum: true }, 1],
    [{ minProperties: 1, maxProperties: 0 }, {}],
    [{ format: "date-time" }, '"never"'],
    [{ discriminator: { propertyName: "kind" }, readOnly: true, example: 1, "x-note": 2 }, {}],
    [{ properties: { minItems: { type: "array", minItems: 5 } } }, { minItems: [] }],
    [{ allOf: [{ items: { anyOf: [{ minItems: 3 }] } }] }, [[]]],
  ];
  for (const [schema, body] of ignored) {
    it(`does not enforce ${JSON.stringify(schema)}`, () => assert.equal(check(schema, body), "valid"));
  }

  it("does not know OpenAPI's nullable", () => {
    assert.equal(
      check({ type: "string", nullable: true }, "null"),
      '[instance type (null) does not match any allowed primitive type (allowed: ["string"])]',
    );
  });

  it("counts schemas of oneOf and anyOf", () => {
    const schema = { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Sum" }] };
    assert.equal(check(schema, '"open"', { Sum: SUM }), "valid");
    assert.equal(check(schema, { left: 1, right: 2 }, { Sum: SUM }), "valid");
    assert.match(check(schema, 5, { Sum: SUM }), /instance failed to match exactly one schema \(matched 0 out of 2\)/);
  });
});

describe("validation: models that refer to models", () => {
  const HOME = {
    type: "object",
    properties: { residents: { type: "array", items: { $ref: "#/components/schemas/Human" } } },
    required: ["residents"],
  };
  const HUMAN = {
    type: "object",
    properties: { name: { type: "string" }, home: { $ref: "#/components/schemas/Home" } },
    required: ["name"],
  };
  const models = { Home: HOME, Human: HUMAN, Sum: SUM };

  it("follows circles", () => {
    assert.equal(
      check(HUMAN, { name: "a", home: { residents: [{ name: "b", home: { residents: [] } }] } }, models),
      "valid",
    );
    assert.equal(
      check(HUMAN, { name: "a", home: { residents: [{ home: { residents: [] } }] } }, models),
      '[object has missing required properties (["name"])]',
    );
  });

  it("knows models by the address of the management API and by both pointers", () => {
    for (const $ref of [
      "https://apigateway.amazonaws.com/restapis/abc123/models/Sum",
      "#/definitions/Sum",
      "#/components/schemas/Sum",
    ]) {
      assert.equal(check({ type: "array", items: { $ref } }, [{ left: 1, right: 2 }], models), "valid");
      assert.equal(
        check({ type: "array", items: { $ref } }, [{ left: 1 }], models),
        '[object has missing required properties (["right"])]',
      );
    }
  });

  it("prefers a model's own definitions", () => {
    const schema = { definitions: { Sum: { type: "string" } }, properties: { a: { $ref: "#/definitions/Sum" } } };
    assert.equal(check(schema, { a: "x" }, models), "valid");
  });

  it("refuses references to nothing, and schemas that are none", () => {
    assert.throws(() => check({ $ref: "#/components/schemas/Nobody" }, {}), ModelError);
    assert.throws(() => check({ type: "text" }, {}), ModelError);
    assert.throws(() => check({ pattern: "(" }, {}), ModelError);
    assert.throws(() => check({ required: [] }, {}), ModelError);
  });

  it("ends at bodies nested deeper than the stack", () => {
    const body = '{"name":"a","home":{"residents":['.repeat(20_000) + "]}}".repeat(20_000);
    assert.equal(check(HUMAN, body, models), "[nested too deeply]");
  });

  it("compiles a schema once", () => {
    assert.equal(
      compileModel(HUMAN, () => HOME),
      compileModel(HUMAN, () => HOME),
    );
  });
});

describe("validation: fuzz", () => {
  it("gives a verdict on any text", () => {
    const checkBody = compileModel(
      {
        type: "object",
        properties: { a: SUM, b: { type: "array", items: { enum: [1, "x"] } } },
        additionalProperties: { pattern: "a+" },
      },
      () => undefined,
    );
    const shaped = fc
      .record({ a: fc.jsonValue(), b: fc.jsonValue(), c: fc.jsonValue() }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(fc.oneof(shaped, fc.json(), fc.string({ unit: "binary" })), (body) => {
        const verdict = checkBody(body);
        assert.ok(verdict.valid || /^\[.+\]$/s.test(verdict.errors));
      }),
      { numRuns: 2000 },
    );
  });
});
