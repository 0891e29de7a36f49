import * as apigateway from "@pulumi/aws/apigateway";
import type { NodesOf, TransformOf } from "../../core/component/children";

export const usagePlanChildren = () => ({
  plan: apigateway.UsagePlan,
  keys: apigateway.ApiKey,
  members: apigateway.UsagePlanKey,
});

export type UsagePlanTransform = TransformOf<typeof usagePlanChildren>;

/** Keys by their name, and what makes each of them a member of the plan. */
export type UsagePlanNodes = NodesOf<typeof usagePlanChildren, { keys: "by key"; members: "by key" }>;
