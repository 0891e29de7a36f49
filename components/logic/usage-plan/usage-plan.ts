import * as apigateway from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args-error";
import { component, object } from "../../core/args-shape";
import { checkArgs } from "../../core/check-args";
import { childName, componentType } from "../../core/naming";
import { type Transform, transform, transformed } from "../../core/transform";
import { RestApi } from "./rest-api";
import { checkUsageLimits, type UsageLimits, usageLimitsShape } from "./usage-limits";

export interface UsagePlanArgs extends UsageLimits {
  /** The API whose routes with `apiKey: true` take the plan's keys. */
  readonly api: RestApi;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: UsagePlanTransform;
}

export interface UsagePlanTransform {
  readonly plan?: Transform<apigateway.UsagePlanArgs>;
  readonly key?: Transform<apigateway.ApiKeyArgs>;
}

const usagePlanArgs = object<UsagePlanArgs>({
  api: component(() => RestApi, "a RestApi"),
  ...usageLimitsShape,
  transform: object<UsagePlanTransform>({ plan: transform, key: transform }).optional(),
});

/**
 * Keys for an API and what each of them may use. AWS makes the keys' values; they work some seconds after the deployment.
 *
 * @throws {ArgsError} for limits that let nothing through, names that are no names, routes that the API does not have.
 * @example
 * const plan = new UsagePlan("orders", { api, throttle: { rate: 100, burst: 200 }, quota: { limit: 1_000_000, per: "month" } });
 * export const ordersApiKey = plan.key();
 */
export class UsagePlan extends pulumi.ComponentResource {
  readonly nodes: UsagePlanNodes;
  private readonly logicalName: string;

  constructor(name: string, args: UsagePlanArgs, opts: pulumi.ComponentResourceOptions = {}) {
    checkArgs(name, args, usagePlanArgs);
    const known = args.api.settings.routes.map(({ key }) => key);
    checkUsageLimits(name, "", args, known);
    super(componentType("UsagePlan"), name, {}, opts);
    this.logicalName = name;
    this.nodes = createNodes(this, name, args);
    this.registerOutputs({});
  }

  /**
   * The value of a key, a secret.
   *
   * @param key Name of the key. @default "default"
   * @throws {ArgsError} when the plan has no such key.
   */
  key(key = "default"): pulumi.Output<string> {
    const made = this.nodes.keys[key];
    if (made === undefined)
      throw new ArgsError(
        this.logicalName,
        "key",
        `must be one of ${Object.keys(this.nodes.keys).join(", ")} (it is ${key})`,
      );
    return pulumi.secret(made.value);
  }
}

export interface UsagePlanNodes {
  readonly plan: apigateway.UsagePlan;
  /** By name. */
  readonly keys: Readonly<Record<string, apigateway.ApiKey>>;
  readonly members: readonly apigateway.UsagePlanKey[];
}

const createNodes = (parent: UsagePlan, name: string, args: UsagePlanArgs): UsagePlanNodes => {
  const { transform = {}, keys: names = ["default"] } = args;
  const plan = new apigateway.UsagePlan(name, ...transformed(planArgs(args), { parent }, transform.plan));
  const keys: Record<string, apigateway.ApiKey> = {};
  const members: apigateway.UsagePlanKey[] = [];
  for (const keyName of names) {
    const child = childName(name, `key-${keyName}`);
    const key = new apigateway.ApiKey(
      child,
      ...transformed<apigateway.ApiKeyArgs>({ description: `Client ${keyName} of ${name}` }, { parent }, transform.key),
    );
    keys[keyName] = key;
    members.push(
      new apigateway.UsagePlanKey(child, { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id }, { parent }),
    );
  }
  return { plan, keys, members };
};

const planArgs = ({ api, throttle, routes = {}, quota }: UsagePlanArgs): apigateway.UsagePlanArgs => {
  const throttles = api.settings.routes.flatMap(({ key, method, path }) => {
    const limit = routes[key];
    return limit ? [{ path: `${path}/${method}`, rateLimit: limit.rate, burstLimit: limit.burst }] : [];
  });
  const { stage } = api.nodes;
  return {
    apiStages: [{ apiId: stage.restApi, stage: stage.stageName, ...(throttles.length > 0 ? { throttles } : {}) }],
    ...(throttle === undefined ? {} : { throttleSettings: { rateLimit: throttle.rate, burstLimit: throttle.burst } }),
    ...(quota === undefined ? {} : { quotaSettings: { limit: quota.limit, period: quota.per.toUpperCase() } }),
  };
};
