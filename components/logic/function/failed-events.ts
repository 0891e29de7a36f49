import type * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../core/rights/policy-document";
import { deadLettersAlarm, deadLettersArgs, deadLettersPolicy } from "../../messaging/dead-letters/dead-letters";
import type { LambdaFunctionNodes, MakeFunctionChild } from "./children";

type FailedEvents = Pick<
  LambdaFunctionNodes,
  "failedEvents" | "failedEventsPolicy" | "failedEventsRight" | "failedEventsAlarm" | "eventInvokeConfig"
>;

/**
 * A queue for events that the function has failed on three times. Whoever sent them has long heard that Lambda took them,
 * so that no dead-letter queue of the sender's gets them.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (read 2026-11)
 *
 * @param alarms Of whoever sends it events; `undefined`: none.
 */
export const createFailedEvents = (
  make: MakeFunctionChild,
  name: string,
  { function: made, alias, role }: LambdaFunctionNodes,
  alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined,
): FailedEvents => {
  const queue = make("failedEvents", "failed-events", deadLettersArgs());
  const right = make("failedEventsRight", "failed-events-right", {
    role: role.name,
    policy: policyDocument([{ actions: ["sqs:SendMessage"], resources: [queue.arn] }]),
  });
  return {
    failedEvents: queue,
    failedEventsPolicy: make("failedEventsPolicy", "failed-events-policy", deadLettersPolicy(queue)),
    failedEventsRight: right,
    eventInvokeConfig: make(
      "eventInvokeConfig",
      "events",
      {
        functionName: made.name,
        qualifier: alias.name,
        destinationConfig: { onFailure: { destination: queue.arn } },
      },
      // Lambda asks whether the role may send there.
      { dependsOn: [right] },
    ),
    ...(alarms && {
      failedEventsAlarm: make(
        "failedEventsAlarm",
        "failed-events-alarm",
        deadLettersAlarm(queue, `Events that function ${name} has failed on`, alarms.topicArn),
      ),
    }),
  };
};
