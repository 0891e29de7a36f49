import { ExpiringMap } from "../../apigateway/caching/expiring-map";
import { HeaderList } from "../../apigateway/http/header-list";
import { newRequestIds } from "../../apigateway/http/ids";
import type { GatewayAnswer, GatewayRequest } from "../../apigateway/http/message";
import { parseQuery } from "../../apigateway/http/query";
import { sendOn } from "../../apigateway/http/send-on";
import { withDeadline } from "../../apigateway/integrations/deadline";
import { fillStageVariables, fillUri, functionArn } from "../../apigateway/integrations/uri";
import type { Hosts } from "../../directory";
import type { Definition, Integration } from "../definition";
import { routeArn, type SocketEnvironment } from "../websocket/call";
import { Refusal } from "../websocket/connect-access";
import { authorizeCall, type Kept, TokenRefusal } from "./authorize-call";
import { Cors } from "./cors";
import { functionAnswer } from "./function-answer";
import { type Authorizer, eventOf1, eventOf2, type HttpCall } from "./http-event";
import { Tokens } from "./json-web-token";
import { selectRoute } from "./select-route";

/** A stage as a request found it. */
export interface HttpStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly definition: Definition;
  readonly corsConfiguration: unknown;
  /** Below the stage, with the query. */
  readonly rest: string;
  readonly domainName: string;
}

/** Answers the requests of an HTTP API. */
export class HttpGateway {
  private readonly tokens: Tokens;
  private readonly kept: Kept = new ExpiringMap();

  constructor(
    private readonly environment: SocketEnvironment,
    private readonly hosts: Pick<Hosts, "find">,
  ) {
    this.tokens = new Tokens(hosts, environment.clock);
  }

  async handle(request: GatewayRequest, stage: HttpStage): Promise<GatewayAnswer> {
    const headers = new HeaderList(request.headers);
    const cors = Cors.of(stage.corsConfiguration);
    const preflight = cors?.preflight(request.method, headers);
    if (preflight) return preflight;
    const answered = await this.answer(request, headers, stage).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.status >= 500) this.environment.log(error.reason);
      return refused(error);
    });
    return cors ? cors.apply(headers.get("origin"), answered) : answered;
  }

  private async answer(request: GatewayRequest, headers: HeaderList, stage: HttpStage): Promise<GatewayAnswer> {
    const [path = "/", ...query] = stage.rest.split("?");
    const selection = selectRoute(stage.definition, request.method, path);
    if (!selection) throw new Refusal(404, "Not Found");
    const { route, pathParameters } = selection;
    const rawQuery = query.join("?");
    const startedAt = this.environment.clock.now();
    const call: HttpCall = {
      api: this.environment.api,
      request,
      headers,
      query: parseQuery(rawQuery),
      rawQuery,
      rawPath: stage.name === "$default" ? path || "/" : `/${stage.name}${path}`,
      domainName: stage.domainName,
      stage: stage.name,
      stageVariables: stage.variables,
      routeKey: route.key,
      pathParameters,
      ids: newRequestIds(startedAt, { trace: headers.get("x-amzn-trace-id") }),
      startedAt,
    };
    const authorizer = await authorizeCall(
      { environment: this.environment, tokens: this.tokens, kept: this.kept },
      route,
      call,
    );
    if (!route.integration) throw failed(`the route ${route.key} has no integration`);
    const answered =
      route.integration.type === "HTTP_PROXY"
        ? await this.proxied(route.integration, call)
        : await this.invoked(route.integration, call, authorizer);
    answered.headers.setDefault("apigw-requestid", call.ids.extendedRequestId);
    return answered;
  }

  // fidelity: docs: "Working with HTTP proxy integrations for HTTP APIs"
  private async proxied(integration: Integration, call: HttpCall): Promise<GatewayAnswer> {
    const path = new Map(Object.entries(call.pathParameters).map(([name, value]) => [name, [value]]));
    const uri = fillUri(integration.uri, path, call.stageVariables);
    const target = call.rawQuery === "" ? uri : `${uri}${uri.includes("?") ? "&" : "?"}${call.rawQuery}`;
    const method = integration.method === "ANY" ? call.request.method : integration.method;
    const answered = await sendOn(this.hosts, target, { ...call.request, method });
    return answered.status === 502 && answered.headers.entries().length === 0
      ? refused(new Refusal(503, "Service Unavailable"))
      : answered;
  }

  private async invoked(integration: Integration, call: HttpCall, authorizer: Authorizer): Promise<GatewayAnswer> {
    const uri = fillStageVariables(integration.uri, call.stageVariables);
    // fidelity: docs: CreateIntegration: the function's ARN alone will do
    const arn = functionArn(uri) ?? (/^arn:[^:]+:lambda:/.test(uri) ? uri : undefined);
    if (integration.type !== "AWS_PROXY" || arn === undefined) throw failed(`${uri} names no function`);
    const { backends, clock } = this.environment;
    const principal = integration.credentials === undefined ? undefined : backends.principal(integration.credentials);
    const [method = "", path = ""] = call.routeKey.split(" ");
    const sourceArn = routeArn(this.environment, call.stage, `${method === "ANY" ? "*" : method}${path}`);
    const as = principal ? { principal } : { service: "apigateway.amazonaws.com", sourceArn };
    const event = (integration.payloadFormat === "2.0" ? eventOf2 : eventOf1)(call, authorizer);
    const work = backends.functions.invoke(arn, JSON.stringify(event), { as, trace: call.ids.traceId });
    const { payload, functionError } = await withDeadline(clock, integration.timeoutMs, work).catch((error: Error) => {
      throw failed(`invoking ${arn} failed: ${error.message}`);
    });
    if (functionError) throw failed(`${arn} failed: ${payload}`);
    const answered = functionAnswer(payload.toString("utf8"), integration.payloadFormat);
    if (!answered) throw failed(`${arn} returned what is no answer of format ${integration.payloadFormat}`);
    return answered;
  }
}

// fidelity: docs: "Troubleshooting HTTP API Lambda integrations": an HTTP API says no more to its client
const failed = (reason: string): Refusal => new Refusal(500, "Internal Server Error", reason);

const refused = (error: Refusal): GatewayAnswer => ({
  status: error.status,
  headers: new HeaderList([
    ["Content-Type", "application/json"],
    ...(error instanceof TokenRefusal ? ([["www-authenticate", error.challenge]] as const) : []),
  ]),
  body: Buffer.from(JSON.stringify({ message: error.message })),
});
