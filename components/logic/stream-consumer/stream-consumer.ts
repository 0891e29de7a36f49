import type { EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { policyDocument } from "../../core/rights/policy-document";
import type { StreamSource } from "../../core/stream-source";
import type { Watched, Widget } from "../../core/widget";
import { filterCriteria } from "../filter-pattern/filter-pattern";
import { makeConsuming } from "../function/consuming";
import type { LambdaFunction } from "../function/lambda-function";
import { addPolled } from "../function/polled";
import { createAlarms } from "./alarms";
import type { StartingPosition, StreamConsumerArgs } from "./args";
import { type StreamConsumerNodes, streamConsumerChildren } from "./children";
import { planStreamConsumer, type StreamConsumerPlan } from "./plan";
import { streamConsumerWidgets } from "./widgets";

/**
 * A function that follows a stream in batches, each shard in order. It reports the first record of a batch that failed,
 * and Lambda goes on from there (`serverless-tiers/runtime/stream-batch`).
 *
 * @throws {ArgsError} for values that AWS refuses, records that would be lost without a word, a filter that matches
 * nothing, and more batches at a time than the function has reserved or a database has connections for; before anything
 * is registered.
 * @example
 * new StreamConsumer("count-sales", {
 *   stream: tickets.stream(),
 *   function: { entry: "handlers/count-sales.handler.ts", links: { sales: sales.write() } },
 *   filter: [{ eventName: ["INSERT"] }],
 *   onFailure: new Queue("uncounted"),
 * });
 */
export class StreamConsumer extends pulumi.ComponentResource implements Watched {
  readonly function: LambdaFunction;
  readonly plan: StreamConsumerPlan<StreamSource>;
  readonly nodes: StreamConsumerNodes;

  constructor(
    name: string,
    args: StreamConsumerArgs | StreamConsumerPlan<StreamSource>,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planStreamConsumer(name, args);
    super(componentType("StreamConsumer"), name, {}, opts);
    this.plan = plan;
    this.function = makeConsuming(name, plan.function, this);
    this.nodes = createNodes(this, plan, this.function);
    addPolled(this.function, plan.concurrency);
    this.registerOutputs({ function: this.function.name });
  }

  widgets(): Widget[] {
    return streamConsumerWidgets(this);
  }

  behind(): Watched[] {
    return this.plan.onFailure === undefined ? [this.function] : [this.function, this.plan.onFailure];
  }
}

const createNodes = (
  parent: pulumi.Resource,
  plan: StreamConsumerPlan<StreamSource>,
  consumer: LambdaFunction,
): StreamConsumerNodes => {
  const { stream, onFailure } = plan;
  const make = childrenOf(streamConsumerChildren, parent, plan.name, plan.transform);
  // Beside the function's own policy, so that a function which exists already can become a consumer.
  const grants = policyDocument([...stream.grants, ...(onFailure?.send().grants ?? [])]);
  const policy = make("policy", "read", { role: consumer.role.name, policy: grants });
  const mapping = { ...mappingArgs(plan), functionName: consumer.aliasArn };
  return {
    policy,
    // Lambda refuses a mapping whose function may not read the stream yet.
    eventSourceMapping: make("eventSourceMapping", undefined, mapping, { dependsOn: [policy] }),
    ...createAlarms(make, plan, consumer),
  };
};

const mappingArgs = (plan: StreamConsumerPlan<StreamSource>) =>
  ({
    eventSourceArn: plan.stream.arn,
    ...position(plan.startingPosition),
    batchSize: plan.batchSize,
    maximumBatchingWindowInSeconds: plan.windowSeconds,
    parallelizationFactor: plan.parallelization,
    bisectBatchOnFunctionError: plan.bisect,
    maximumRetryAttempts: plan.retries,
    maximumRecordAgeInSeconds: plan.maxRecordAgeSeconds,
    functionResponseTypes: ["ReportBatchItemFailures"],
    ...(plan.tumblingWindowSeconds !== undefined && { tumblingWindowInSeconds: plan.tumblingWindowSeconds }),
    ...(plan.onFailure && { destinationConfig: { onFailure: { destinationArn: plan.onFailure.arn } } }),
    ...filterCriteria(plan.filter),
  }) satisfies Omit<EventSourceMappingArgs, "functionName">;

const position = (from: StartingPosition) => {
  if (typeof from !== "string") return { startingPosition: "AT_TIMESTAMP", startingPositionTimestamp: from.at };
  return { startingPosition: from === "latest" ? "LATEST" : "TRIM_HORIZON" };
};
