import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { policyDocument } from "../../core/rights/policy-document";
import type { Watched, Widget } from "../../core/widget";
import type { Queue } from "../../messaging/queue/queue";
import { filterCriteria } from "../filter-pattern/filter-pattern";
import { makeConsuming } from "../function/consuming";
import type { LambdaFunction } from "../function/lambda-function";
import { addPolled } from "../function/polled";
import type { QueueConsumerArgs } from "./args";
import { type QueueConsumerNodes, queueConsumerChildren } from "./children";
import { planQueueConsumer, type QueueConsumerPlan } from "./plan";

/**
 * A function that works off a queue in batches. It reports which messages of a batch failed, and only those come back.
 *
 * @throws {ArgsError} for values that AWS refuses, a function slower than the queue counts on, and a concurrency that
 * what the function is linked to has no connections for, or that exceeds what the function has reserved; before
 * anything is registered.
 * @example
 * new QueueConsumer("store-orders", {
 *   queue,
 *   function: { entry: "handlers/orders/store-orders.handler.ts", links: { store: database.writer() } },
 *   batch: { size: 100, window: "1 second" },
 * });
 */
export class QueueConsumer extends pulumi.ComponentResource implements Watched {
  readonly function: LambdaFunction;
  readonly plan: QueueConsumerPlan<Queue>;
  readonly nodes: QueueConsumerNodes;

  constructor(
    name: string,
    args: QueueConsumerArgs | QueueConsumerPlan<Queue>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planQueueConsumer(name, args);
    super(componentType("QueueConsumer"), name, {}, opts);
    this.plan = plan;
    this.function = makeConsuming(name, plan.function, this);
    this.nodes = createNodes(this, plan, this.function);
    addPolled(this.function, plan.maximumConcurrency ?? 0);
    this.registerOutputs({ function: this.function.name });
  }

  /** None of its own: those of its queue and of its function. */
  widgets(): Widget[] {
    return [];
  }

  behind(): Watched[] {
    return [this.plan.queue, this.function];
  }
}

const createNodes = (
  parent: pulumi.Resource,
  plan: QueueConsumerPlan<Queue>,
  { role, aliasArn }: LambdaFunction,
): QueueConsumerNodes => {
  const make = childrenOf(queueConsumerChildren, parent, plan.name, plan.transform);
  // Beside the function's own policy, so that a function which exists already can become a consumer.
  const grants = policyDocument(plan.queue.consume().grants);
  const policy = make("policy", "consume", { role: role.name, policy: grants });
  // Lambda refuses a mapping whose function may not receive from the queue yet.
  const mapping = { ...mappingArgs(plan), functionName: aliasArn };
  return { policy, eventSourceMapping: make("eventSourceMapping", undefined, mapping, { dependsOn: [policy] }) };
};

const mappingArgs = ({ queue, batchSize, windowSeconds, maximumConcurrency, filter }: QueueConsumerPlan<Queue>) =>
  ({
    eventSourceArn: queue.arn,
    batchSize,
    maximumBatchingWindowInSeconds: windowSeconds,
    functionResponseTypes: ["ReportBatchItemFailures"],
    ...(maximumConcurrency !== undefined && { scalingConfig: { maximumConcurrency } }),
    ...filterCriteria(filter),
  }) satisfies Omit<EventSourceMappingArgs, "functionName">;
