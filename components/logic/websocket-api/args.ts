import * as z from "zod";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, duration, either, flag, must, object, record, type Shape, text } from "../../core/args/args-shape";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { LambdaFunction } from "../function/lambda-function";
import { type Throttle, throttleShape } from "../rest-api/throttle";
import { type WebSocketApiTransform, webSocketApiChildren } from "./children";
import { type KeyedTable, tableShape } from "./keyed-table";

/** Holds single-use tickets: its key is `ticket`, its `timeToLive` is `expires`. */
export interface Tickets {
  readonly tickets: KeyedTable;
}

/**
 * Who may open a connection. A browser can set no header on it, and URLs end up in logs: a token has no place there.
 *
 * - `{ tickets }`: who brings a ticket that `openTickets` of `serverless-tiers/runtime/ticket` issued, `?ticket=…`; each
 *   opens one connection. A function of this package redeems it.
 * - a `LambdaFunction`: a request authorizer of one's own, which is asked for each connection.
 * - `"iam"`: who signs the request and may `execute-api:Invoke` it.
 * - `"none"`: everybody.
 */
export type ConnectAuthorizer = Tickets | LambdaFunction | "iam" | "none";

export interface Connect {
  readonly authorizer: ConnectAuthorizer;
  /**
   * Is told of each connection before it is open, and refuses it by a status from 400. With `connections` there is one
   * already. @default none
   */
  readonly to?: LambdaFunction;
}

/** Where messages of one kind go. */
export interface SocketRoute {
  readonly to: LambdaFunction;
  /** Sends the `body` that the function returns to the client that asked. @default false */
  readonly answers?: boolean;
  /**
   * Whether the function may send to the clients of this very API, by `ownConnections` of
   * `serverless-tiers/runtime/connections`. A link cannot lead to what is made after it. @default false
   */
  readonly sends?: boolean;
}

export interface WebSocketApiArgs {
  readonly connect: Connect;
  /** Messages by what `selection` finds in them, `{ bookings: followBookings }`. */
  readonly routes: Readonly<Record<string, LambdaFunction | SocketRoute>>;
  /** Messages that no route is for. @default none: the client gets an error */
  readonly default?: LambdaFunction | SocketRoute;
  /** Is told of connections that ended; AWS tries, and may fail. With `connections` there is one already. @default none */
  readonly disconnect?: LambdaFunction;
  /**
   * Keeps who is connected, by a function of this package: `{ connectionId, connectedAt, expires, principalId, caller }`,
   * the last two as the authorizer told them, the first of a ticket its `sub`. Its key is `connectionId`, its `timeToLive`
   * is `expires`. @default none
   */
  readonly connections?: KeyedTable;
  /** Where a message of JSON says its route. @default "$request.body.action" */
  readonly selection?: string;
  /** The path of the URL; 1 to 128 letters, digits, hyphens and underscores. @default "live" */
  readonly stage?: string;
  /** Bounds messages and new connections, of each route. @default what the account allows */
  readonly throttle?: Throttle;
  /** The account-wide role with which API Gateway writes logs. @default none: no access log */
  readonly logRole?: AccountLogRole;
  /** How long logs are kept. @default "30 days" */
  readonly retention?: Retention;
  /** An alarm on functions that fail behind it. Without a topic it only shows in CloudWatch. @default {} */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: WebSocketApiTransform;
}

const lambdaFunction = component(() => LambdaFunction, "a LambdaFunction");

const route = either(
  (value) => value instanceof LambdaFunction,
  object<SocketRoute>({ to: lambdaFunction, answers: flag.optional(), sends: flag.optional() }, "a LambdaFunction"),
);

const AUTHORIZER_RULE = `named: "none" lets in everybody; "iam", { tickets }, or a LambdaFunction close it`;

const authorizer = z.unknown().superRefine((value, context) => {
  if (value === "none" || value === "iam" || value instanceof LambdaFunction) return;
  const shape = z.custom((given) => typeof given === "object" && given !== null, must(AUTHORIZER_RULE));
  const { error } = shape.pipe(object<Tickets>({ tickets: tableShape }, AUTHORIZER_RULE)).safeParse(value);
  for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
});

export const webSocketApiShape: Shape<WebSocketApiArgs> = {
  connect: object<Connect>({ authorizer, to: lambdaFunction.optional() }),
  routes: record(route, "routes by name, { bookings: followBookings }"),
  default: route.optional(),
  disconnect: lambdaFunction.optional(),
  connections: (tableShape as z.ZodType).optional(),
  selection: text('where a message says its route, "$request.body.action"').optional(),
  stage: text('the path of the URL, such as "live"').optional(),
  throttle: throttleShape.optional(),
  logRole: component(() => AccountLogRole, "an AccountLogRole").optional(),
  retention: duration.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(webSocketApiChildren),
};

export const webSocketApiArgs = object(webSocketApiShape);
