import { basename } from "node:path";
import { ArgsError } from "../core/args-error";
import { toDuration } from "../core/duration";
import { type RestApiArgs, resolveRestApiSettings } from "../logic/api/rest-api-args";
import type { Route, RouteKey, Routes } from "../logic/api/route";
import { checkUsageLimits, type UsageLimits } from "../logic/api/usage-limits";
import { LambdaFunction } from "../logic/lambda-function";
import { type LambdaSettings, resolveLambdaSettings } from "../logic/lambda-settings";
import type { QueueConsumerArgs } from "../logic/queue-consumer";
import { checkAgainstQueue, checkConnections, resolveConsumerSettings } from "../logic/queue-consumer-settings";
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
  readonly plan?: UsageLimits;
  /** Alarms of a queue that is made here. @default {} (all, no topic) */
  readonly alarms?: QueueArgs["alarms"];
  /** Changes the arguments of the API's children; those of other parts are reached through `queue` and `consumer`. */
  readonly transform?: RestApiArgs["transform"];
}

/**
 * The queue to adopt, or the arguments of one. Asks all parts before the first is made.
 *
 * @throws {ArgsError} for what one of the parts would refuse.
 */
export const resolveQueue = (name: string, args: AsyncApiArgs): Queue | QueueArgs => {
  checkApi(name, args);
  const consumer = consumerName(args);
  const settings = resolveConsumerSettings(consumer, args.consumer);
  const lambda = lambdaSettings(args);
  const queue = args.queue instanceof Queue ? args.queue : { ...queueDefaults(args, lambda), ...args.queue };
  const waits = queue instanceof Queue ? queue.settings : resolveQueueSettings(name, queue);
  // Without a timeout of its own, a function that is made here takes the queue's.
  const own = args.consumer.function instanceof LambdaFunction || args.consumer.function.timeout !== undefined;
  checkAgainstQueue(consumer, settings, own ? lambda.timeoutSeconds : waits.consumerTimeoutSeconds, waits);
  checkConnections(consumer, settings, lambda.links);
  return queue;
};

const checkApi = (name: string, args: AsyncApiArgs): void => {
  const { accept, plan, routes = {} } = args;
  if (accept.route in routes)
    throw new ArgsError(name, `routes[${JSON.stringify(accept.route)}]`, "must not be the route that accept has taken");
  if (plan !== undefined && !needsPlan(args))
    throw new ArgsError(name, "plan", "must be absent, or a route has to ask for a key with apiKey: true");
  const api = resolveRestApiSettings(name, { ...args, routes: routesOf(args, UNMADE) });
  if (plan === undefined) return;
  const known = api.routes.map(({ key }) => key);
  checkUsageLimits(name, "plan.", plan, known);
};

/** Stands for the queue as a target until there is one. */
const UNMADE: Route["to"] = {
  description: "the queue",
  grants: [],
  integrate: () => {
    throw new Error("the queue is asked for its integration once it is made");
  },
};

export const routesOf = ({ accept: { route, ...accept }, routes }: AsyncApiArgs, to: Route["to"]): Routes => ({
  ...routes,
  [route]: { ...accept, to },
});

export const needsPlan = ({ accept, routes = {} }: AsyncApiArgs): boolean =>
  [accept, ...Object.values(routes)].some((route) => route?.apiKey);

const lambdaSettings = (args: AsyncApiArgs): LambdaSettings => {
  const { function: consumer } = args.consumer;
  return consumer instanceof LambdaFunction ? consumer.settings : resolveLambdaSettings(consumerName(args), consumer);
};

const queueDefaults = ({ consumer, alarms }: AsyncApiArgs, { timeoutSeconds }: LambdaSettings): QueueArgs => ({
  consumerTimeout: toDuration(timeoutSeconds),
  ...(consumer.batch?.window === undefined ? {} : { batchWindow: consumer.batch.window }),
  ...(alarms === undefined ? {} : { alarms }),
});

/** `handlers/orders/store-orders.handler.ts` -> `store-orders` */
export const consumerName = ({ consumer }: AsyncApiArgs): string =>
  consumer.function instanceof LambdaFunction
    ? consumer.function.invokes.key
    : basename(consumer.function.entry).replace(/(\.handler)?\.[cm]?[jt]sx?$/, "");
