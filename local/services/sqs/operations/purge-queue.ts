import * as z from "zod";
import { operation } from "../../../wire/operation";
import { purgeInProgress } from "../errors";
import type { Queue } from "../queue";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional() });

const purgedAt = new WeakMap<Queue, number>();

/** fidelity: docs: API_PurgeQueue, PurgeQueueInProgress */
const PAUSE_MS = 60_000;

export const purgeQueue = operation("PurgeQueue", Input, (services: SqsServices) => async ({ QueueUrl }, call) => {
  const queue = targetQueue(services, call, QueueUrl, "sqs:PurgeQueue");
  const now = services.clock.now();
  if (now - (purgedAt.get(queue) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS) {
    throw purgeInProgress(queue.record.name);
  }
  purgedAt.set(queue, now);
  await queue.purge();
  return {};
});
