import assert from "node:assert/strict";
import { functions, functionUri, gatewayFor, lambdaProxy, mock, read } from "../gateway-fixture";

describe("apigateway: its own answers", () => {
  it("answers unknown stages and unknown methods each in AWS's words", async () => {
    const { send } = gatewayFor({ "/a": { get: mock("{}") } });
    const stage = await send("GET", "/nowhere/a");
    assert.deepEqual([stage.status, stage.body], [403, '{"message":"Forbidden"}']);
    const method = await send("POST", "/test/a");
    assert.deepEqual([method.status, method.body], [403, '{"message":"Missing Authentication Token"}']);
    assert.equal(method.header("x-amzn-ErrorType"), "MissingAuthenticationTokenException");
    assert.equal(method.header("X-Amzn-Trace-Id"), undefined);
    assert.match(method.header("x-amzn-RequestId") ?? "", /^[0-9a-f-]{36}$/);
  });

  it("writes bad requests with a space after the colon", async () => {
    const { send } = gatewayFor(
      {
        "/a": {
          post: mock("{}", {
            parameters: [{ name: "q", in: "query", required: true, schema: { type: "string" } }],
            requestBody: { content: { "application/json": { schema: { type: "object", required: ["n"] } } } },
            "x-amazon-apigateway-request-validator": "all",
          }),
        },
      },
      {
        "x-amazon-apigateway-request-validators": {
          all: { validateRequestBody: true, validateRequestParameters: true },
        },
      },
    );
    const json = { "Content-Type": "application/json" };
    assert.equal(
      (await send("POST", "/test/a", json, "{}")).body,
      '{"message": "Missing required request parameters: [q]"}',
    );
    assert.equal((await send("POST", "/test/a?q=+", json, "{}")).status, 400);
    assert.equal((await send("POST", "/test/a?q=1", json, "nonsense")).body, '{"message": "Invalid request body"}');
    assert.equal(
      (await send("POST", "/test/a?q=1", { "Content-Type": "text/plain" }, '{"statusCode":200}')).status,
      200,
    );
  });

  it("replaces variables in a gateway response template and leaves the rest, VTL included", async () => {
    const { send } = gatewayFor(
      { "/a": { get: mock("{}") } },
      {
        "x-amazon-apigateway-gateway-responses": {
          DEFAULT_4XX: {
            responseParameters: { "gatewayresponse.header.X-Path": "method.request.querystring.p" },
            responseTemplates: {
              "application/json": '#if(1){"m":$context.error.messageString,"x":"$context.nothing"}',
            },
          },
        },
      },
    );
    const answer = await send("GET", "/test/b?p=1");
    assert.equal(answer.body, '#if(1){"m":"Missing Authentication Token","x":""}');
    assert.equal(answer.header("X-Path"), "1");
  });

  it("answers 504 when the integration takes longer than its timeout, and says so in the log", async () => {
    const waiting = { invoke: () => new Promise<never>(() => {}) };
    const { send, clock, executionLog } = gatewayFor(
      { "/a": { get: lambdaProxy("f") } },
      {},
      { backends: { functions: waiting } },
    );
    const answer = send("GET", "/test/a");
    await Promise.resolve();
    clock.advanceBy(29_000);
    assert.deepEqual([(await answer).status, (await answer).body], [504, '{"message": "Endpoint request timed out"}']);
    assert.match(executionLog[0] ?? "", /took longer than 29000 ms/);
  });

  it("answers 500 to a template that cannot be rendered, without ending", async () => {
    const { send, executionLog } = gatewayFor({ "/a": { get: mock("#foreach($i in [1..3])$i") } });
    assert.equal((await send("GET", "/test/a")).status, 500);
    assert.match(executionLog[0] ?? "", /Execution failed due to configuration error/);
  });

  it("logs a request in the stage's own format, one line of JSON whatever the values", async () => {
    const format =
      '{"id":"$context.requestId","agent":"$context.identity.userAgent","status":"$context.status","none":"$context.authorizer.x"}';
    const { send, accessLog } = gatewayFor({ "/a": { get: mock("{}") } }, {}, { stage: { accessLogFormat: format } });
    const answer = await send("GET", "/test/a", { "User-Agent": 'a"b\n{}' });
    assert.deepEqual(JSON.parse(accessLog[0] ?? ""), {
      id: answer.header("x-amzn-RequestId"),
      agent: 'a"b\n{}',
      status: "200",
      none: "-",
    });
  });

  it("logs why an integration failed", async () => {
    const accessLogFormat = '{"status":"$context.status","why":"$context.integrationErrorMessage"}';
    const { send, accessLog } = gatewayFor(
      { "/a": { get: lambdaProxy("f") } },
      {},
      {
        stage: { accessLogFormat },
        backends: { functions: functions(() => "text") },
      },
    );
    await send("GET", "/test/a");
    const { status, why } = JSON.parse(accessLog[0] ?? "");
    assert.equal(status, "502");
    assert.match(why, /^Execution failed due to configuration error: Malformed Lambda proxy response/);
  });

  it("draws canaries by percentage and hands them their own variables", async () => {
    let draw = 0.29;
    const variables = { colour: "blue", size: "big" };
    const paths = { "/a": { get: mock("$stageVariables.colour $stageVariables.size $context.isCanaryRequest") } };
    const { gateway, send } = gatewayFor(paths, {}, { draw: () => draw });
    const deployment = { id: "dep002", plan: read(paths) };
    gateway.deploy({
      name: "test",
      deployment,
      variables,
      methodSettings: {},
      cacheClusterEnabled: false,
      accessLogFormat: undefined,
      canary: { percentTraffic: 30, deployment, variableOverrides: { colour: "red" }, useStageCache: false },
    });
    assert.equal((await send("GET", "/test/a")).body, "red big true");
    draw = 0.3;
    assert.equal((await send("GET", "/test/a")).body, "blue big false");
  });

  it("keeps a name like __proto__ a parameter like any other", async () => {
    const { send } = gatewayFor(
      { "/a": { get: lambdaProxy("f") } },
      {},
      {
        backends: { functions: functions((event) => ({ body: JSON.stringify(event.queryStringParameters) })) },
      },
    );
    assert.equal((await send("GET", "/test/a?__proto__=1&constructor=2")).body, '{"__proto__":"1","constructor":"2"}');
  });

  it("fills stage variables into the function's name", async () => {
    const called: string[] = [];
    const { send } = gatewayFor(
      {
        "/a": {
          get: {
            "x-amazon-apigateway-integration": {
              type: "aws_proxy",
              httpMethod: "POST",
              uri: functionUri(`$${"{stageVariables.fn}"}:live`),
            },
          },
        },
      },
      {},
      {
        stage: { variables: { fn: "mine" } },
        backends: { functions: functions((_, arn) => ({ headers: { n: called.push(arn) } })) },
      },
    );
    assert.equal((await send("GET", "/test/a")).status, 200);
    assert.deepEqual(called, ["arn:aws:lambda:eu-west-1:000000000000:function:mine:live"]);
  });
});
