import { MetricAlarm } from "@pulumi/aws/cloudwatch";
import type { Make, NodesOf, TransformOf } from "../../core/component/children";
import type { LambdaFunctionTransform } from "../../logic/function/children";
import type { LambdaFunction } from "../../logic/function/lambda-function";

export const tokenAuthorizerChildren = () => ({ failuresAlarm: MetricAlarm, throttlesAlarm: MetricAlarm });

export interface TokenAuthorizerTransform extends TransformOf<typeof tokenAuthorizerChildren> {
  /** Of the function that looks at tokens. */
  readonly function?: LambdaFunctionTransform;
}

/** The alarms are there unless `alarms` is false. */
export type TokenAuthorizerNodes = NodesOf<
  typeof tokenAuthorizerChildren,
  { failuresAlarm: "optional"; throttlesAlarm: "optional" }
> & { readonly function: LambdaFunction };

export type MakeTokenAuthorizerChild = Make<typeof tokenAuthorizerChildren>;
