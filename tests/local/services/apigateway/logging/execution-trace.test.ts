import assert from "node:assert/strict";
import { functions, functionUri, gatewayFor, lambdaProxy, mock } from "../gateway-fixture";

const mapped = {
  type: "aws",
  httpMethod: "POST",
  uri: functionUri("app"),
  requestTemplates: { "application/json": '{"asked":1}' },
  responses: { default: { statusCode: "200" } },
};
const PATHS = {
  "/a/{id}": { post: { "x-amazon-apigateway-integration": mapped } },
  "/m": { get: mock("{}") },
  "/f": { get: lambdaProxy("app") },
};

const traced = (settings: object, answer: unknown = { body: "made" }) =>
  gatewayFor(
    PATHS,
    {},
    {
      stage: { methodSettings: { "*/*": { ...settings } } },
      backends: { functions: functions(() => answer) },
    },
  );

describe("apigateway: execution log", () => {
  it("tells the way of a request at the level INFO, with ids, and without what was sent", async () => {
    const { send, trace } = traced({ loggingLevel: "INFO" });
    const id = (await send("GET", "/test/f")).header("x-amzn-RequestId");
    assert.match(trace[0] ?? "", /\) Extended Request Id: \S+=$/);
    assert.deepEqual(
      trace.slice(1).map((line) => line.replaceAll(String(id), "ID")),
      [
        "(ID) Verifying Usage Plan for request: ID. API Key:  API Stage: api0000001/test",
        "(ID) API Key  authorized because method 'GET /f' does not require API Key. Request will not contribute to throttle or quota limits",
        "(ID) Usage Plan check succeeded for API Key  and API Stage api0000001/test",
        "(ID) Starting execution for request: ID",
        "(ID) HTTP Method: GET, Resource Path: /f",
        "(ID) Sending request to https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:app/invocations",
        "(ID) Received response. Status: 200, Integration latency: 0 ms",
        "(ID) Successfully completed execution",
        "(ID) Method completed with status: 200",
      ],
    );
  });

  it("tells what was sent with a data trace, secrets masked and long texts cut", async () => {
    const { send, trace } = traced({ loggingLevel: "INFO", dataTraceEnabled: true });
    await send("POST", "/test/a/7?q=1", { Authorization: "Bearer secret-123456" }, "x".repeat(2000));
    const said = trace.map((line) => line.slice(line.indexOf(")") + 2));
    for (const line of [
      "Method request path: {id=7}",
      "Method request query string: {q=1}",
      `Method request body before transformations: ${"x".repeat(1024)} [TRUNCATED]`,
      'Endpoint request body after transformations: {"asked":1}',
      'Endpoint response body before transformations: {"body":"made"}',
      'Method response body after transformations: {"body":"made"}',
    ]) {
      assert.ok(said.includes(line), `${line} in\n${said.join("\n")}`);
    }
    assert.ok(said.some((line) => line.startsWith("Method request headers: {Authorization=**************123456, ")));
  });

  it("tells failures alone at the level ERROR, and nothing when it is off", async () => {
    const { send, trace } = traced({ loggingLevel: "ERROR" }, "no proxy answer");
    await send("GET", "/test/m");
    assert.deepEqual(trace, []);
    await send("GET", "/test/f");
    assert.match(trace[1] ?? "", /Execution failed due to configuration error: Malformed Lambda proxy response/);
    assert.match(trace[2] ?? "", /Method completed with status: 502$/);
    const quiet = traced({ loggingLevel: "OFF" });
    await quiet.send("GET", "/test/f");
    assert.deepEqual(quiet.trace, []);
  });
});
