import { basename } from "node:path";
import { ArgsError, within } from "../core/args-error";
import { either, object, text } from "../core/args-shape";
import { checkArgs } from "../core/check-args";
import { toDuration } from "../core/duration";
import { isName, MAX_NAME_LENGTH, NAME_RULE } from "../core/naming";
import { takenBy } from "../core/taken-names";
import { type RestApiArgs, resolveRestApiSettings, restApiShape } from "../logic/api/rest-api-args";
import { type Route, type RouteKey, type Routes, routeShape, routesShape } from "../logic/api/route";
import { checkUsageLimits, type UsageLimits, usageLimitsShape } from "../logic/api/usage-limits";
import { LambdaFunction } from "../logic/lambda-function";
import { type LambdaSettings, resolveLambdaSettings } from "../logic/lambda-settings";
import { consumerShape, type QueueConsumerArgs } from "../logic/queue-consumer";
import { checkAgainstQueue, checkConnections, resolveConsumerSettings } from "../logic/queue-consumer-settings";
import { Queue } from "../messaging/queue";
import { type QueueArgs, queueAlarms, queueShape, resolveQueueSettings } from "../messaging/queue-settings";

export interface AsyncApiArgs extends Omit<RestApiArgs, "routes" | "transform"> {
  /** The route whose bodies go straight into the queue; answered with 202 once they are there. */
  readonly accept: Omit<Route, "to"> & { readonly route: RouteKey };
  /** What works off the queue. */
  readonly consumer: AsyncApiConsumer;
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

export interface AsyncApiConsumer extends Omit<QueueConsumerArgs, "queue"> {
  /**
   * Name of the consumer and of a function that is made here: 1 to 40 lower-case letters, digits and hyphens.
   *
   * @default the name of the entry file, `store-orders.handler.ts` -> `store-orders`, or that of the function
   */
  readonly name?: string;
}

const asyncApiArgs = object<AsyncApiArgs>({
  accept: object<AsyncApiArgs["accept"]>({ route: text('a route, "POST /orders"'), ...routeShape }),
  consumer: object<AsyncApiConsumer>({ name: text("a name").optional(), ...consumerShape }),
  queue: either((value) => value instanceof Queue, object(queueShape, "a Queue")).optional(),
  routes: routesShape.optional(),
  plan: object<UsageLimits>(usageLimitsShape).optional(),
  alarms: queueAlarms,
  ...restApiShape,
});

/** Checked, with all that the parts are made of. */
export interface AsyncApiParts {
  readonly consumer: Named;
  /** To adopt, or its arguments. */
  readonly queue: Queue | QueueArgs;
}

/**
 * Asks all parts before the first is made.
 *
 * @throws {ArgsError} for what one of the parts would refuse.
 */
export const resolveParts = (name: string, args: AsyncApiArgs): AsyncApiParts => {
  checkArgs(name, args, asyncApiArgs);
  const consumer = named(args.consumer);
  checkConsumerName(name, consumer);
  checkApi(name, args);
  const settings = within(name, inConsumer, () => resolveConsumerSettings(name, args.consumer));
  const lambda = within(name, inFunction, () => lambdaSettings(consumer.name, args.consumer));
  if (args.alarms !== undefined) resolveQueueSettings(name, { alarms: args.alarms });
  const queue = args.queue instanceof Queue ? args.queue : { ...queueDefaults(args, lambda), ...args.queue };
  const waits =
    queue instanceof Queue ? queue.settings : within(name, inQueue, () => resolveQueueSettings(name, queue));
  // Without a timeout of its own, a function that is made here takes the queue's.
  const own = args.consumer.function instanceof LambdaFunction || args.consumer.function.timeout !== undefined;
  within(name, inConsumer, () => {
    checkAgainstQueue(name, settings, own ? lambda.timeoutSeconds : waits.consumerTimeoutSeconds, waits);
    checkConnections(name, settings, lambda.links);
  });
  return { consumer, queue };
};

const inConsumer = (path: string): string => `consumer.${path}`;
const inFunction = (path: string): string => (path === "name" ? "consumer.name" : `consumer.function.${path}`);
const inQueue = (path: string): string => `queue.${path}`;

const checkApi = (name: string, args: AsyncApiArgs): void => {
  const { accept, plan, routes = {} } = args;
  if (accept.route in routes)
    throw new ArgsError(name, `routes[${JSON.stringify(accept.route)}]`, "must not be the route that accept has taken");
  if (plan !== undefined && !needsPlan(args))
    throw new ArgsError(name, "plan", "must be absent, or a route has to ask for a key with apiKey: true");
  const accepted = `routes[${JSON.stringify(accept.route)}]`;
  const inAccept = (path: string): string =>
    path === accepted ? "accept.route" : path.replace(`${accepted}.`, "accept.");
  const api = within(name, inAccept, () => resolveRestApiSettings(name, restApiArgs(args, UNMADE)));
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

/** The arguments of the API, with the queue behind the route that accepts. */
export const restApiArgs = (
  { accept: { route, ...accept }, consumer, queue, routes, plan, alarms, ...args }: AsyncApiArgs,
  to: Route["to"],
): RestApiArgs => ({ ...args, routes: { ...routes, [route]: { ...accept, to } } });

export const needsPlan = ({ accept, routes = {} }: AsyncApiArgs): boolean =>
  [accept, ...Object.values(routes)].some((route) => route?.apiKey);

const lambdaSettings = (name: string, { function: consumer }: AsyncApiConsumer): LambdaSettings =>
  consumer instanceof LambdaFunction ? consumer.settings : resolveLambdaSettings(name, consumer);

const queueDefaults = ({ consumer, alarms }: AsyncApiArgs, { timeoutSeconds }: LambdaSettings): QueueArgs => ({
  consumerTimeout: toDuration(timeoutSeconds),
  ...(consumer.batch?.window === undefined ? {} : { batchWindow: consumer.batch.window }),
  ...(alarms === undefined ? {} : { alarms }),
});

/** A name, and where it comes from, in words. */
interface Named {
  readonly name: string;
  readonly source: string;
}

/** The name that was given, that of the function, or that of its file: `orders/store-orders.handler.ts` -> `store-orders`. */
const named = ({ name, function: consumer }: AsyncApiConsumer): Named => {
  if (name !== undefined) return { name, source: "consumer.name" };
  if (consumer instanceof LambdaFunction) {
    const { key } = consumer.invokes;
    return { name: key, source: `the function ${key}` };
  }
  const file = basename(consumer.entry).replace(/(\.handler)?\.[cm]?[jt]sx?$/, "");
  return { name: file, source: `the file ${consumer.entry}` };
};

/** A consumer, as the holder of its name. */
export const consumerOf = (api: string, source: string): string => `the consumer of AsyncApi ${api}, from ${source},`;

const tooLong = (name: string): string =>
  name.length <= MAX_NAME_LENGTH
    ? ""
    : `, ${name.length} characters long; AWS takes 64 for a role, of which its part and Pulumi need some`;

const checkConsumerName = (component: string, { name, source }: Named): void => {
  const refuse = (rule: string): never => {
    throw new ArgsError(component, "consumer.name", rule);
  };
  if (!isName(name)) refuse(`${NAME_RULE} (it is "${name}", from ${source}${tooLong(name)})`);
  const other = takenBy("consumer", name, consumerOf(component, source));
  if (other !== undefined) refuse(`must be another one than "${name}", from ${source}: ${other} is called so already`);
};
