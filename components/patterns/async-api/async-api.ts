import * as pulumi from "@pulumi/pulumi";
import { componentType } from "../core/naming";
import { takeName } from "../core/taken-names";
import { RestApi } from "../logic/api/rest-api";
import { UsagePlan } from "../logic/api/usage-plan";
import { QueueConsumer } from "../logic/queue-consumer";
import { Queue } from "../messaging/queue";
import { type AsyncApiArgs, consumerOf, needsPlan, resolveParts, restApiArgs } from "./async-api-args";

/**
 * An API that takes work at once and does it later: API Gateway to SQS to a function, with no function in front.
 *
 * What was answered with 202 is in the queue, survives everything behind it, is retried, and ends in the dead-letter
 * queue when it cannot be done. Composes Queue, QueueConsumer, RestApi and, for routes with an API key, UsagePlan.
 *
 * @throws {ArgsError} for what one of its parts would refuse, before anything is registered.
 * @example
 * const orders = new AsyncApi("orders", {
 *   accept: { route: "POST /orders", auth: "none", apiKey: true, body: Order, throttle: { rate: 100, burst: 200 } },
 *   consumer: {
 *     function: { entry: "handlers/orders/store-orders.handler.ts", links: { store: database.writer() } },
 *     batch: { size: 100, window: "1 second" },
 *   },
 * });
 * export const ordersUrl = orders.url;
 * export const ordersApiKey = orders.apiKey;
 */
export class AsyncApi extends pulumi.ComponentResource {
  /** Base of all URLs, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  /** The plan's first key, a secret; absent when no route asks for one. */
  readonly apiKey: pulumi.Output<string> | undefined;
  readonly queue: Queue;
  readonly consumer: QueueConsumer;
  readonly api: RestApi;
  readonly plan: UsagePlan | undefined;

  constructor(name: string, args: AsyncApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const { consumer, queue } = resolveParts(name, args);
    takeName("consumer", consumer.name, consumerOf(name, consumer.source));
    super(componentType("AsyncApi"), name, {}, opts);
    const parent = { parent: this };
    this.queue = queue instanceof Queue ? queue : new Queue(name, queue, parent);
    const { name: _, ...consumerArgs } = args.consumer;
    this.consumer = new QueueConsumer(consumer.name, { ...consumerArgs, queue: this.queue }, parent);
    this.api = new RestApi(name, restApiArgs(args, this.queue.send()), parent);
    this.plan = needsPlan(args) ? new UsagePlan(name, { ...args.plan, api: this.api }, parent) : undefined;
    this.url = this.api.url;
    this.apiKey = this.plan?.key(args.plan?.keys?.[0]);
    this.registerOutputs({ url: this.url });
  }
}
