import assert from "node:assert/strict";
import { ImportError } from "../../../../../local/services/apigateway/document/import-error";
import { readDocument } from "../../../../../local/services/apigateway/document/read-document";
import { documentOf, lambdaProxy, mock, PLACE, read } from "../gateway-fixture";

const refusal = (paths: Parameters<typeof read>[0], extra = {}): string => {
  try {
    read(paths, extra);
  } catch (error) {
    assert.ok(error instanceof ImportError);
    assert.equal(error.status, 400);
    return error.message;
  }
  return assert.fail("the document was accepted");
};

describe("apigateway: document", () => {
  it("lists every problem at once, each with its method and resource", () => {
    const bad = { "x-amazon-apigateway-integration": { type: "http", uri: "https://a.test" } };
    assert.equal(
      refusal({ "/a": { get: bad }, "/b": { post: bad } }),
      "Errors found during import:\n" +
        "\tUnable to put integration on 'GET' for resource at path '/a': Enumeration value for HttpMethod must be non-empty\n" +
        "\tUnable to put integration on 'POST' for resource at path '/b': Enumeration value for HttpMethod must be non-empty",
    );
  });

  it("refuses mappings of what the method does not declare", () => {
    const integration = {
      type: "http",
      httpMethod: "GET",
      uri: "https://a.test",
      requestParameters: { "integration.request.header.X": "method.request.header.Y" },
      responses: { default: { statusCode: "200", responseParameters: { "method.response.header.Z": "'1'" } } },
    };
    const message = refusal({ "/a": { get: { "x-amazon-apigateway-integration": integration } } });
    assert.match(message, /Invalid mapping expression specified: method\.request\.header\.Y/);
    assert.match(message, /Invalid mapping expression parameter specified: method\.response\.header\.Z/);
  });

  it("takes an answer whose status the method does not list, and tells that it fails; refuses to map its headers", () => {
    const answering = (response: object) => ({
      get: {
        responses: { "200": { description: "fine" } },
        "x-amazon-apigateway-integration": { type: "mock", responses: { default: response } },
      },
    });
    assert.deepEqual(read({ "/a": answering({ statusCode: 404 }) }).notices, [
      'GET /a: the integration answers 404, which "responses" does not list: the client gets 500 then, as on AWS',
    ]);
    assert.equal(
      refusal({ "/a": answering({ statusCode: 404, responseParameters: { "method.response.header.Z": "'1'" } }) }),
      "Errors found during import:\n\tUnable to put integration response on 'GET' for resource at path '/a': Invalid mapping " +
        "expression specified: Validation Result: warnings : [], errors : [No method response exists for method.]",
    );
  });

  it("takes templates of up to 300 KB", () => {
    const answering = (template: string) => ({
      get: {
        responses: { "200": { description: "fine" } },
        "x-amazon-apigateway-integration": {
          type: "mock",
          responses: { default: { statusCode: "200", responseTemplates: { "text/plain": template } } },
        },
      },
    });
    read({ "/a": answering("x".repeat(300 * 1024)) });
    assert.match(refusal({ "/a": answering("x".repeat(300 * 1024 + 1)) }), /text\/plain is larger than 300 KB$/);
  });

  it("takes timeouts over 29 s for a Regional API alone", () => {
    const uri = "https://a.test";
    const slow = { type: "http_proxy", httpMethod: "GET", uri, timeoutInMillis: 29_001 };
    const document = documentOf({ "/a": { get: { "x-amazon-apigateway-integration": slow } } });
    assert.throws(() => readDocument(document, PLACE), /Timeout should be between 50 ms and 29000 ms$/);
    const [method] = readDocument(document, PLACE, { endpointType: "REGIONAL" }).methods;
    assert.equal(method?.integration?.timeoutInMillis, 29_001);
  });

  it("takes answers that are streamed from proxies alone, by the URI for it, and for up to 15 minutes", () => {
    const at = "arn:aws:apigateway:eu-west-1:lambda:path";
    const fn = "arn:aws:lambda:eu-west-1:000000000000:function:f";
    const streamed = {
      type: "aws_proxy",
      httpMethod: "POST",
      uri: `${at}/2021-11-15/functions/${fn}/response-streaming-invocations`,
      responseTransferMode: "STREAM",
      timeoutInMillis: 900_000,
    };
    const document = (more: object) => ({
      "/a": { get: { "x-amazon-apigateway-integration": { ...streamed, ...more } } },
    });
    const [method] = read(document({})).methods;
    assert.deepEqual([method?.integration?.streams, method?.integration?.timeoutInMillis], [true, 900_000]);
    assert.match(refusal(document({ timeoutInMillis: 900_001 })), /Timeout should be between 50 ms and 900000 ms$/);
    const http = { type: "http", uri: "https://a.test", timeoutInMillis: 1_000 };
    assert.match(refusal(document(http)), /STREAM is only supported for HTTP_PROXY and AWS_PROXY integrations$/);
    const mismatch = /STREAM and the URI of response-streaming-invocations need each other$/;
    assert.match(refusal(document({ uri: `${at}/2015-03-31/functions/${fn}/invocations` })), mismatch);
    assert.match(refusal(document({ responseTransferMode: "BUFFERED", timeoutInMillis: 1_000 })), mismatch);
  });

  it("refuses a validator that is not there", () => {
    assert.match(
      refusal({ "/a": { post: { ...mock("{}"), "x-amazon-apigateway-request-validator": "gone" } } }),
      /Unable to put method 'POST' on resource at path '\/a': Invalid Request Validator identifier 'gone'/,
    );
  });

  it("warns as AWS does of what it leaves out, and refuses it when warnings are to fail", () => {
    const schema = { $ref: "#/components/schemas/Gone" };
    const operation = mock("{}", {
      requestBody: { content: { "application/json": { schema } } },
      responses: {
        "200": { description: "text", content: { "text/plain": { schema: { type: "string" } } } },
        "201": { description: "gone", content: { "application/json": { schema } } },
      },
    });
    const extra = {
      servers: [{ url: "https://a.test" }, { url: "https://b.test" }],
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
    };
    const warnings = [
      "Unsupported security definition type 'http' for 'bearer'. Ignoring.",
      "Reference to model 'Gone' not found. Ignoring.",
      "Unsupported model type 'StringSchema' in 200 response to method 'POST /a'. Ignoring.",
      "More than one server provided. Ignoring all but the first for defining endpoint configuration",
    ];
    assert.deepEqual(read({ "/a": { post: operation } }, extra).warnings, warnings);
    const list = warnings.map((warning) => `\n\t${warning}`).join("");
    assert.throws(
      () => readDocument(documentOf({ "/a": { post: operation } }, extra), PLACE, { failOnWarnings: true }),
      { message: `Warnings found during import:${list}` },
    );
    const bad = { ...extra, components: { ...extra.components, schemas: { a_b: { type: "object" } } } };
    assert.equal(
      refusal({ "/a": { post: operation } }, bad),
      `Errors found during import:\n\tUnable to create model for 'a_b': Model name must be alphanumeric: a_b\nAdditionally, these warnings were found:${list}`,
    );
  });

  it("does not count its own notices as warnings", () => {
    const source = documentOf({ "/a": { get: mock("{}") } }, { "x-amazon-apigateway-cors": {} });
    assert.deepEqual(readDocument(source, PLACE, { failOnWarnings: true }).warnings, []);
  });

  it("reads the endpoint's configuration from the server too", () => {
    const servers = [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }];
    assert.equal(read({ "/a": { get: mock("{}") } }, { servers }).disableExecuteApiEndpoint, true);
  });

  it("refuses what lies below a greedy variable, and other characters in paths than API Gateway has", () => {
    assert.match(
      refusal({ "/a/{rest+}/b": { get: mock("{}") } }),
      /Unable to create resource at path '\/a\/\{rest\+\}\/b': Cannot create a child of a resource with a greedy path variable: \{rest\+\}$/,
    );
    assert.match(refusal({ "/a{b}": { get: mock("{}") } }), /Resource's path part only allow a-zA-Z0-9\._-:/);
    assert.ok(read({ "/a,b:c.d_e-f": { get: mock("{}") } }).resources.has("/a,b:c.d_e-f"));
  });

  it("refuses names of parameters that API Gateway does not take", () => {
    const parameters = [{ name: "page[size]", in: "query" }];
    assert.match(
      refusal({ "/a": { get: mock("{}", { parameters }) } }),
      /Unable to put method 'GET' on resource at path '\/a': .*Parameter name should match the following regular expression: \^\[a-zA-Z0-9\._\$-\]\+\$\]/,
    );
  });

  it("warns of two integration responses with one status, because AWS keeps one", () => {
    const integration = {
      type: "mock",
      responses: { "400": { statusCode: "503" }, default: { statusCode: "503" } },
    };
    const responses = { "503": { description: "later" } };
    const plan = read({ "/a": { get: { responses, "x-amazon-apigateway-integration": integration } } });
    assert.deepEqual(plan.notices, [
      'GET /a: the responses "400" and "default" both have status 503: AWS keeps one integration response for a status, the last',
    ]);
    assert.equal(plan.methods[0]?.integration?.responses.length, 1);
  });

  it("names what it does not execute", () => {
    const plan = read({ "/a": { get: mock("{}") } }, { "x-amazon-apigateway-cors": {} });
    assert.deepEqual(plan.notices, ["the document: x-amazon-apigateway-cors is not emulated"]);
  });

  it("refuses what is no OpenAPI 3.0, and aliases that blow up", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[index]}`).join(",")}]`)
      .join("\n")}`;
    for (const text of [
      "{'name:oops}",
      "[]",
      "null",
      "",
      '{"openapi":"3.1.0","info":{}}',
      '{"openapi":"3.0.1"}',
      bomb,
    ]) {
      assert.throws(() => readDocument(text, PLACE), { name: "ImportError", message: "Invalid OpenAPI input." });
    }
  });

  it("reads YAML and fills in AWS's pseudo parameters", () => {
    const uri =
      "arn:@{AWS::Partition}:apigateway:@{AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:@{AWS::Region}:@{AWS::AccountId}:function:f/invocations";
    const lines = [
      "openapi: 3.0.1",
      "info: {title: y, version: 2}",
      "paths:",
      "  /a:",
      "    get:",
      "      x-amazon-apigateway-integration:",
      "        type: aws_proxy",
      "        httpMethod: POST",
      `        uri: ${uri.replaceAll("@", "$")}`,
    ];
    const plan = readDocument(lines.join("\n"), PLACE);
    assert.equal(plan.version, "2");
    assert.equal(
      plan.methods[0]?.integration?.uri,
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:f/invocations",
    );
  });

  it("reads merge keys of YAML", () => {
    const lines = [
      "openapi: 3.0.1",
      "info: {title: y, version: 2}",
      "x-shared: &shared {x-amazon-apigateway-integration: {type: mock}}",
      "paths: {/a: {get: {<<: *shared, summary: its own}}}",
    ];
    assert.equal(readDocument(lines.join("\n"), PLACE).methods[0]?.integration?.type, "MOCK");
  });

  it("reads a thousand routes in moments", () => {
    const paths = Object.fromEntries(
      Array.from({ length: 1000 }, (_, n) => [`/r${n}/{id}`, { get: lambdaProxy("f") }]),
    );
    assert.equal(readDocument(documentOf(paths), PLACE).methods.length, 1000);
  });
});
