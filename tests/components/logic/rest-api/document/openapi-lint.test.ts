import assert from "node:assert/strict";
import type { OpenApiDocument, Operation } from "../../../../../components/logic/rest-api/document/openapi";
import { lintOpenApi } from "../../../../../components/logic/rest-api/document/openapi-lint";
import { PROXY, sendMessage } from "../targets";

const operation = (more: Partial<Operation> = {}): Operation => ({
  operationId: "get",
  responses: { "200": { description: "fine" } },
  "x-amazon-apigateway-integration": PROXY.extension,
  ...more,
});

const document = (more: Partial<OpenApiDocument> = {}, get: Partial<Operation> = {}): OpenApiDocument => ({
  openapi: "3.0.1",
  info: { title: "t", version: "1" },
  paths: { "/": { get: operation(get) } },
  components: {},
  // The lint does not look at them.
  "x-amazon-apigateway-gateway-responses": {} as OpenApiDocument["x-amazon-apigateway-gateway-responses"],
  ...more,
});

const refused = (made: OpenApiDocument) =>
  lintOpenApi(made).map(({ effect, path, rule }) => {
    assert.equal(effect, "refused");
    return `${path} ${rule}`;
  });

describe("the lint of a document", () => {
  it("finds nothing in a plain one", () => {
    assert.deepEqual(lintOpenApi(document()), []);
  });

  it("knows what models may be called and what they may hold", () => {
    const schemas = { "My-Model": { type: "string" }, A: { $ref: "#/components/schemas/B" }, C: { example: 1 } };
    assert.deepEqual(refused(document({ components: { schemas } })), [
      "/components/schemas/My-Model must have a name of letters and digits",
      "/components/schemas/A/$ref leads nowhere: #/components/schemas/B",
      "/components/schemas/C/example is no keyword of a model",
    ]);
  });

  it("tells a keyword from a property of the same name", () => {
    const schemas = { A: { properties: { example: { type: "array", minItems: 1 }, default: { type: "string" } } } };
    assert.deepEqual(lintOpenApi(document({ components: { schemas } })), [
      {
        effect: "not enforced",
        path: "/components/schemas/A/properties/example/minItems",
        rule: "API Gateway does not enforce minItems; the handler has to",
      },
    ]);
  });

  it("misses what operations name and the document does not hold", () => {
    const get: Partial<Operation> = {
      security: [{ api_key: [] }],
      "x-amazon-apigateway-request-validator": "body",
      requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } },
    };
    assert.deepEqual(refused(document({ paths: { "/a/{id}": { get: operation(get) } } })), [
      "/paths/~1a~1{id}/get/parameters must declare {id}",
      "/paths/~1a~1{id}/get names a validator that the document does not hold: body",
      "/paths/~1a~1{id}/get/security names a scheme that the document does not hold: api_key",
      "/paths/~1a~1{id}/get/requestBody leads nowhere: #/components/schemas/A",
    ]);
  });

  it("wants each status and header of an integration declared", () => {
    const { extension } = sendMessage();
    const get = {
      "x-amazon-apigateway-integration": extension,
      responses: { "202": { description: "" }, "400": { description: "" }, "503": { description: "" } },
    };
    assert.deepEqual(refused(document({}, get)), [
      "/paths/~1/get/x-amazon-apigateway-integration/responses/default sets the undeclared header Retry-After",
    ]);
    assert.equal(refused(document({}, { ...get, responses: {} })).length, 3);
  });

  it("wants one response of an integration for a status", () => {
    const extension = { type: "mock", responses: { "4..": { statusCode: "503" }, default: { statusCode: "503" } } };
    const get = { "x-amazon-apigateway-integration": extension, responses: { "503": { description: "" } } };
    assert.deepEqual(refused(document({}, get)), [
      "/paths/~1/get/x-amazon-apigateway-integration/responses/default answers 503 as 4.. does: AWS keeps one for a status",
    ]);
  });

  it("takes security schemes of one type", () => {
    assert.deepEqual(refused(document({ components: { securitySchemes: { basic: { type: "http" } } } })), [
      "/components/securitySchemes/basic must be of type apiKey (it is http)",
    ]);
  });
});
