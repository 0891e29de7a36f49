import assert from "node:assert/strict";
import Draft4 from "ajv-draft-04";
import fc from "fast-check";
import { compileModel } from "../../../../../local/services/apigateway/validation/compile-model";
import { ModelError } from "../../../../../local/services/apigateway/validation/gather-models";
import type { Schema } from "../../../../../local/services/apigateway/validation/reduce-schema";

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
      check(SUM, { left: false, right: "x" }),
      '[instance type (boolean) does not match any allowed primitive type (allowed: ["integer","number"]), ' +
        'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]',
    );
  });

  it("looks at what a value holds only when the value itself is right", () => {
    assert.equal(check(SUM, { right: "x" }), '[object has missing required properties (["left"])]');
  });

  it("refuses an absent body and what is no JSON with the same words", () => {
    for (const body of ["", "{left: 1}", "x"]) {
      assert.equal(check({ type: "object" }, body), "[Unknown error parsing request body]");
    }
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
    [{ pattern: "^a\\-b$" }, '"a-b"', '"ab"', '[ECMA 262 regex "^a\\-b$" does not match input string "ab"]'],
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
    [
      { anyOf: [{ type: "string" }, { minimum: 2 }] },
      "2",
      "1",
      "[instance failed to match at least one required schema among 2]",
    ],
    [
      { allOf: [{ type: "integer" }, { minimum: 2 }] },
      "2",
      "1",
      "[instance failed to match all required schemas (matched only 1 out of 2)]",
    ],
    [
      { dependencies: { a: ["b", "c"] } },
      '{"b":1}',
      '{"a":1,"c":1}',
      '[property "a" of object has missing property dependencies (schema requires ["b","c"]; missing: ["b"])]',
    ],
    [
      { items: [{}], additionalItems: false },
      "[1]",
      "[1,2]",
      "[schema only allows 1 elements in array but instance has 2 elements]",
    ],
    [{ format: "email" }, '"a@b.test"', '"a.test"', '[string "a.test" is not a valid email address]'],
    [{ format: "ipv4" }, '"127.0.0.1"', '"127.0.0"', '[string "127.0.0" is not a valid IPv4 address]'],
    [{ format: "ipv6" }, '"::1"', '"1"', '[string "1" is not a valid IPv6 address]'],
    [{ format: "hostname" }, '"a.test"', '"a b"', '[string "a b" is not a valid hostname]'],
    [{ format: "uri" }, '"https://a.test/?b=c"', '"a b"', '[string "a b" is not a valid URI]'],
    [{ format: "regex" }, '"a+"', '"("', '[string "(" is not a valid ECMA 262 regular expression]'],
    [{ format: "uuid" }, '"0b5c7ad2-83f4-4f7c-9ae5-2a7d5f1f3c11"', '"x"', '[string "x" is not a valid UUID]'],
    [
      { format: "date-time" },
      '"2024-02-28T10:00:00.5Z"',
      '"2024-13-01T10:00:00Z"',
      "[string \"2024-13-01T10:00:00Z\" is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]]",
    ],
  ];
  for (const [schema, valid, invalid, errors] of enforced) {
    it(`enforces ${JSON.stringify(schema)}`, () => {
      assert.equal(check(schema, valid), "valid");
      assert.equal(check(schema, invalid), errors);
    });
  }

  const ignored: readonly (readonly [schema: Schema, body: unknown])[] = [
    [{ minItems: 1 }, []],
    [{ maxItems: 1 }, [1, 2]],
    [{ minimum: 1, exclusiveMinimum: true }, 1],
    [{ minProperties: 1, maxProperties: 0 }, {}],
    [{ format: "int32" }, 1.5],
    [{ format: "date" }, '"never"'],
    [{ format: "email" }, 5],
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
    assert.throws(() => check({ $ref: "#/properties/a" }, {}), ModelError);
    assert.throws(() => check({ $ref: "https://models.test/Sum" }, {}), /Model reference must be in canonical form/);
  });

  it("ends at bodies nested deeper than the stack", () => {
    const body = '{"name":"a","home":{"residents":['.repeat(20_000) + "]}}".repeat(20_000);
    assert.equal(check(HUMAN, body, models), "[nested too deeply]");
  });

  it("ends at a model that is nothing but itself", () => {
    assert.equal(check({ $ref: "#" }, {}), "[nested too deeply]");
  });

  it("compiles a schema once", () => {
    assert.equal(
      compileModel(HUMAN, () => HOME),
      compileModel(HUMAN, () => HOME),
    );
  });
});

describe("validation: fuzz", () => {
  it("comes to the verdict of an independent validator", () => {
    const other = new Draft4({ strict: false, logger: false });
    // The other one calls these two of an object that it compares, and fails where they are data.
    const value = fc.jsonValue({ maxDepth: 2 }).filter((json) => !/"(valueOf|toString)":/.test(JSON.stringify(json)));
    const plain = {
      type: fc.constantFrom("object", "array", "string", "number", "integer", "boolean", "null"),
      enum: value.map((only) => [only]),
      required: fc.uniqueArray(fc.constantFrom("a", "b"), { minLength: 1 }),
      minimum: fc.integer({ min: -2, max: 2 }),
      maxLength: fc.nat(3),
      multipleOf: fc.constantFrom(2, 3),
      uniqueItems: fc.boolean(),
    };
    const leaf = fc.record(plain, { requiredKeys: [] });
    const some = fc.array(leaf, { minLength: 1, maxLength: 2 });
    const schema = fc.record(
      {
        ...plain,
        properties: fc.record({ a: leaf }),
        additionalProperties: fc.oneof(fc.boolean(), leaf),
        items: fc.oneof(leaf, some),
        additionalItems: fc.boolean(),
        patternProperties: fc.record({ "^b": leaf }),
        dependencies: fc.record({ a: fc.oneof(fc.constant(["b"]), leaf) }),
        allOf: some,
        anyOf: some,
        oneOf: some,
        not: leaf,
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(value, fc.record({ a: value, b: value, c: value }, { requiredKeys: [] }), fc.array(value));
    fc.assert(
      fc.property(schema, body, (model, item) => {
        const text = JSON.stringify(item);
        assert.equal(compileModel(model, () => undefined)(text).valid, other.validate(model, JSON.parse(text)));
      }),
      { numRuns: 60 },
    );
  });

  it("compares objects whose members are called as methods of objects are", () => {
    const check = compileModel({ enum: [{ valueOf: 1 }] }, () => undefined);
    assert.deepEqual(
      ['{"valueOf":1}', '{"valueOf":0}', '{"toString":1}', "{}"].map((text) => check(text).valid),
      [true, false, false, false],
    );
  });

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
