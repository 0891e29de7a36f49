import assert from "node:assert/strict";
import { functions, GUARD, gatewayFor, lambdaProxy } from "../gateway-fixture";

/** A cached method; functions: `app` counts its calls, `guard` allows the actions that its token names. */
const cached = (body: () => string, more: object = {}, extra: Record<string, unknown> = {}) => {
  const guard = ({ authorizationToken }: Record<string, unknown>) => ({
    principalId: "someone",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: String(authorizationToken).split(","), Resource: "*" }],
    },
  });
  return gatewayFor({ "/a": { get: lambdaProxy("app", { ...more }) } }, extra, {
    stage: { cacheClusterEnabled: true, methodSettings: { "*/*": { cachingEnabled: true } } },
    backends: {
      functions: functions((event, arn) => (arn.endsWith("guard") ? guard(event) : { body: body() })),
    },
  });
};

describe("apigateway: response cache", () => {
  it("keeps an answer of 1,048,576 bytes and none that is larger", async () => {
    let calls = 0;
    let size = 1_048_576;
    const { send, clock } = cached(() => "x".repeat(size - String(++calls).length) + calls);
    await send("GET", "/test/a");
    await send("GET", "/test/a");
    assert.equal(calls, 1);
    size++;
    clock.advanceBy(300_000);
    await send("GET", "/test/a");
    await send("GET", "/test/a");
    assert.equal(calls, 3);
  });

  it("forgets an answer at its time", async () => {
    let calls = 0;
    const { send, clock } = cached(() => String(++calls));
    const body = async () => (await send("GET", "/test/a")).body;
    assert.equal(await body(), "1");
    clock.advanceBy(299_999);
    assert.equal(await body(), "1");
    clock.advanceBy(1);
    assert.equal(await body(), "2");
  });

  it("renews an answer for a caller whom an authorizer's policy lets invalidate", async () => {
    let calls = 0;
    const { send } = cached(() => String(++calls), { security: [{ guard: [] }] }, GUARD);
    const get = (token: string, headers = {}) => send("GET", "/test/a", { Authorization: token, ...headers });
    const fresh = { "Cache-Control": "max-age=0" };
    assert.equal((await get("execute-api:Invoke")).body, "1");
    const refused = await get("execute-api:Invoke", fresh);
    assert.equal(refused.body, "1");
    assert.equal(
      refused.header("Warning"),
      "199 Cache-control headers were ignored because the caller was unauthorized.",
    );
    const renewed = await get("execute-api:Invoke,execute-api:InvalidateCache", fresh);
    assert.deepEqual([renewed.body, renewed.header("Warning")], ["2", undefined]);
    assert.equal((await get("execute-api:Invoke")).body, "2");
  });
});
