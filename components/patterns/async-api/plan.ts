import { ArgsError, within } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDuration } from "../../core/args/duration";
import { type Plan, planned } from "../../core/component/plan";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { DEFAULT_TIMEOUT } from "../../logic/function/plan";
import { planQueueConsumer, type QueueConsumerPlan } from "../../logic/queue-consumer/plan";
import { type OpenRestApiPlan, planOpenRestApi } from "../../logic/rest-api/plan";
import type { OpenRoute } from "../../logic/rest-api/route";
import type { RouteKey } from "../../logic/rest-api/route-key";
import { planUsagePlan, type UsagePlanPlan } from "../../logic/usage-plan/plan";
import type { QueueArgs } from "../../messaging/queue/args";
import { planQueue, type QueuePlan } from "../../messaging/queue/plan";
import { Queue } from "../../messaging/queue/queue";
import { type DashboardPlan, planPatternDashboard } from "../../operations/dashboard/plan";
import { type AsyncApiAlarms, type AsyncApiArgs, type AsyncApiConsumer, asyncApiArgs } from "./args";
import { type ConsumerName, consumerName } from "./consumer-name";

interface Settings {
  /** Of the API, whose bodies go into the queue. */
  readonly accepting: RouteKey;
  readonly named: ConsumerName;
  /** Made already, or to be made here. */
  readonly queue: Queue | QueuePlan;
  readonly consumer: QueueConsumerPlan;
  readonly api: OpenRestApiPlan;
  /** Absent where no route asks for a key. */
  readonly usagePlan: UsagePlanPlan<OpenRestApiPlan> | undefined;
  readonly dashboard: DashboardPlan | undefined;
}

/** An asynchronous API's arguments: the plans of its parts, held against one another. */
export type AsyncApiPlan = Plan<"AsyncApi", Settings>;

/** @throws {ArgsError} for what one of the parts would refuse. */
export const planAsyncApi = (name: string, args: AsyncApiArgs | AsyncApiPlan): AsyncApiPlan =>
  planned("AsyncApi", name, args, (given: AsyncApiArgs) => settings(name, given));

const settings = (name: string, args: AsyncApiArgs): Settings => {
  checkArgs(name, args, asyncApiArgs);
  const named = consumerName(name, args.consumer);
  const api = planApi(name, args);
  const usagePlan = planLimits(name, args, api);
  const queue = planBetween(name, args);
  const { name: _, ...consumer } = args.consumer;
  return {
    accepting: args.accept.route,
    named,
    queue,
    consumer: within(name, inConsumer, () => planQueueConsumer(named.name, { ...consumer, queue })),
    api,
    usagePlan,
    dashboard: planPatternDashboard(name, args.dashboard),
  };
};

const inConsumer = (path: string): string => `consumer.${path}`;

const planApi = (name: string, args: AsyncApiArgs): OpenRestApiPlan => {
  const { accept, consumer, queue, encryption, routes = {}, usagePlan, dashboard, alarms, ...api } = args;
  const { route, ...accepting } = accept;
  const at = `routes[${JSON.stringify(route)}]`;
  if (route in routes) throw new ArgsError(name, at, "must not be the route that accept has taken");
  const inAccept = (path: string): string => (path === at ? "accept.route" : path.replace(`${at}.`, "accept."));
  const all: Readonly<Partial<Record<RouteKey, OpenRoute>>> = { ...routes, [route]: accepting };
  const planned = { ...api, ...alarmsOf(alarms, "latency"), routes: all };
  return within(name, inAccept, () => planOpenRestApi(name, planned, [route]));
};

/** Those of one part: where they go, and what it knows of them. */
const alarmsOf = <Key extends keyof AsyncApiAlarms>(alarms: AsyncApiArgs["alarms"], key: Key) => {
  if (alarms === undefined || alarms === false) return alarms === false ? { alarms } : {};
  const known = (["topicArn", key] as const).filter((one) => alarms[one] !== undefined);
  // The keys are those of the type.
  return {
    alarms: Object.fromEntries(known.map((one) => [one, alarms[one]])) as Pick<AsyncApiAlarms, "topicArn" | Key>,
  };
};

const planLimits = (name: string, { usagePlan }: AsyncApiArgs, api: OpenRestApiPlan) => {
  if (api.routes.some(({ apiKey }) => apiKey))
    return within(
      name,
      (path) => `usagePlan.${path}`,
      () => planUsagePlan(name, { ...usagePlan, api }),
    );
  if (usagePlan === undefined) return undefined;
  throw new ArgsError(name, "usagePlan", "must be absent, or a route has to ask for a key with apiKey: true");
};

/** The queue between the API and its consumer; what is not said of it follows from the consumer. */
const planBetween = (name: string, { queue, encryption, consumer, alarms }: AsyncApiArgs): Queue | QueuePlan => {
  if (queue instanceof Queue) {
    if (encryption !== undefined)
      throw new ArgsError(name, "encryption", "must be absent: the queue was made elsewhere, with a key of its own");
    if (!(alarms && alarms.maxAge !== undefined)) return queue;
    throw new ArgsError(name, "alarms.maxAge", "must be absent: the queue was made elsewhere, with alarms of its own");
  }
  const derived: QueueArgs = {
    consumerTimeout: timeoutOf(consumer),
    ...(consumer.batch?.window !== undefined && { batchWindow: consumer.batch.window }),
    ...(encryption !== undefined && { encryption }),
    ...alarmsOf(alarms, "maxAge"),
  };
  return within(name, origin(queue), () => planQueue(name, { ...derived, ...queue }));
};

const timeoutOf = ({ function: consumer }: AsyncApiConsumer) =>
  consumer instanceof LambdaFunction ? toDuration(consumer.plan.timeoutSeconds) : (consumer.timeout ?? DEFAULT_TIMEOUT);

/** Where a setting of the queue comes from. */
const origin =
  (given: QueueArgs = {}) =>
  (path: string): string => {
    const [key = "", ...rest] = path.split(".");
    const derived = key in given ? undefined : DERIVED[key];
    return derived === undefined ? `queue.${path}` : [derived, ...rest].join(".");
  };

const DERIVED: Readonly<Record<string, string>> = {
  consumerTimeout: "consumer.function.timeout",
  batchWindow: "consumer.batch.window",
  alarms: "alarms",
};
