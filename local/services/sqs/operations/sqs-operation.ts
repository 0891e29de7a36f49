import type { Clock } from "../../../cloud/clock";
import type { Call } from "../../../wire/operations/operation";
import { resource, type Subject } from "../../../wire/operations/right";
import { missingParameter, queueDoesNotExist } from "../errors";
import type { UseQueueKey } from "../key-use";
import type { Queue } from "../queue/queue";
import type { QueueRegistry } from "../queue/queue-registry";
import { queueNameOf } from "../queue/queue-url";

/** What operations of SQS may touch. */
export interface SqsParts {
  readonly registry: QueueRegistry;
  readonly clock: Clock;
  readonly partition: string;
  readonly useKey: UseQueueKey;
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

/** The same, whose messages the call writes or reads: in its own name the caller uses the queue's key. */
export const messagesOfQueue =
  (verb: Parameters<UseQueueKey>[1]) =>
  (services: SqsParts, input: { readonly QueueUrl?: string | undefined }, call: Call): Subject<Queue> => {
    const { asked, target } = queueOfUrl(services, input, call);
    return {
      asked,
      target: (also) => {
        const queue = target(also);
        services.useKey(queue, verb, call.principal);
        return queue;
      },
    };
  };
