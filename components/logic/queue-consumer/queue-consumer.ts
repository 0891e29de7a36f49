import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam";
import { EventSourceMapping, type EventSourceMappingArgs } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { within } from "../core/args-error";
import { component, either, object, type Shape } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { toDuration } from "../core/duration";
import { childName, componentType } from "../core/naming";
import { policyDocument } from "../core/policy-document";
import { type Transform, transform, transformed } from "../core/transform";
import { Queue } from "../messaging/queue";
import { lambdaFunctionShape } from "./lambda-args";
import { LambdaFunction, type LambdaFunctionArgs } from "./lambda-function";
import { type LambdaSettings, resolveLambdaSettings } from "./lambda-settings";
import {
  type Batch,
  checkAgainstQueue,
  checkConnections,
  consumerSettings,
  type FilterPattern,
  type QueueConsumerSettings,
  resolveConsumerSettings,
} from "./queue-consumer-settings";

export interface QueueConsumerArgs {
  readonly queue: Queue;
  /** An existing function, or the arguments of one; its timeout is then the queue's `consumerTimeout` by default. */
  readonly function: LambdaFunction | LambdaFunctionArgs;
  /** @default { size: 10, window: "0 seconds" } */
  readonly batch?: Batch;
  /**
   * The most batches at work at a time, 2 to 1,000: the brake that keeps a full queue from taking all of the account's
   * concurrency, or all of a database's connections. With a link to a database, twice as many have to fit.
   *
   * @default 5 (half of what a new account has)
   */
  readonly concurrency?: number | "unlimited";
  /** Messages that no pattern matches are deleted unseen. At most 5 patterns. @default [] (all messages) */
  readonly filter?: readonly FilterPattern[];
  readonly transform?: QueueConsumerTransform;
}

export interface QueueConsumerTransform {
  readonly eventSourceMapping?: Transform<EventSourceMappingArgs>;
  readonly policy?: Transform<RolePolicyArgs>;
}

/** The shape of a consumer's arguments but for its queue, which AsyncApi adds itself. */
export const consumerShape: Shape<Omit<QueueConsumerArgs, "queue">> = {
  function: either((value) => value instanceof LambdaFunction, object(lambdaFunctionShape, "a LambdaFunction")),
  ...consumerSettings,
  transform: object<QueueConsumerTransform>({ eventSourceMapping: transform, policy: transform }).optional(),
};

const queueConsumerArgs = object<QueueConsumerArgs>({ queue: component(() => Queue, "a Queue"), ...consumerShape });

/**
 * A function that works off a queue in batches. It reports which messages of a batch failed, and only those come back.
 *
 * @throws {ArgsError} for values that AWS refuses, a function slower than the queue counts on, and a concurrency that
 * what the function is linked to has no connections for; before anything is registered.
 * @example
 * new QueueConsumer("store-orders", {
 *   queue,
 *   function: { entry: "handlers/orders/store-orders.handler.ts", links: { store: database.writer() } },
 *   batch: { size: 100, window: "1 second" },
 * });
 */
export class QueueConsumer extends pulumi.ComponentResource {
  readonly function: LambdaFunction;
  readonly nodes: { readonly eventSourceMapping: EventSourceMapping; readonly policy: RolePolicy };

  constructor(name: string, args: QueueConsumerArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const settings = checked(name, args);
    super(componentType("QueueConsumer"), name, {}, opts);
    this.function =
      args.function instanceof LambdaFunction
        ? args.function
        : new LambdaFunction(name, withTimeout(args.function, args.queue), { parent: this });
    const policy = createPolicy(this, name, args, this.function);
    const eventSourceMapping = createMapping(this, name, args, settings, this.function, policy);
    this.nodes = { eventSourceMapping, policy };
    this.registerOutputs({ function: this.function.name });
  }
}

const checked = (name: string, args: QueueConsumerArgs): QueueConsumerSettings => {
  checkArgs(name, args, queueConsumerArgs);
  const settings = resolveConsumerSettings(name, args);
  const { links, timeoutSeconds } = consumingFunction(name, args);
  checkAgainstQueue(name, settings, timeoutSeconds, args.queue.settings);
  checkConnections(name, settings, links);
  return settings;
};

const consumingFunction = (name: string, { function: consumer, queue }: QueueConsumerArgs): LambdaSettings =>
  consumer instanceof LambdaFunction
    ? consumer.settings
    : within(
        name,
        (path) => (path === "name" ? path : `function.${path}`),
        () => resolveLambdaSettings(name, withTimeout(consumer, queue)),
      );

const withTimeout = (args: LambdaFunctionArgs, { settings }: Queue) => ({
  ...args,
  timeout: args.timeout ?? toDuration(settings.consumerTimeoutSeconds),
});

/** Beside the function's own policy, so that a function which exists already can become a consumer. */
const createPolicy = (
  parent: pulumi.Resource,
  name: string,
  { queue, transform }: QueueConsumerArgs,
  { role }: LambdaFunction,
): RolePolicy =>
  new RolePolicy(
    childName(name, "consume"),
    ...transformed({ role: role.name, policy: policyDocument(queue.consume().grants) }, { parent }, transform?.policy),
  );

const createMapping = (
  parent: pulumi.Resource,
  name: string,
  { queue, transform }: QueueConsumerArgs,
  { batchSize, windowSeconds, maximumConcurrency, filter }: QueueConsumerSettings,
  { aliasArn }: LambdaFunction,
  policy: RolePolicy,
): EventSourceMapping => {
  const args: EventSourceMappingArgs = {
    eventSourceArn: queue.arn,
    functionName: aliasArn,
    batchSize,
    maximumBatchingWindowInSeconds: windowSeconds,
    functionResponseTypes: ["ReportBatchItemFailures"],
    ...(maximumConcurrency === undefined ? {} : { scalingConfig: { maximumConcurrency } }),
    ...(filter.length > 0
      ? { filterCriteria: { filters: filter.map((pattern) => ({ pattern: JSON.stringify(pattern) })) } }
      : {}),
  };
  // Lambda refuses a mapping whose function may not receive from the queue yet.
  return new EventSourceMapping(
    name,
    ...transformed(args, { parent, dependsOn: [policy] }, transform?.eventSourceMapping),
  );
};
