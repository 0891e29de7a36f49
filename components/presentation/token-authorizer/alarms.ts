import { AUTHORIZER_FAILURES } from "../../contracts/tokens";
import { metricAlarm } from "../../core/metric-alarm";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import type { MakeTokenAuthorizerChild, TokenAuthorizerNodes } from "./children";
import type { TokenAuthorizerPlan } from "./plan";

/**
 * Of what keeps callers with good tokens out. Errors of the function are no sign of it: one is what the gateway makes its 401
 * of (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html, read 2026-11).
 */
export const createAlarms = (
  make: MakeTokenAuthorizerChild,
  { name, alarms }: TokenAuthorizerPlan,
  guard: LambdaFunction,
): Pick<TokenAuthorizerNodes, "failuresAlarm" | "throttlesAlarm"> => {
  if (alarms === undefined) return {};
  const bad = { statistic: "Sum", above: 0, periodSeconds: 300 } as const;
  const failures = {
    ...bad,
    ...AUTHORIZER_FAILURES,
    description: `${name} cannot say whether tokens are good: the keys of an issuer are out of reach; its callers get 500`,
    dimensions: { service: guard.name },
  };
  const throttles = {
    ...bad,
    description: `The function of ${name} is throttled; callers get 500`,
    namespace: "AWS/Lambda",
    metric: "Throttles",
    dimensions: { FunctionName: guard.name },
  };
  return {
    failuresAlarm: make("failuresAlarm", "failures-alarm", metricAlarm(failures, alarms.topicArn)),
    throttlesAlarm: make("throttlesAlarm", "throttles-alarm", metricAlarm(throttles, alarms.topicArn)),
  };
};
