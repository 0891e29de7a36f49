import assert from "node:assert/strict";
import { describeApi } from "../../../../../local/services/apigateway/control/describe-api";
import { readDocument } from "../../../../../local/services/apigateway/document/read-document";
import { mock, PLACE } from "../gateway-fixture";

const swagger = (paths: object, extra: object = {}) =>
  JSON.stringify({ swagger: "2.0", info: { title: "old", version: 1 }, paths, ...extra });

describe("apigateway: Swagger 2.0", () => {
  it("reads bodies, answers and parameters, with what the document says for all", () => {
    const source = swagger(
      {
        "/items/{id}": {
          parameters: [{ $ref: "#/parameters/Trace" }],
          post: mock("{}", {
            consumes: ["application/json", "application/vnd.item"],
            parameters: [
              { in: "body", name: "item", required: true, schema: { $ref: "#/definitions/Item" } },
              { in: "query", name: "dry", type: "boolean" },
              { in: "formData", name: "file", type: "file" },
            ],
            responses: {
              "200": {
                description: "made",
                schema: { $ref: "#/definitions/Item" },
                headers: { Location: { type: "string" } },
              },
            },
          }),
        },
      },
      {
        produces: ["text/json"],
        parameters: { Trace: { in: "header", name: "X-Trace", required: true, type: "string" } },
        definitions: { Item: { type: "object", required: ["name"] } },
      },
    );
    const plan = readDocument(source, PLACE);
    const described: Readonly<Record<string, unknown>> | undefined = describeApi(plan).methods["POST /items/{id}"];
    assert.deepEqual(described?.requestModels, { "application/json": "Item", "application/vnd.item": "Item" });
    assert.deepEqual(described?.requestParameters, {
      "method.request.header.X-Trace": true,
      "method.request.querystring.dry": false,
      "method.request.path.id": true,
    });
    assert.deepEqual(described?.methodResponses, {
      "200": {
        statusCode: "200",
        responseModels: { "text/json": "Item" },
        responseParameters: { "method.response.header.Location": false },
      },
    });
    assert.deepEqual(plan.notices, ["POST /items/{id}: API Gateway has no parameters in formData"]);
    const model = plan.methods[0]?.models.get("application/json");
    assert.deepEqual(model?.check("{}"), {
      valid: false,
      errors: '[object has missing required properties (["name"])]',
    });
  });

  it("reads the base path and the security definitions", () => {
    const source = swagger(
      { "/a": { get: mock("{}", { security: [{ key: [] }], responses: { "200": { description: "answer" } } }) } },
      { basePath: "/v1/shop", securityDefinitions: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
    );
    const [method] = readDocument(source, PLACE, { basepath: "split" }).methods;
    assert.equal(method?.resourcePath, "/shop/a");
    assert.equal(method?.apiKeyRequired, true);
  });

  it("reads a version that YAML takes for a number, and refuses other versions", () => {
    assert.equal(readDocument("swagger: 2.0\ninfo: {title: t, version: 1.0}\npaths: {}", PLACE).name, "t");
    assert.throws(() => readDocument('{"swagger":"1.2","info":{}}', PLACE), { message: "Invalid OpenAPI input." });
  });
});
