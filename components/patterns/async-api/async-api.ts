import * as pulumi from "@pulumi/pulumi";
import { componentType } from "../../core/component/naming";
import { QueueConsumer } from "../../logic/queue-consumer/queue-consumer";
import { directed } from "../../logic/rest-api/plan";
import { RestApi } from "../../logic/rest-api/rest-api";
import { UsagePlan } from "../../logic/usage-plan/usage-plan";
import { Queue } from "../../messaging/queue/queue";
import { Dashboard } from "../../operations/dashboard/dashboard";
import type { AsyncApiArgs } from "./args";
import { takeConsumerName } from "./consumer-name";
import { type AsyncApiPlan, planAsyncApi } from "./plan";

/**
 * An API that takes work at once and does it later: API Gateway to SQS to a function, with no function in front.
 *
 * What was answered with 202 is in the queue, survives everything behind it, is retried, and ends in the dead-letter
 * queue when it cannot be done. Composes Queue, QueueConsumer, RestApi, Dashboard and, for routes with an
 * API key, UsagePlan.
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
  /** The usage plan's first key, a secret; absent when no route asks for one. */
  readonly apiKey: pulumi.Output<string> | undefined;
  readonly queue: Queue;
  readonly consumer: QueueConsumer;
  readonly api: RestApi;
  readonly usagePlan: UsagePlan | undefined;
  readonly dashboard: Dashboard | undefined;
  readonly plan: AsyncApiPlan;

  constructor(name: string, args: AsyncApiArgs | AsyncApiPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planAsyncApi(name, args);
    takeConsumerName(name, plan.named);
    super(componentType("AsyncApi"), name, {}, opts);
    const parent = { parent: this };
    this.plan = plan;
    this.queue = plan.queue instanceof Queue ? plan.queue : new Queue(name, plan.queue, parent);
    this.consumer = new QueueConsumer(plan.named.name, { ...plan.consumer, queue: this.queue }, parent);
    this.api = new RestApi(name, directed(plan.api, { [plan.accepting]: this.queue.send() }), parent);
    this.usagePlan = plan.usagePlan && new UsagePlan(name, { ...plan.usagePlan, api: this.api }, parent);
    const shows = [this.api, this.consumer, ...(plan.dashboard?.shows ?? [])];
    this.dashboard = plan.dashboard && new Dashboard(name, { ...plan.dashboard, shows }, parent);
    this.url = this.api.url;
    this.apiKey = this.usagePlan?.key();
    this.registerOutputs({ url: this.url });
  }
}
