import { basename } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { toDuration } from "../core/duration";
import { componentType } from "../core/naming";
import { RestApi } from "../logic/api/rest-api";
import { type RestApiArgs, resolveRestApiSettings } from "../logic/api/rest-api-args";
import type { Route, RouteKey, Routes } from "../logic/api/route";
import { type UsageLimits, UsagePlan, type UsagePlanArgs } from "../logic/api/usage-plan";
import { LambdaFunction } from "../logic/lambda-function";
import { resolveLambdaSettings } from "../logic/lambda-settings";
import { QueueConsumer, type QueueConsumerArgs } from "../logic/queue-consumer";
import { resolveConsumerSettings } from "../logic/queue-consumer-settings";
import { Queue } from "../messaging/queue";
import { type QueueArgs, resolveQueueSettings } from "../messaging/queue-settings";

export interface AsyncApiArgs extends Omit<RestApiArgs, "routes" | "transform"> {
  /** The route whose bodies go straight into the queue; answered with 202 once they are there. */
  readonly accept: Omit<Route, "to"> & { readonly route: RouteKey };
  /** What works off the queue; a function that is made here is named after its entry file. */
  readonly consumer: Omit<QueueConsumerArgs, "queue">;
  /**
   * The queue between them, or the arguments of one.
   *
   * @default one that waits for the consumer's timeout and batch window
   */
  readonly queue?: Queue | QueueArgs;
  /** Further routes of the same API: to read back what was accepted, say. @default {} */
  readonly routes?: Routes;
  /** What each API key may use, and the keys' names; for routes with `apiKey: true`. @default one key, no limits */
  readonly plan?: UsageLimits & Pick<UsagePlanArgs, "keys">;
  /** Alarms of a queue that is made here. @default {} (all, no topic) */
  readonly alarms?: QueueArgs["alarms"];
  /** Changes the arguments of the API's children; those of other parts are reached through `queue` and `consumer`. */
  readonly transform?: RestApiArgs["transform"];
}

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
    const queue = checked(name, args);
    super(componentType("AsyncApi"), name, {}, opts);
    const parent = { parent: this };
    this.queue = queue instanceof Queue ? queue : new Queue(name, queue, parent);
    this.consumer = new QueueConsumer(consumerName(args), { ...args.consumer, queue: this.queue }, parent);
    this.api = new RestApi(name, { ...args, routes: routesOf(args, this.queue.send()) }, parent);
    this.plan = needsPlan(args) ? new UsagePlan(name, { ...args.plan, api: this.api }, parent) : undefined;
    this.url = this.api.url;
    this.apiKey = this.plan?.key(args.plan?.keys?.[0]);
    this.registerOutputs({ url: this.url });
  }
}

/** Asks all parts before the first is made. The queue to adopt, or its arguments. */
const checked = (name: string, args: AsyncApiArgs): Queue | QueueArgs => {
  const { accept, consumer, plan, routes = {} } = args;
  if (accept.route in routes)
    throw new ArgsError(name, `routes[${JSON.stringify(accept.route)}]`, "must not be the route that accept has taken");
  if (plan !== undefined && !needsPlan(args))
    throw new ArgsError(name, "plan", "must be absent, or a route has to ask for a key with apiKey: true");
  resolveRestApiSettings(name, { ...args, routes: routesOf(args, UNMADE) });
  resolveConsumerSettings(consumerName(args), consumer);
  if (args.queue instanceof Queue) return args.queue;
  const queue = { ...queueDefaults(args), ...args.queue };
  resolveQueueSettings(name, queue);
  return queue;
};

/** Stands for the queue as a target until there is one. */
const UNMADE: Route["to"] = {
  description: "the queue",
  grants: [],
  integrate: () => {
    throw new Error("the queue is asked for its integration once it is made");
  },
};

const routesOf = ({ accept: { route, ...accept }, routes }: AsyncApiArgs, to: Route["to"]): Routes => ({
  ...routes,
  [route]: { ...accept, to },
});

const needsPlan = ({ accept, routes = {} }: AsyncApiArgs): boolean =>
  [accept, ...Object.values(routes)].some((route) => route?.apiKey);

const queueDefaults = (args: AsyncApiArgs): QueueArgs => {
  const { consumer, alarms } = args;
  const { timeoutSeconds } =
    consumer.function instanceof LambdaFunction
      ? consumer.function.settings
      : resolveLambdaSettings(consumerName(args), consumer.function);
  return {
    consumerTimeout: toDuration(timeoutSeconds),
    ...(consumer.batch?.window === undefined ? {} : { batchWindow: consumer.batch.window }),
    ...(alarms === undefined ? {} : { alarms }),
  };
};

/** `handlers/orders/store-orders.handler.ts` -> `store-orders` */
const consumerName = ({ consumer }: AsyncApiArgs): string =>
  consumer.function instanceof LambdaFunction
    ? consumer.function.invokes.key
    : basename(consumer.function.entry).replace(/(\.handler)?\.[cm]?[jt]sx?$/, "");
