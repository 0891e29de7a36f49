import type { Cloud } from "../../../../cloud/cloud";
import { invalidParameter } from "../../errors";
import type { FunctionInvoker } from "../../invoker";
import type { EventSource } from "../event-source";
import { QueuePoller } from "./queue-poller";

/** SQS as an event source. */
export const queueSource = (cloud: Cloud, invoker: FunctionInvoker): EventSource => ({
  reads: "queue",
  /** fidelity: docs: CreateEventSourceMapping, BatchSize for SQS */
  defaultBatchSize: 10,
  // fidelity: observed: texts of CreateEventSourceMapping
  check({ eventSourceArn }, { role, timeoutSeconds }) {
    const queue = cloud.directory.sqs.queues.settings(eventSourceArn);
    if (!queue) {
      throw invalidParameter(
        "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. " +
          "SQS Error Message: The specified queue does not exist.",
      );
    }
    if (queue.visibilityTimeoutSeconds < timeoutSeconds) {
      throw invalidParameter(
        `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
      );
    }
    const principal = cloud.access.servicePrincipal(role, "lambda.amazonaws.com");
    for (const action of ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]) {
      const request = { action: `sqs:${action}`, resource: eventSourceArn, resourcePolicy: queue.policy };
      const context = { "aws:SecureTransport": "true" };
      if (principal && cloud.access.decide(principal, { ...request, context }).allowed) continue;
      throw invalidParameter(`The function execution role does not have permissions to call ${action} on SQS`);
    }
  },
  poller: (mapping, mapped) => new QueuePoller(cloud, invoker, mapping, () => mapped().role),
});
