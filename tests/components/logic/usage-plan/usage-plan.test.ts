import assert from "node:assert/strict";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import type { UsagePlanArgs } from "../../../../components/logic/usage-plan/args";
import { UsagePlan } from "../../../../components/logic/usage-plan/usage-plan";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import { target } from "../rest-api/targets";

const PLAN = "aws:apigateway/usagePlan:UsagePlan";
const KEY = "aws:apigateway/apiKey:ApiKey";
const MEMBER = "aws:apigateway/usagePlanKey:UsagePlanKey";

const api = () =>
  new RestApi("orders", {
    routes: { "POST /orders": { to: target(), auth: "none", apiKey: true } },
    logRole: new AccountLogRole("api-log-role", { role: "existing" }),
  });

const deploy = async (args: Omit<UsagePlanArgs, "api"> = {}) => {
  const plans: UsagePlan[] = [];
  const made = await registered(() => plans.push(new UsagePlan("orders", { api: api(), ...args })));
  const [plan] = plans;
  assert.ok(plan);
  return { made, plan, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

describe("a usage plan", () => {
  it("has a plan, and a key and a membership for each client", async () => {
    const { made } = await deploy({ keys: ["shop", "partner"] });
    assert.deepEqual(
      listed(made).filter((line) => /UsagePlan|ApiKey/.test(line)),
      [
        `${KEY} orders-key-partner`,
        `${KEY} orders-key-shop`,
        `${PLAN} orders`,
        `${MEMBER} orders-key-partner`,
        `${MEMBER} orders-key-shop`,
        "serverless-tiers:index:UsagePlan orders",
      ],
    );
  });

  it("covers the API's stage, once there is one, and has no limits unasked", async () => {
    const { inputs, made, plan } = await deploy();
    const { apiStages, ...rest } = inputs(PLAN, "orders");
    assert.deepEqual(rest, {});
    const [stage] = apiStages as { apiId: string; stage: string }[];
    assert.equal(stage?.stage, "v1");
    assert.ok(dependencies(the(made, PLAN, "orders")).includes("aws:apigateway/stage:Stage orders-stage"));
    assert.equal(inputs(MEMBER, "orders-key-default").keyId, await resolved(plan.nodes.keys.default?.id ?? never()));
  });

  it("bounds each key, single routes, and a period", async () => {
    const { inputs } = await deploy({
      throttle: { rate: 100, burst: 200 },
      routes: { "POST /orders": { rate: 10, burst: 20 } },
      quota: { limit: 1000, per: "week" },
    });
    const { apiStages, throttleSettings, quotaSettings } = inputs(PLAN, "orders");
    assert.deepEqual(throttleSettings, { rateLimit: 100, burstLimit: 200 });
    assert.deepEqual(quotaSettings, { limit: 1000, period: "WEEK" });
    assert.deepEqual((apiStages as { throttles: unknown }[])[0]?.throttles, [
      { path: "/orders/POST", rateLimit: 10, burstLimit: 20 },
    ]);
  });

  it("hands out the value of a key as a secret, and says which keys there are", async () => {
    const { plan } = await deploy({ keys: ["shop"] });
    // `isSecret` is internal to the SDK.
    assert.equal(await (plan.key("shop") as unknown as { isSecret: Promise<boolean> }).isSecret, true);
    assert.match(await resolved(plan.key("shop")), /^\S{20,}$/);
    assert.equal(await resolved(plan.key()), await resolved(plan.key("shop")));
    const message = "orders: key must be one of shop (it is default)";
    assert.throws(() => plan.key("default"), { name: "ArgsError", message });
  });

  const REFUSED: readonly (readonly [args: Omit<UsagePlanArgs, "api">, message: string | RegExp])[] = [
    [{ throttle: { rate: 0, burst: 1 } }, "orders: throttle.rate must be above 0 requests per second (it is 0)"],
    [{ quota: { limit: 0, per: "day" } }, "orders: quota.limit must be a whole number of at least 1 (it is 0)"],
    [
      { routes: { "GET /orders": { rate: 1, burst: 1 } } },
      'orders: routes["GET /orders"] must be a route of the API; did you mean POST /orders?',
    ],
    [{ keys: [] }, "orders: keys must name at least one key"],
    [{ keys: ["a", "a"] }, "orders: keys must not name a twice"],
    [{ keys: ["A B"] }, /^orders: keys\[0\] must be 1 to 40 lower-case .* \(it is "A B"\)$/],
  ];
  for (const [args, message] of REFUSED)
    it(`is refused before anything is registered: ${message}`, async () => {
      const made = await registered(() => {
        const existing = api();
        assert.throws(() => new UsagePlan("orders", { api: existing, ...args }), { name: "ArgsError", message });
      });
      assert.equal(listed(made).filter((line) => /UsagePlan|ApiKey/.test(line)).length, 0);
    });
});

const never = (): never => {
  throw new Error("the plan has no such key");
};
