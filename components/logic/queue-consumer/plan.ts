import { checkArgs } from "../../core/args/check-args";
import { toDuration } from "../../core/args/duration";
import { type Plan, planned, planOf } from "../../core/component/plan";
import type { QueuePlan } from "../../messaging/queue/plan";
import type { Queue } from "../../messaging/queue/queue";
import { checkConnections, checkResume } from "../function/connections";
import { planConsuming } from "../function/consuming";
import type { LambdaFunction } from "../function/lambda-function";
import type { LambdaFunctionPlan } from "../function/plan";
import { polled } from "../function/polled";
import { type QueueConsumerArgs, queueConsumerArgs } from "./args";
import type { QueueConsumerTransform } from "./children";
import { checkAgainstQueue, checkReserved } from "./consistency";
import { type PollingSettings, pollingSettings } from "./polling";

interface Settings<Q> extends PollingSettings {
  readonly queue: Q;
  /** Made already, or to be made for this consumer. */
  readonly function: LambdaFunction | LambdaFunctionPlan;
  readonly transform: QueueConsumerTransform | undefined;
}

/** A consumer's arguments, checked; its queue may be planned itself. */
export type QueueConsumerPlan<Q = Queue | QueuePlan> = Plan<"QueueConsumer", Settings<Q>>;

type Planning<Q> = Omit<QueueConsumerArgs, "queue"> & { readonly queue: Q };

/**
 * @throws {ArgsError} for values that AWS refuses, a function slower than the queue counts on, and a concurrency that
 * what the function is linked to has no connections for, or that exceeds what the function has reserved.
 */
export const planQueueConsumer = <Q extends Queue | QueuePlan>(
  name: string,
  args: Planning<Q> | QueueConsumerPlan<Q>,
): QueueConsumerPlan<Q> => planned("QueueConsumer", name, args, (given: Planning<Q>) => settings(name, given));

const settings = <Q extends Queue | QueuePlan>(name: string, args: Planning<Q>): Settings<Q> => {
  checkArgs(name, args, queueConsumerArgs);
  const polling = pollingSettings(name, args);
  const queue = planOf<QueuePlan>(args.queue);
  const consumer = planConsuming(name, args.function, toDuration(queue.consumerTimeoutSeconds));
  const plan = planOf<LambdaFunctionPlan>(consumer);
  checkAgainstQueue(name, polling, plan, queue);
  checkReserved(name, polling, plan, polled(consumer));
  checkConnections(name, polling.maximumConcurrency, plan.links);
  checkResume(name, plan);
  return { ...polling, queue: args.queue, function: consumer, transform: args.transform };
};
