import assert from "node:assert/strict";
import fc from "fast-check";
import { readDocument } from "../../../../local/services/apigateway/document/read-document";
import { documentOf, functions, gatewayFor, lambdaProxy, mock, PLACE } from "./gateway-fixture";

/** `FUZZ_RUNS=1000000 npx mocha tests/local/services/apigateway/fuzz.test.ts` is the long mode. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 300);

const TEMPLATE = `{"p":"$util.escapeJavaScript($input.params('id'))","b":$input.json('$'),"q":"$input.params('q')","x":"$input.path('$.a.b[0]')"}`;

const paths = {
  "/items/{id}": {
    get: mock(TEMPLATE),
    post: mock(TEMPLATE, {
      parameters: [{ name: "q", in: "query", required: true, schema: { type: "string" } }],
      requestBody: {
        content: {
          "application/json": {
            schema: { type: "object", required: ["a"], properties: { a: { type: "object", maxProperties: 3 } } },
          },
        },
      },
      "x-amazon-apigateway-request-validator": "all",
    }),
  },
  "/f/{proxy+}": { "x-amazon-apigateway-any-method": lambdaProxy("f") },
};
const extra = {
  "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  "x-amazon-apigateway-minimum-compression-size": 0,
};

/** All that AWS could answer to these methods. */
const STATUSES = new Set([200, 400, 403, 415, 431, 500, 502]);

const target = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(fc.constantFrom("/test/items/", "/test/f/", "/test/", "/"), fc.string({ maxLength: 30 }))
    .map((parts) => parts.join("")),
  fc.tuple(fc.webPath(), fc.webQueryParameters()).map(([path, query]) => `/test/items${path}?q=1&${query}`),
);
const headers = fc.array(
  fc.tuple(
    fc.oneof(
      fc.constantFrom("Content-Type", "Accept", "Accept-Encoding", "Content-Encoding", "X-Amzn-Trace-Id", "Host"),
      fc.constantFrom("X-HTTP-Method-Override", "X-Forwarded-For", "Authorization", "Cache-Control"),
      fc.string(),
    ),
    fc.oneof(
      fc.constantFrom("application/json", "gzip", "deflate", "Root=;;=", "a/b, c", "delete", "AWS4-HMAC-SHA256 x"),
      fc.string(),
    ),
  ),
  { maxLength: 6 },
);
const body = fc.oneof(
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(2000).map((depth) => Buffer.from("[".repeat(depth))),
);

describe("apigateway: any input", () => {
  it("gets an answer that AWS could give, whatever the request", async () => {
    const { gateway, clock, executionLog } = gatewayFor(paths, extra, {
      backends: { functions: functions((event) => event) },
    });
    const method = fc.constantFrom("GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE", "X");
    await fc.assert(
      fc.asyncProperty(method, target, headers, body, async (verb, at, lines, bytes) => {
        clock.advanceBy(1);
        const request = { method: verb, target: at, headers: lines, body: bytes, sourceIp: "127.0.0.1", port: 1 };
        const answer = await gateway.handle(request);
        assert.ok(STATUSES.has(answer.status), `${answer.status} for ${verb} ${at}`);
        assert.deepEqual(
          executionLog.filter((line) => line.includes("defect of the local gateway")),
          [],
        );
        executionLog.length = 0;
      }),
      { numRuns: RUNS },
    );
  });

  it("refuses or reads any document", () => {
    const node = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.boolean(),
        tie("list"),
        tie("map"),
      ),
      list: fc.array(tie("value"), { maxLength: 3 }),
      map: fc.dictionary(
        fc.oneof(
          fc.constantFrom(
            "type",
            "uri",
            "httpMethod",
            "responses",
            "default",
            "statusCode",
            "$ref",
            "security",
            "parameters",
            "requestBody",
            "content",
            "application/json",
            "schema",
            "x-amazon-apigateway-integration",
          ),
          fc.string(),
        ),
        tie("value"),
        { maxKeys: 4 },
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("get", "post", "parameters", "x-amazon-apigateway-any-method"), node.value),
        (item) => {
          const document = JSON.parse(documentOf({})) as Record<string, unknown>;
          try {
            readDocument(JSON.stringify({ ...document, paths: { "/a": item } }), PLACE);
          } catch (error) {
            assert.equal((error as Error).name, "ImportError", (error as Error).stack);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
