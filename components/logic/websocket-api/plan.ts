import type * as pulumi from "@pulumi/pulumi";
import { CONNECTION_TABLE, TICKET_TABLE } from "../../contracts/live";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { retentionDays } from "../../core/args/retention";
import { shown } from "../../core/args/shown";
import { type Plan, planned } from "../../core/component/plan";
import { OUTSIDE } from "../../core/rights/link";
import type { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { LambdaFunction } from "../function/lambda-function";
import { checkThrottle, type Throttle } from "../rest-api/throttle";
import { type ConnectAuthorizer, type SocketRoute, type WebSocketApiArgs, webSocketApiArgs } from "./args";
import type { WebSocketApiTransform } from "./children";
import type { KeyedTable } from "./keyed-table";

interface Settings {
  readonly authorizer: ConnectAuthorizer;
  /** By their keys, `$connect`, `$disconnect` and `$default` among them where a function of the program is behind them. */
  readonly routes: Readonly<Record<string, Required<SocketRoute>>>;
  readonly connections: KeyedTable | undefined;
  readonly selection: string;
  readonly stage: string;
  readonly throttle: Throttle | undefined;
  /** What the stage's log depends on; absent without one. */
  readonly logRole: AccountLogRole | undefined;
  readonly retention: WebSocketApiArgs["retention"];
  readonly retentionDays: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: WebSocketApiTransform | undefined;
}

/** A WebSocket API's arguments, checked. */
export type WebSocketApiPlan = Plan<"WebSocketApi", Settings>;

/**
 * @throws {ArgsError} for routes and tables that cannot be.
 * @example
 * const { routes } = planWebSocketApi("live", { connect: { authorizer: "iam" }, routes: { bookings: follow } });
 */
export const planWebSocketApi = (name: string, args: WebSocketApiArgs | WebSocketApiPlan): WebSocketApiPlan =>
  planned("WebSocketApi", name, args, (given: WebSocketApiArgs) => settings(name, given));

const settings = (name: string, args: WebSocketApiArgs): Settings => {
  checkArgs(name, args, webSocketApiArgs);
  const { connect, connections, disconnect, throttle, logRole, alarms = {}, transform } = args;
  const { selection = "$request.body.action", stage = "live" } = args;
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stage))
    throw new ArgsError(name, "stage", `must be 1 to 128 letters, digits, hyphens and underscores (it is "${stage}")`);
  if (!/^\$request\.body(\.[A-Za-z_]\w*)+$/.test(selection))
    throw new ArgsError(
      name,
      "selection",
      `must be a member of the message, "$request.body.action" (it is "${selection}")`,
    );
  if (throttle !== undefined) checkThrottle(name, "throttle", throttle);
  if (connections !== undefined) {
    checkTable(name, "connections", connections, CONNECTION_TABLE);
    const [own] = [connect.to && "connect.to", disconnect && "disconnect"].filter(Boolean);
    if (own)
      throw new ArgsError(name, own, "must be absent where connections are kept: a function of this package is there");
  }
  if (typeof connect.authorizer === "object" && "tickets" in connect.authorizer)
    checkTable(name, "connect.authorizer.tickets", connect.authorizer.tickets, TICKET_TABLE);
  return {
    authorizer: connect.authorizer,
    routes: routesOf(name, args),
    connections,
    selection,
    stage,
    throttle,
    logRole: logRole?.enabled ? logRole : undefined,
    retention: args.retention,
    retentionDays: retentionDays(name, "retention", args.retention),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform,
  };
};

const routesOf = (name: string, { connect, routes, disconnect, ...args }: WebSocketApiArgs): Settings["routes"] => {
  for (const key of Object.keys(routes)) checkKey(name, key);
  if (Object.keys(routes).length === 0 && args.default === undefined)
    throw new ArgsError(name, "routes", "must hold a route, or there must be a default: nobody would hear a message");
  const all = { ...routes, $connect: connect.to, $disconnect: disconnect, $default: args.default };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, route]) => {
      if (route === undefined) return [];
      const {
        to,
        answers = false,
        sends = false,
      }: SocketRoute = route instanceof LambdaFunction ? { to: route } : route;
      if (sends) checkWayOut(name, key, to);
      return [[key, { to, answers, sends }]];
    }),
  );
};

/** No link opens the way for it, and an endpoint in a network is for private APIs. */
const checkWayOut = (name: string, key: string, { description, plan: { network, links } }: LambdaFunction): void => {
  if (network === undefined || Object.values(links).some(({ service }) => service === OUTSIDE)) return;
  throw new ArgsError(
    name,
    key.startsWith("$") ? `${key.slice(1)}.sends` : `routes[${JSON.stringify(key)}].sends`,
    `must be absent: ${description} stands in network ${network.plan.name} and has no way out of it; a consumer of a queue or a table outside of it may send`,
  );
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html (read 2026-11) */
const checkKey = (name: string, key: string): void => {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(key)) return;
  const rule = key.startsWith("$")
    ? "is no place for $connect, $disconnect and $default: they are connect, disconnect and default"
    : "must be called by 1 to 64 letters, digits and . _ - characters, a letter or digit first";
  throw new ArgsError(name, `routes[${JSON.stringify(key)}]`, rule);
};

const checkTable = (
  name: string,
  path: string,
  { plan: { key, timeToLive } }: KeyedTable,
  needed: { readonly key: string; readonly timeToLive: string },
): void => {
  const fits = key.partition.name === needed.key && key.partition.type === "string" && key.sort === undefined;
  if (fits && timeToLive === needed.timeToLive) return;
  const is = { key: key.sort ? [key.partition.name, key.sort.name] : key.partition.name, timeToLive };
  throw new ArgsError(
    name,
    path,
    `must be a table with { key: { partition: "${needed.key}" }, timeToLive: "${needed.timeToLive}" } (its key is ${shown(is.key)}, its timeToLive ${shown(is.timeToLive)})`,
  );
};
