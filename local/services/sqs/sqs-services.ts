import type { Access } from "../../access/access";
import type { Clock } from "../../clock";
import type { Call } from "../../wire/operation";
import { missingParameter, queueDoesNotExist } from "./errors";
import { requirePermission } from "./permissions";
import type { Queue } from "./queue";
import { queueNameOf } from "./queue-url";
import type { QueueRegistry } from "./registry";

/** What operations of SQS may touch. */
export interface SqsServices {
  readonly registry: QueueRegistry;
  readonly access: Access;
  readonly clock: Clock;
}

/** The queue that a call means, once the caller has been allowed to do `action` on it. */
export const targetQueue = (
  { registry, access }: Pick<SqsServices, "registry" | "access">,
  call: Call,
  queueUrl: string | undefined,
  action: string,
): Queue => {
  const name = queueNameOf(queueUrl ?? call.path);
  if (name === undefined) throw missingParameter("QueueUrl");
  const queue = registry.named(name);
  // Access first, as AWS: who may not ask does not learn whether the queue is there.
  requirePermission(access, call.principal, action, { arn: registry.arn(name), policy: queue?.settings.policy });
  if (!queue) throw queueDoesNotExist();
  return queue;
};
