import type { Principal } from "../../../access/access";
import type { Clock } from "../../../cloud/clock";
import type { Backends } from "../../apigateway/exchange/backends";
import type { ApiIdentity } from "../../apigateway/exchange/gateway-environment";
import type { RequestIds } from "../../apigateway/http/ids";
import type { Route } from "../definition";

/** What the gateway of a WebSocket API stands on. */
export interface SocketEnvironment {
  readonly api: ApiIdentity;
  readonly clock: Clock;
  readonly backends: Backends;
  /** Why something failed, for the developer. */
  log(line: string): void;
}

/** One event of a connection on its way to the integration of a route. */
export interface RouteCall {
  readonly environment: SocketEnvironment;
  readonly route: Route;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly ids: RequestIds;
  /** Of IAM, where $connect asks for it. */
  readonly principal: Principal | undefined;
  /** What a proxy function gets. */
  readonly event: Readonly<Record<string, unknown>>;
  /** `requestContext` of the event, `$context` of templates. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The message; empty for $connect and $disconnect. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** ARN of a route as policies and permissions see it. */
export const routeArn = ({ api }: Pick<SocketEnvironment, "api">, stage: string, routeKey: string): string =>
  `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/${stage}/${routeKey}`;
