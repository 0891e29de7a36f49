import assert from "node:assert/strict";
import { mergeDocuments } from "../../../../../local/services/apigateway/document/merge-documents";
import { readDocument } from "../../../../../local/services/apigateway/document/read-document";
import { mock, PLACE } from "../gateway-fixture";

const api = (title: string, paths: object, extra: object = {}) => ({
  openapi: "3.0.1",
  info: { title, version: "1" },
  paths,
  ...extra,
});

const ANSWERS = { responses: { "200": { description: "answer" } } };
const VALIDATORS = { all: { validateRequestBody: true, validateRequestParameters: true } };

describe("apigateway: mode merge", () => {
  const before = api(
    "before",
    {
      "/a": {
        parameters: [{ name: "q", in: "query", required: true }],
        get: mock("old", ANSWERS),
        post: mock("old", ANSWERS),
      },
    },
    {
      info: { title: "before", version: "1", description: "kept" },
      security: [{ key: [] }],
      servers: [{ url: "https://a.test/base" }],
      components: {
        schemas: { Old: { type: "object" }, Both: { type: "string" } },
        securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } },
      },
      "x-amazon-apigateway-api-key-source": "AUTHORIZER",
      "x-amazon-apigateway-binary-media-types": ["image/heif", "image/png"],
      "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: 420 } },
      "x-amazon-apigateway-request-validators": VALIDATORS,
      "x-amazon-apigateway-request-validator": "all",
    },
  );
  const after = api(
    "after",
    {
      "/base/a": {
        get: mock("new", { responses: { "200": { description: "answer" }, "400": { description: "bad" } } }),
      },
      "/b": { get: mock("new", ANSWERS) },
    },
    {
      components: { schemas: { Both: { type: "object" } } },
      "x-amazon-apigateway-binary-media-types": ["image/png", "image/jpg"],
      "x-amazon-apigateway-gateway-responses": { DEFAULT_5XX: { statusCode: 599 } },
    },
  );
  const merged = mergeDocuments({ document: before, basepath: "prepend" }, { document: after, basepath: "ignore" });
  const plan = readDocument(JSON.stringify(merged), PLACE);
  const method = (name: string) => plan.methods.find((item) => `${item.httpMethod} ${item.resourcePath}` === name);

  it("replaces methods that both declare, and keeps the others as they were", () => {
    assert.deepEqual(
      plan.methods.map(({ httpMethod, resourcePath }) => `${httpMethod} ${resourcePath}`),
      ["GET /base/a", "POST /base/a", "GET /b"],
    );
    assert.deepEqual([...(method("GET /base/a")?.responses.keys() ?? [])], ["200", "400"]);
    assert.equal(method("GET /base/a")?.apiKeyRequired, false);
    assert.deepEqual(method("GET /base/a")?.parameters, []);
    assert.equal(method("POST /base/a")?.apiKeyRequired, true);
    assert.equal(method("POST /base/a")?.validator?.name, "all");
    assert.deepEqual(method("POST /base/a")?.parameters, [{ location: "querystring", name: "q", required: true }]);
    assert.equal(method("GET /b")?.validator, undefined);
  });

  it("adds up what has names, and takes the rest from the new document where it is there", () => {
    assert.deepEqual([plan.name, plan.description, plan.apiKeySource], ["after", "kept", "AUTHORIZER"]);
    assert.deepEqual(plan.binaryMediaTypes, ["image/heif", "image/png", "image/jpg"]);
    assert.deepEqual([...plan.gatewayResponses.keys()], ["THROTTLED", "DEFAULT_5XX"]);
    assert.deepEqual(Object.fromEntries(plan.models), { Old: { type: "object" }, Both: { type: "object" } });
  });
});
