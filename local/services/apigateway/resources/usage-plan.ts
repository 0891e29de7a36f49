import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { isObject, objectOf, textOf } from "../../../languages/json/json-object";
import type { RateLimit } from "../admission/token-bucket";
import type { PlanStage, Quota } from "../admission/usage-plans";
import type { ControlPlane } from "../control/control-plane";
import type { PlanRecord } from "../control/records";
import { identifier } from "./identifier";

const TYPE = "aws:apigateway/usagePlan:UsagePlan";

/** `aws.apigateway.UsagePlan`: who may call how often. */
export const usagePlanType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const id = identifier(context, 6);
    return { id, outputs: await put(control, id, inputs, context) };
  },
  update: (id, inputs, _olds, context) => put(control, id, inputs, context),
  async delete(id) {
    await control.store.plans.remove(id);
    control.clientsChanged();
  },
});

const put = async (
  control: ControlPlane,
  id: string,
  inputs: Properties,
  context: ResourceContext,
): Promise<Properties> => {
  const since = control.store.plans.get(id)?.quota?.since ?? control.cloud.clock.now();
  const plan: PlanRecord = {
    id,
    throttle: rateLimit(objectOf(inputs.throttleSettings)),
    quota: quotaOf(inputs.quotaSettings, since),
    stages: (Array.isArray(inputs.apiStages) ? inputs.apiStages : []).filter(isObject).map(planStage),
  };
  for (const { apiId, stage } of plan.stages) {
    // fidelity: observed: API Gateway's answer to CreateUsagePlan
    if (!control.store.stages.get(`${apiId}/${stage}`)) throw new Error(`API Stage not found: ${apiId}:${stage}`);
  }
  await control.store.plans.put(id, plan);
  control.clientsChanged();
  const arn = `arn:${control.cloud.partition}:apigateway:${context.region}::/usageplans/${id}`;
  return { ...inputs, name: nameOf(TYPE, inputs, context), arn };
};

const rateLimit = ({ rateLimit: rate, burstLimit: burst }: Properties): RateLimit | undefined => {
  if (typeof rate !== "number" && typeof burst !== "number") return undefined;
  return { rate: Number(rate ?? Number.POSITIVE_INFINITY), burst: Number(burst ?? rate) };
};

const PERIODS = ["DAY", "WEEK", "MONTH"] as const;

const quotaOf = (value: unknown, since: number): Quota | undefined => {
  const { limit, offset, period } = objectOf(value);
  const known = PERIODS.find((item) => item === period);
  return typeof limit === "number" && known ? { limit, offset: Number(offset ?? 0), period: known, since } : undefined;
};

const planStage = (value: Properties): PlanStage => {
  const throttles: Record<string, RateLimit> = {};
  for (const item of Array.isArray(value.throttles) ? value.throttles.filter(isObject) : []) {
    const limit = rateLimit(item);
    const path = textOf(item.path);
    if (limit && path) throttles[path] = limit;
  }
  return { apiId: textOf(value.apiId) ?? "", stage: textOf(value.stage) ?? "", methodThrottles: throttles };
};
