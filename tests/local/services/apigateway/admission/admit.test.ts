import assert from "node:assert/strict";
import type { UsagePlan } from "../../../../../local/services/apigateway/admission/usage-plans";
import { API_ID, gatewayFor, mock, read } from "../gateway-fixture";

const SECURE = {
  components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
  "x-amazon-apigateway-gateway-responses": {
    THROTTLED: { responseParameters: { "gatewayresponse.header.Retry-After": "'1'" } },
  },
};
const PATHS = { "/orders": { post: mock("{}", { security: [{ key: [] }] }), get: mock("{}") } };
const KEYS = [
  { id: "one", value: "key-of-one", enabled: true },
  { id: "two", value: "key-of-two", enabled: true },
  { id: "off", value: "key-of-off", enabled: false },
];
const plan = (more: Partial<UsagePlan>): UsagePlan => ({
  id: "plan",
  throttle: undefined,
  quota: undefined,
  stages: [{ apiId: API_ID, stage: "test", methodThrottles: {} }],
  keys: ["one", "off"],
  ...more,
});
const start = (more: Partial<UsagePlan> = {}, stage = {}) =>
  gatewayFor(PATHS, SECURE, { keys: KEYS, plans: [plan(more)], stage });
const one = { "X-Api-Key": "key-of-one" };

describe("apigateway: keys, throttles and quotas", () => {
  it("refuses a missing, unknown, disabled and foreign key alike, and tells the developer why", async () => {
    const { send, executionLog } = start();
    for (const key of ["", "unknown", "key-of-off", "key-of-two"]) {
      const answer = await send("POST", "/test/orders", key ? { "x-api-key": key } : {});
      assert.equal(answer.status, 403);
      assert.equal(answer.body, '{"message":"Forbidden"}');
      assert.equal(answer.header("x-amzn-ErrorType"), "ForbiddenException");
    }
    assert.equal((await send("POST", "/test/orders", one)).status, 200);
    assert.deepEqual(
      executionLog.map((line) => line.split("): ")[1]),
      [
        "the request has no API key",
        "the API key is unknown",
        "the API key off is disabled",
        "the API key two belongs to no usage plan of the stage test",
      ],
    );
  });

  it("throttles all requests by the limit of the account, which may be raised", async () => {
    const { send } = gatewayFor(PATHS, SECURE, { accountThrottle: { rate: 1, burst: 2 } });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++) statuses.push((await send("GET", "/test/orders")).status);
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  it("throttles a client by a token bucket: the burst at once, then as the rate fills it", async () => {
    const { send, clock } = start({ throttle: { rate: 2, burst: 3 } });
    const statuses = async (count: number) => {
      const all: number[] = [];
      for (let n = 0; n < count; n++) all.push((await send("POST", "/test/orders", one)).status);
      return all;
    };
    assert.deepEqual(await statuses(4), [200, 200, 200, 429]);
    clock.advanceBy(500);
    assert.deepEqual(await statuses(2), [200, 429]);
    clock.advanceBy(60_000);
    assert.deepEqual(await statuses(4), [200, 200, 200, 429]);
    const refused = await send("POST", "/test/orders", one);
    assert.equal(refused.body, '{"message":"Too Many Requests"}');
    assert.equal(refused.header("Retry-After"), "1");
    assert.equal(refused.header("x-amzn-ErrorType"), "TooManyRequestsException");
  });

  it("takes no token of the plan for a request that the stage's throttle refuses", async () => {
    const settings = { "*/*": { throttlingRateLimit: 1, throttlingBurstLimit: 1 } };
    const { send, clock } = start({ throttle: { rate: 0.001, burst: 2 } }, { methodSettings: settings });
    assert.equal((await send("POST", "/test/orders", one)).status, 200);
    assert.equal((await send("POST", "/test/orders", one)).status, 429);
    clock.advanceBy(1000);
    assert.equal((await send("POST", "/test/orders", one)).status, 200);
  });

  it("throttles one method of the stage, by its own setting", async () => {
    const settings = { "orders/GET": { throttlingRateLimit: 0, throttlingBurstLimit: 0 } };
    const { send } = start({}, { methodSettings: settings });
    assert.equal((await send("GET", "/test/orders")).status, 429);
    assert.equal((await send("POST", "/test/orders", one)).status, 200);
  });

  it("counts a quota by key and period, in UTC", async () => {
    const { send, clock } = start({ quota: { limit: 2, offset: 0, period: "DAY" }, keys: ["one", "two"] });
    const post = (key: string) => send("POST", "/test/orders", { "x-api-key": key });
    assert.deepEqual([(await post("key-of-one")).status, (await post("key-of-one")).status], [200, 200]);
    const refused = await post("key-of-one");
    assert.equal(refused.status, 429);
    assert.equal(refused.body, '{"message":"Limit Exceeded"}');
    assert.equal((await post("key-of-two")).status, 200);
    clock.advanceBy(12 * 3_600_000);
    assert.equal((await post("key-of-one")).status, 200);
  });

  it("takes the offset off the quota of the period that the plan was made in, and of no other", async () => {
    const { send, clock } = start({ quota: { limit: 2, offset: 1, period: "DAY", since: Date.UTC(2026, 10, 22) } });
    const statuses = async () => [
      (await send("POST", "/test/orders", one)).status,
      (await send("POST", "/test/orders", one)).status,
    ];
    assert.deepEqual(await statuses(), [200, 429]);
    clock.advanceBy(24 * 3_600_000);
    assert.deepEqual(await statuses(), [200, 200]);
  });

  it("throttles a key over all stages of its plan together", async () => {
    const stages = ["test", "next"].map((stage) => ({ apiId: API_ID, stage, methodThrottles: {} }));
    const { gateway, send } = start({ throttle: { rate: 0.001, burst: 1 }, stages });
    gateway.deploy({
      name: "next",
      deployment: { id: "dep001", plan: read(PATHS, SECURE) },
      variables: {},
      methodSettings: {},
      cacheClusterEnabled: false,
      canary: undefined,
      accessLogFormat: undefined,
    });
    assert.equal((await send("POST", "/test/orders", one)).status, 200);
    assert.equal((await send("POST", "/next/orders", one)).status, 429);
  });
});
