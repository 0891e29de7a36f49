import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { purgeInProgress } from "../errors";
import type { Queue } from "../queue/queue";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional() });

const purgedAt = new WeakMap<Queue, number>();

/** fidelity: docs: API_PurgeQueue, PurgeQueueInProgress */
const PAUSE_MS = 60_000;

export const purgeQueue = operation(
  "PurgeQueue",
  Input,
  { action: "sqs:PurgeQueue", on: queueOfUrl },
  (services: SqsParts) => async (_, queue) => {
    const now = services.clock.now();
    if (now - (purgedAt.get(queue) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS) {
      throw purgeInProgress(queue.record.name);
    }
    purgedAt.set(queue, now);
    await queue.purge();
    return {};
  },
);
