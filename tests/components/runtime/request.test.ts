import assert from "node:assert/strict";
import type { APIGatewayProxyEvent } from "aws-lambda";
import fc from "fast-check";
import * as z from "zod";
import * as mini from "zod/mini";
import { Problem } from "../../../components/runtime/problem";
import { bodyOf, pathOf, queryOf } from "../../../components/runtime/request";

const event = (of: Partial<APIGatewayProxyEvent>) => of as APIGatewayProxyEvent;
const posted = (body: string | null, type: string | undefined = "application/json", isBase64Encoded = false) =>
  event({ body, isBase64Encoded, headers: type === "" ? {} : { "Content-TYPE": type } });

/** Status and detail of the problem. */
const refused = (work: () => unknown): [number, string] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return [error.status, error.detail];
    throw error;
  }
  return assert.fail("not refused");
};

describe("a request", () => {
  const Note = z.strictObject({ text: z.string().max(10), stars: z.int().min(1) });

  it("has a body as the contract says", () => {
    const note = { text: "żółć", stars: 3 };
    const text = JSON.stringify(note);
    const base64 = Buffer.from(text).toString("base64");
    for (const type of ["application/json", "Application/JSON; charset=utf-8", "application/merge-patch+json", ""])
      assert.deepEqual(bodyOf(posted(text, type), Note), note);
    assert.deepEqual(bodyOf(posted(base64, "application/json", true), Note), note);
  });

  it("with another content type is refused, 415", () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonp",
      "text/json",
      "json",
      "a b",
    ])
      assert.equal(refused(() => bodyOf(posted("{}", type), Note))[0], 415, type);
  });

  it("with another body is refused, 400, in words that keep to a line", () => {
    for (const [body, detail] of [
      [null, "The body is no JSON."],
      ["", "The body is no JSON."],
      ["{", "The body is no JSON."],
      ["[]", "the body: Invalid input: expected object, received array"],
      ['{"text":"a","stars":"1"}', "stars: Invalid input: expected number, received string"],
      ['{"text":"a","stars":1,"__proto__":{"stars":2}}', 'the body: Unrecognized key: "__proto__"'],
      ['{"text":"a","stars":1,"\\n\\ud800":1}', 'the body: Unrecognized key: "?�"'],
    ] as const)
      assert.deepEqual(
        refused(() => bodyOf(posted(body), Note)),
        [400, detail],
      );
    const long = JSON.stringify({ text: "a", stars: 1, ["x".repeat(2 ** 20)]: 1 });
    assert.equal(refused(() => bodyOf(posted(long), Note))[1].length, 500);
    assert.deepEqual(
      refused(() => bodyOf(posted("/w==", "application/json", true), Note)),
      [400, "The body is no UTF-8."],
    );
  });

  it("says the same by the small zod, which brings no words", () => {
    const Small = mini.strictObject({ stars: mini.int().check(mini.minimum(1)) });
    assert.deepEqual(bodyOf(posted('{"stars":1}'), Small), { stars: 1 });
    assert.deepEqual(
      refused(() => bodyOf(posted('{"stars":0}'), Small)),
      [400, "stars: Too small: expected number to be >=1"],
    );
  });

  it("never fails otherwise, whatever the body", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.boolean(), (body, isBase64Encoded) => {
        assert.equal(refused(() => bodyOf(posted(body, "application/json", isBase64Encoded), Note))[0], 400);
      }),
    );
  });

  describe("with a query", () => {
    const Query = z.strictObject({ city: z.string().optional(), limit: z.string().default("20") });
    const asked = (given: Record<string, string[]>) =>
      event({
        queryStringParameters: Object.fromEntries(Object.entries(given).map(([name, values]) => [name, values.at(-1)])),
        multiValueQueryStringParameters: given,
      });

    it("has what the contract says; what is blank is absent", () => {
      assert.deepEqual(queryOf(asked({ city: ["Ghent"], limit: [" "] }), Query), { city: "Ghent", limit: "20" });
      const none = event({ queryStringParameters: null, multiValueQueryStringParameters: null });
      assert.deepEqual(queryOf(none, Query), { limit: "20" });
    });

    it("that is given twice, or unknown, is refused", () => {
      const twice = refused(() => queryOf(asked({ city: ["Ghent", "Porto"] }), Query));
      assert.deepEqual(twice, [400, '"city" may be given once (it is given 2 times).']);
      const unknown = refused(() => queryOf(asked({ ctiy: ["Ghent"] }), Query));
      assert.deepEqual(unknown, [400, 'the query: Unrecognized key: "ctiy"']);
    });
  });

  it("names nothing by a path that fits no contract", () => {
    const at = (showId: string) => event({ pathParameters: { showId } });
    const id = "0d9f0c3e-9c5e-4bb3-8a86-ff3f5d6b2f10";
    assert.equal(pathOf(at(id), "showId", z.guid()), id);
    for (const other of ["", "%00", `${id}/`, "constructor"])
      assert.equal(pathOf(at(other), "showId", z.guid()), undefined);
    assert.equal(pathOf(event({ pathParameters: null }), "showId", z.guid()), undefined);
  });
});
