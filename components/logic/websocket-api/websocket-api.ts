import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { sumAlarm } from "../../core/metric-alarm";
import type { Link } from "../../core/rights/link";
import type { Watched, Widget } from "../../core/widget";
import { ACCESS_LOG_FORMAT } from "./access-log";
import type { WebSocketApiArgs } from "./args";
import { type MakeWebSocketApiChild, type WebSocketApiNodes, webSocketApiChildren } from "./children";
import { deployedParts } from "./deployed-parts";
import { connectionsLink } from "./links";
import { createOwnFunctions } from "./own-functions";
import { planWebSocketApi, type WebSocketApiPlan } from "./plan";
import { createRoutes } from "./routes";
import { NAMESPACE, stageDimensions, webSocketApiWidgets } from "./widgets";

/**
 * A WebSocket API: clients stay connected, say what they want to follow, and are told of it by whatever holds a link.
 *
 * Creates the API with a route, an integration and a permission for each function, a deployment, a stage with its log,
 * and an alarm; with `tickets` and `connections` also a function for each.
 *
 * @throws {ArgsError} for routes and tables that cannot be, before anything is registered.
 * @example
 * const live = new WebSocketApi("live", {
 *   connect: { authorizer: { tickets } },
 *   routes: { bookings: followBookings },
 *   connections,
 * });
 * new LambdaFunction("tell", { entry: "handlers/tell.handler.ts", links: { live: live.send() } });
 * export const liveUrl = live.url;
 */
export class WebSocketApi extends pulumi.ComponentResource implements Watched {
  /** `wss://….execute-api.eu-west-1.amazonaws.com/live`, to which clients connect. */
  readonly url: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: WebSocketApiPlan;
  readonly nodes: WebSocketApiNodes;

  constructor(name: string, args: WebSocketApiArgs | WebSocketApiPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planWebSocketApi(name, args);
    super(componentType("WebSocketApi"), name, {}, opts);
    this.plan = plan;
    if (plan.logRole === undefined)
      pulumi.log.warn(
        `${name}: the API writes no log; hand in a logRole, new AccountLogRole("api-log-role", { role: "create" }), or one with role "existing"`,
        this,
      );
    const deployed = deployedParts();
    const make = childrenOf(webSocketApiChildren, this, name, plan.transform, deployed.note);
    const own = createOwnFunctions(plan, this);
    const made = createRoutes(make, plan, own, deployed, this);
    const staged = createStage(make, plan, made);
    this.nodes = { ...own, ...made, ...staged, ...createAlarm(make, plan, { ...made, ...staged }) };
    this.url = this.nodes.stage.invokeUrl;
    this.registerOutputs({ url: this.url });
  }

  /**
   * To send to connections: `LIVE_CONNECTIONS_URL` under a link `live`, for `openConnections` of
   * `serverless-tiers/runtime/connections`. Not for functions behind its own routes, which are made before it: their routes
   * say `sends: true`.
   */
  send(): Link {
    return connectionsLink(this.plan, this.nodes.stage, "send", this);
  }

  /** To end connections, as `send`. */
  disconnect(): Link {
    return connectionsLink(this.plan, this.nodes.stage, "disconnect", this);
  }

  widgets(): Widget[] {
    return webSocketApiWidgets(this);
  }

  /** The functions behind its routes, and its own. */
  behind(): Watched[] {
    const { redeem, keep } = this.nodes;
    const functions = [redeem, keep, ...Object.values(this.plan.routes).map(({ to }) => to)];
    return [...new Set(functions.flatMap((one) => one ?? []))];
  }
}

const createStage = (
  make: MakeWebSocketApiChild,
  { stage, throttle, logRole, retentionDays }: WebSocketApiPlan,
  {
    api,
    deployment,
    permissions,
    policies,
  }: Pick<WebSocketApiNodes, "api" | "deployment" | "permissions" | "policies">,
): Pick<WebSocketApiNodes, "stage" | "accessLogs"> => {
  const accessLogs = logRole && make("accessLogs", "access-logs", { retentionInDays: retentionDays });
  const made = make(
    "stage",
    "stage",
    {
      apiId: api.id,
      deploymentId: deployment.id,
      name: stage,
      ...(throttle && {
        defaultRouteSettings: { throttlingRateLimit: throttle.rate, throttlingBurstLimit: throttle.burst },
      }),
      ...(accessLogs && { accessLogSettings: { destinationArn: accessLogs.arn, format: ACCESS_LOG_FORMAT } }),
    },
    // A stage that answers has to be able to.
    { dependsOn: [...Object.values(permissions), ...Object.values(policies), ...(logRole?.ready ?? [])] },
  );
  return { stage: made, ...(accessLogs && { accessLogs }) };
};

/** A refusal by a function counts as a failure of it, hence the three minutes. */
const createAlarm = (
  make: MakeWebSocketApiChild,
  { name, alarms }: WebSocketApiPlan,
  nodes: Pick<WebSocketApiNodes, "api" | "stage">,
): Pick<WebSocketApiNodes, "errorsAlarm"> => {
  if (alarms === undefined) return {};
  const dimensions = stageDimensions(nodes);
  const metrics = ["IntegrationError", "ExecutionError"].map((metric) => ({ metric, dimensions }));
  const description = `Messages or connections of WebSocket API ${name} have failed for 3 minutes.`;
  const errors = sumAlarm({ description, namespace: NAMESPACE, metrics, above: 0, periods: 3 }, alarms.topicArn);
  return { errorsAlarm: make("errorsAlarm", "errors-alarm", errors) };
};
