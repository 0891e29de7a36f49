import type * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { RestApi } from "../rest-api/rest-api";
import type { UsagePlanArgs } from "./args";
import { type UsagePlanNodes, usagePlanChildren } from "./children";
import { planUsagePlan, type UsagePlanPlan } from "./plan";

/**
 * Keys for an API and what each of them may use. AWS makes the keys' values; they work some seconds after the deployment.
 *
 * @throws {ArgsError} for limits that let nothing through, names that are no names, routes that the API does not have.
 * @example
 * const plan = new UsagePlan("orders", { api, throttle: { rate: 100, burst: 200 }, quota: { limit: 1_000_000, per: "month" } });
 * export const ordersApiKey = plan.key();
 */
export class UsagePlan extends pulumi.ComponentResource {
  readonly plan: UsagePlanPlan<RestApi>;
  readonly nodes: UsagePlanNodes;

  constructor(name: string, args: UsagePlanArgs | UsagePlanPlan<RestApi>, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planUsagePlan(name, args);
    super(componentType("UsagePlan"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(this, plan);
    this.registerOutputs({});
  }

  /**
   * The value of a key, a secret.
   *
   * @param key Name of the key. @default the plan's first
   * @throws {ArgsError} when the plan has no such key.
   */
  key(key = this.plan.keys[0] ?? ""): pulumi.Output<string> {
    const made = this.nodes.keys[key];
    if (made === undefined)
      throw new ArgsError(this.plan.name, "key", `must be one of ${this.plan.keys.join(", ")} (it is ${key})`);
    return pulumi.secret(made.value);
  }
}

const createNodes = (parent: pulumi.Resource, plan: UsagePlanPlan<RestApi>): UsagePlanNodes => {
  const make = childrenOf(usagePlanChildren, parent, plan.name, plan.transform);
  const made = make("plan", undefined, planArgs(plan));
  const keys: Record<string, apigateway.ApiKey> = {};
  const members: Record<string, apigateway.UsagePlanKey> = {};
  for (const name of plan.keys) {
    const key = make("keys", `key-${name}`, { description: `Client ${name} of ${plan.name}` });
    keys[name] = key;
    members[name] = make("members", `key-${name}`, { keyId: key.id, keyType: "API_KEY", usagePlanId: made.id });
  }
  return { plan: made, keys, members };
};

const planArgs = ({ api, throttle, throttles, quota }: UsagePlanPlan<RestApi>): apigateway.UsagePlanArgs => {
  const ofRoutes = throttles.map(({ path, method, rate, burst }) => ({
    path: `${path}/${method}`,
    rateLimit: rate,
    burstLimit: burst,
  }));
  const { stage } = api.nodes;
  return {
    apiStages: [{ apiId: stage.restApi, stage: stage.stageName, ...(ofRoutes.length > 0 && { throttles: ofRoutes }) }],
    ...(throttle && { throttleSettings: { rateLimit: throttle.rate, burstLimit: throttle.burst } }),
    ...(quota && { quotaSettings: { limit: quota.limit, period: quota.per.toUpperCase() } }),
  };
};
