import { alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { duration, either, object, text } from "../../core/args/args-shape";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { type QueueConsumerArgs, queueConsumerShape } from "../../logic/queue-consumer/args";
import { type RestApiAlarms, type RestApiArgs, restApiAlarms, restApiShape } from "../../logic/rest-api/args";
import type { RestApiTransform } from "../../logic/rest-api/children";
import { openRouteShape, type Route } from "../../logic/rest-api/route";
import type { RouteKey } from "../../logic/rest-api/route-key";
import { type UsageLimits, usagePlanShape } from "../../logic/usage-plan/args";
import { type QueueAlarms, type QueueArgs, queueShape } from "../../messaging/queue/args";
import { Queue } from "../../messaging/queue/queue";
import { type PatternDashboard, patternDashboardShape } from "../../operations/dashboard/args";

export interface AsyncApiArgs extends Omit<RestApiArgs, "routes" | "alarms"> {
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
  /** Of all that is at rest in it: of the queue's messages, unless `queue` says another. @default "aws" */
  readonly encryption?: Encryption;
  /** Further routes of the same API: to read back what was accepted, say. @default {} */
  readonly routes?: RestApiArgs["routes"];
  /** What each API key may use, and the keys' names; for routes with `apiKey: true`. @default one key, no limits */
  readonly usagePlan?: UsageLimits;
  /** Alarms of the API and of a queue that is made here. @default {} (all, no topic) */
  readonly alarms?: AsyncApiAlarms | false;
  /** A dashboard of all parts and of what their functions are linked to. The first three of an account are free. @default true */
  readonly dashboard?: boolean | PatternDashboard;
  /** Changes the arguments of the API's children; those of other parts are reached through the arguments of these. */
  readonly transform?: RestApiTransform;
}

/** An `Alarms` component will do. */
export interface AsyncApiAlarms extends QueueAlarms, RestApiAlarms {}

export interface AsyncApiConsumer extends Omit<QueueConsumerArgs, "queue"> {
  /**
   * Name of the consumer and of a function that is made here: 1 to 40 lower-case letters, digits and hyphens.
   *
   * @default the name of the entry file, `store-orders.handler.ts` -> `store-orders`, or that of the function
   */
  readonly name?: string;
}

const { to: _to, ...acceptShape } = openRouteShape;
const { queue: _queue, ...consumerShape } = queueConsumerShape;
const { api: _api, ...limitsShape } = usagePlanShape;

export const asyncApiArgs = object<AsyncApiArgs>({
  ...restApiShape,
  accept: object<AsyncApiArgs["accept"]>({ route: text('a route, "POST /orders"'), ...acceptShape }),
  consumer: object<AsyncApiConsumer>({ name: text("a name").optional(), ...consumerShape }),
  queue: either((value) => value instanceof Queue, object(queueShape, "a Queue")).optional(),
  encryption: encryptionShape,
  routes: restApiShape.routes.optional(),
  usagePlan: object<UsageLimits>(limitsShape).optional(),
  alarms: alarmsShape<AsyncApiAlarms>({ ...restApiAlarms, topicArn, maxAge: duration.optional() }),
  dashboard: patternDashboardShape,
});
