import { metricAlarm } from "../../../core/metric-alarm";
import type { MakeRestApiChild, RestApiNodes } from "../children";
import type { RestApiPlan } from "../plan";
import { NAMESPACE, stageDimensions } from "./metrics";

/**
 * One alarm on requests that fail, one on requests that take long, with AWS's periods and share of failures:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export const createAlarms = (
  make: MakeRestApiChild,
  plan: RestApiPlan,
  nodes: Pick<RestApiNodes, "api">,
): Pick<RestApiNodes, "errorsAlarm" | "latencyAlarm"> => {
  const { name, alarms } = plan;
  if (alarms === undefined) return {};
  const about = { namespace: NAMESPACE, dimensions: stageDimensions(plan, nodes) };
  const errors = {
    ...about,
    description: `More than one in 20 requests of API ${name} have failed (5xx) for 3 minutes.`,
    metric: "5XXError",
    statistic: "Average",
    above: 0.05,
    periods: 3,
  } as const;
  const latency = {
    ...about,
    description: `One in ten requests of API ${name} has taken more than ${alarms.latencyMs} ms for 5 minutes.`,
    metric: "Latency",
    statistic: "p90",
    above: alarms.latencyMs,
    periods: 5,
  } as const;
  return {
    errorsAlarm: make("errorsAlarm", "errors-alarm", metricAlarm(errors, alarms.topicArn)),
    latencyAlarm: make("latencyAlarm", "latency-alarm", metricAlarm(latency, alarms.topicArn)),
  };
};
