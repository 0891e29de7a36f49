import assert from "node:assert/strict";
import { functions, GUARD, gatewayFor, lambdaProxy, mock } from "../gateway-fixture";

/** Functions: `guard` allows the token `in` and throws for `out`; `app` answers 201. */
const logged = (accessLogFormat: string, paths: Record<string, Record<string, unknown>>) =>
  gatewayFor(paths, GUARD, {
    stage: { accessLogFormat },
    backends: {
      functions: {
        invoke: async (arn, event) => {
          const { authorizationToken } = JSON.parse(event.toString());
          const { invoke } = functions(() => {
            if (!arn.endsWith("guard")) return { statusCode: 201, body: "made" };
            if (authorizationToken === "out") return { errorMessage: "Unauthorized" };
            const Effect = authorizationToken === "in" ? "Allow" : "Deny";
            return {
              principalId: "someone",
              context: { tier: "gold" },
              policyDocument: { Version: "2012-10-17", Statement: [{ Effect, Action: "*", Resource: "*" }] },
            };
          });
          const result = await invoke(arn, event, { as: { service: "apigateway.amazonaws.com", sourceArn: "" } });
          return authorizationToken === "out" ? { ...result, functionError: "Unhandled" } : result;
        },
      },
    },
  });

describe("apigateway: access log", () => {
  it("writes AWS's formats: CLF, XML and CSV alike, with a dash for what there is not", async () => {
    const clf =
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength';
    const { send, accessLog } = logged(clf, { "/a/{id}": { get: mock("hello") } });
    await send("GET", "/test/a/1");
    assert.deepEqual(accessLog, ['127.0.0.1 - - [22/Nov/2026:12:00:00 +0000] "GET /a/{id} HTTP/1.1" 200 5']);
  });

  it("knows a request by the UUID that its client gave it, and by no other text", async () => {
    const { send, accessLog } = logged("$context.requestId", { "/a": { get: mock("$context.requestId") } });
    const given = "2f1a5c1e-8f0e-4f6b-9d3c-0123456789AB";
    const { body, header } = await send("GET", "/test/a", { "x-amzn-requestid": given });
    assert.deepEqual([body, header("x-amzn-requestid")], [given, given]);
    assert.match((await send("GET", "/test/a", { "x-amzn-requestid": "mine" })).body, /^[0-9a-f-]{36}$/);
    assert.deepEqual(accessLog, [given, "UUID_REPLACED_INVALID_REQUEST_ID"]);
  });

  it("prints no maps, and nothing that is no variable of the context", async () => {
    const { send, accessLog } = logged("$context.identity|$stageVariables.x|$input.body|$context.nope|$context.", {
      "/a": { get: mock("hello") },
    });
    await send("GET", "/test/a");
    assert.deepEqual(accessLog, ["-|$stageVariables.x|$input.body|-|$context."]);
  });

  it("tells the status of a proxy function from that of Lambda", async () => {
    const names = ["integration.status", "integration.integrationStatus", "integrationStatus", "integration.error"];
    const format = names.map((name) => `$context.${name}`).join("|");
    const { send, accessLog } = logged(format, { "/a": { get: lambdaProxy("app") } });
    await send("GET", "/test/a");
    assert.deepEqual(accessLog, ["201|200|200|-"]);
  });

  it("tells how authorization went, by its steps", async () => {
    const format = [
      "authorize.status",
      "authorize.error",
      "authorizer.status",
      "authorizer.integrationStatus",
      "authorizer.error",
      "authorizer.principalId",
      "authorizer.tier",
      "status",
    ]
      .map((name) => `$context.${name}`)
      .join("|");
    const { send, accessLog } = logged(format, { "/a": { get: mock("{}", { security: [{ guard: [] }] }) } });
    for (const token of ["in", "no", "out"]) await send("GET", "/test/a", { Authorization: token });
    assert.deepEqual(accessLog, [
      "200|-|200|200|-|someone|gold|200",
      "403|User is not authorized to access this resource with an explicit deny in an identity-based policy|200|200|-|someone|gold|403",
      "-|-|401|-|Unauthorized|-|-|401",
    ]);
  });
});
