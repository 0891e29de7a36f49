import type { Exchange } from "../exchange/exchange";
import { invalidApiKey, quotaExceeded, throttled } from "../failures/failure";
import type { MethodPlan } from "../plan/method-plan";
import { settingsKey } from "../stages/method-settings";
import { withinQuota } from "./quota";
import type { RateLimit, TokenBucket } from "./token-bucket";
import type { Client } from "./usage-plans";

/** Lets the client in: API key, then throttles from the narrowest to the widest, then quota. */
export const admit = (exchange: Exchange, method: MethodPlan): void => {
  const client = method.apiKeyRequired ? identify(exchange) : undefined;
  throttle(exchange, method, client);
  const { environment } = exchange;
  if (client && !withinQuota(client, environment.usage, environment.clock.now())) {
    throw quotaExceeded(`the quota of the usage plan ${client.plan.id} is used up for the API key ${client.key.id}`);
  }
};

const identify = (exchange: Exchange): Client => {
  const { environment, stage, plan } = exchange;
  const value = plan.apiKeySource === "HEADER" ? exchange.headers.get("x-api-key") : exchange.usageIdentifierKey;
  const client = environment.usagePlans().find(environment.api.id, stage.name, value);
  if (typeof client === "string") throw invalidApiKey(client);
  Object.assign(exchange.context.identity as object, { apiKey: client.key.value, apiKeyId: client.key.id });
  return client;
};

// fidelity: docs: api-gateway-request-throttling: per client and method, per method, account
const throttle = (exchange: Exchange, method: MethodPlan, client: Client | undefined): void => {
  const { accountBuckets, accountThrottle, api, clock } = exchange.environment;
  const now = clock.now();
  const name = settingsKey(method.resourcePath, exchange.request.method);
  const passed: TokenBucket[] = [];
  const check = (scope: string, limit: RateLimit | undefined, buckets = exchange.stage.buckets) => {
    if (!limit) return;
    const bucket = buckets.get(scope, limit, now);
    if (!bucket.has(now)) throw throttled();
    passed.push(bucket);
  };
  if (client) {
    const own = Object.entries(client.stage.methodThrottles).find(([key]) => key.replace(/^\/+/, "") === name)?.[1];
    const of = `usage plan ${client.plan.id}, API key ${client.key.id}`;
    if (own) check(`${of}, ${api.id}/${exchange.stage.name}, ${name}`, own, accountBuckets);
    // fidelity: docs: api-gateway-create-usage-plans: for a key, over all stages of the plan together
    else check(of, client.plan.throttle, accountBuckets);
  }
  check(
    `stage ${exchange.stage.name}, ${name}`,
    exchange.stage.settingsOf(method.resourcePath, exchange.request.method).throttle,
  );
  check("account", accountThrottle, accountBuckets);
  for (const bucket of passed) bucket.take();
};
