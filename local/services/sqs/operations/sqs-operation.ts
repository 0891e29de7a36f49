import type { Clock } from "../../../cloud/clock";
import type { Call } from "../../../wire/operations/operation";
import { resource, type Subject } from "../../../wire/operations/right";
import { missingParameter, queueDoesNotExist } from "../errors";
import type { Queue } from "../queue/queue";
import type { QueueRegistry } from "../queue/queue-registry";
import { queueNameOf } from "../queue/queue-url";

/** What operations of SQS may touch. */
export interface SqsParts {
  readonly registry: QueueRegistry;
  readonly clock: Clock;
  readonly partition: string;
}

/** The queue that a call means, by its URL or by the path. */
export const queueOfUrl = (
  { registry }: SqsParts,
  { QueueUrl }: { readonly QueueUrl?: string | undefined },
  call: Call,
): Subject<Queue> => {
  const name = queueNameOf(QueueUrl ?? call.path);
  if (name === undefined) throw missingParameter("QueueUrl");
  const queue = registry.named(name);
  return resource({ resource: registry.arn(name), resourcePolicy: queue?.settings.policy }, () => {
    if (!queue) throw queueDoesNotExist();
    return queue;
  });
};
