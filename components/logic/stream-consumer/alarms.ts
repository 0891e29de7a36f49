import type { Make } from "../../core/component/children";
import { metricAlarm } from "../../core/metric-alarm";
import type { LambdaFunction } from "../function/lambda-function";
import type { StreamConsumerNodes, streamConsumerChildren } from "./children";
import type { StreamConsumerPlan } from "./plan";

/** One alarm on records that wait for long, one on what lies in the queue of those that were given up. */
export const createAlarms = (
  make: Make<typeof streamConsumerChildren>,
  { name, alarms, onFailure, stream }: StreamConsumerPlan,
  { name: FunctionName }: LambdaFunction,
): Pick<StreamConsumerNodes, "ageAlarm" | "failuresAlarm"> => {
  if (alarms === undefined) return {};
  const age = {
    description: `Records of the ${stream.description} wait for more than ${alarms.maxAgeSeconds} seconds for ${name}.`,
    namespace: "AWS/Lambda",
    metric: "IteratorAge",
    dimensions: { FunctionName },
    statistic: "Maximum",
    above: alarms.maxAgeSeconds * 1000,
  } as const;
  const ageAlarm = make("ageAlarm", "age-alarm", metricAlarm(age, alarms.topicArn));
  if (onFailure === undefined) return { ageAlarm };
  const failures = {
    description: `Records of the ${stream.description} could not be processed by ${name} and were given up.`,
    namespace: "AWS/SQS",
    metric: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: onFailure.name },
    statistic: "Maximum",
    above: 0,
  } as const;
  return { ageAlarm, failuresAlarm: make("failuresAlarm", "failures-alarm", metricAlarm(failures, alarms.topicArn)) };
};
