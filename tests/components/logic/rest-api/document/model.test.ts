import assert from "node:assert/strict";
import Ajv from "ajv-draft-04";
import * as z from "zod";
import { isPortable, modelsOf } from "../../../../../components/logic/rest-api/document/model";
import { Order } from "../../../../../contracts/orders";
import { anOrder } from "../../../../support/orders";

describe("the models of a schema", () => {
  it("are draft 4, without the keyword that the import sets itself", () => {
    const { schemas } = modelsOf("Body", z.strictObject({ n: z.number().gt(0), kind: z.literal("a") }));
    assert.deepEqual(schemas, {
      Body: {
        type: "object",
        properties: {
          n: { type: "number", minimum: 0, exclusiveMinimum: true },
          kind: { type: "string", enum: ["a"] },
        },
        required: ["n", "kind"],
        additionalProperties: false,
      },
    });
  });

  it("refer to each other by alphanumeric names, themselves included", () => {
    const address = z.object({ city: z.string() }).meta({ id: "postal-address" });
    const node = z.object({
      address,
      get children() {
        return z.array(node);
      },
    });
    const { schemas } = modelsOf("Body", z.object({ node, billing: address }));
    const names = Object.keys(schemas);
    for (const name of names) assert.match(name, /^[A-Za-z0-9]+$/);
    assert.deepEqual(schemas.BodyPostalAddress, {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
    });
    const references = [...JSON.stringify(schemas).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    assert.equal(references.length, 4);
    for (const reference of references)
      assert.ok(names.includes(String(reference).replace("#/components/schemas/", "")), reference);
    assert.deepEqual(modelsOf("Tree", node).schemas.Tree?.properties, {
      address: { $ref: "#/components/schemas/TreePostalAddress" },
      children: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
    });
  });

  it("lose what only describes and would be refused, unless a property is called so", () => {
    const text = z.string().meta({ id: "Text", example: "x", examples: ["x"], description: "kept" });
    const { schemas } = modelsOf("Body", z.object({ example: z.string(), id: z.string(), text }));
    assert.deepEqual(schemas.BodyText, { type: "string", description: "kept" });
    assert.deepEqual(schemas.Body?.required, ["example", "id", "text"]);
    assert.deepEqual(Object.keys(schemas.Body?.properties ?? {}), ["example", "id", "text"]);
  });

  it("keep patterns that every JavaScript knows, and leave the others to the handler", () => {
    const { schemas } = modelsOf(
      "Body",
      z.object({ a: z.string().regex(/^(?!x)[a-z]+$/), b: z.string().regex(/(?<=a)b/) }),
    );
    assert.deepEqual(schemas.Body?.properties, {
      a: { type: "string", pattern: "^(?!x)[a-z]+$" },
      b: { type: "string" },
    });
    for (const pattern of ["(?<name>a)\\k<name>", "(?<!a)b", "\\p{L}", "\\u{1F600}", "(?i:a)"])
      assert.equal(isPortable(pattern), false, pattern);
    for (const pattern of ["^(?:a|b)$", "(?=a)", "\\d{3}", "\\u0041", "[A-Z]{3}"])
      assert.equal(isPortable(pattern), true, pattern);
  });

  it("take what JSON has no schema for as an error", () => {
    assert.throws(() => modelsOf("Body", z.date()), /cannot be represented in JSON Schema/);
  });

  it("judge orders as the contract does, as far as draft 4 goes", () => {
    const { schemas } = modelsOf("Body", Order);
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schemas.Body ?? {});
    const { items: _, ...withoutItems } = anOrder();
    const wrong: unknown[] = [
      withoutItems,
      { ...anOrder(), extra: 1 },
      anOrder({ orderId: "no-uuid" }),
      anOrder({ currency: "euro" }),
      anOrder({ placedAt: "2026-02-30T10:00:00Z" }),
      anOrder({ customerId: "" }),
      anOrder({ items: [{ sku: "s", quantity: 0, unitPrice: 1 }] }),
      anOrder({ items: [{ sku: "s", quantity: 1.5, unitPrice: 1 }] }),
      "order",
    ];
    assert.equal(validate(anOrder()), true, JSON.stringify(validate.errors));
    for (const body of wrong) {
      assert.equal(validate(body), false, JSON.stringify(body));
      assert.equal(Order.safeParse(body).success, false);
    }
  });
});
