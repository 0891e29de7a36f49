import type { PolicyDocument, Principal } from "../../../access/access";
import { HeaderList } from "../http/header-list";
import { newRequestIds, type RequestIds } from "../http/ids";
import type { GatewayRequest } from "../http/message";
import { parseQuery, type Query } from "../http/query";
import type { IntegrationAnswer, IntegrationRequest } from "../integrations/integration-request";
import type { ApiPlan } from "../plan/api-plan";
import type { MethodPlan } from "../plan/method-plan";
import type { Stage, StageSide } from "../stages/stage";
import type { Overrides } from "../vtl/objects/overrides";
import { clientHeaders, withMeantMethod } from "./client-headers";
import type { GatewayEnvironment } from "./gateway-environment";
import type { Phases } from "./phases";
import { type ContextVariables, newContext } from "./request-context";

/** One request on its way through a stage, with what has become known about it. */
export class Exchange {
  readonly startedAt: number;
  /** With the method that the client means; its body decompressed where the API does that. */
  request: GatewayRequest;
  readonly ids: RequestIds;
  readonly side: StageSide;
  /** Path below the stage as sent, and with the slashes at its beginning made one. */
  readonly rawPath: string;
  readonly path: string;
  /** The whole path under a custom domain. */
  readonly domainPath: string | undefined;
  readonly query: Query;
  /** The client's headers as integrations, templates and functions see them. */
  readonly headers: HeaderList;
  readonly context: ContextVariables;
  /** What templates have put into `$context.requestOverride` and `$context.responseOverride` so far. */
  overrides: Overrides | undefined;
  method: MethodPlan | undefined;
  /** Who signed the request, where the method asks for a signature. */
  principal: Principal | undefined;
  /** What a Lambda authorizer lets the caller do. */
  authorizerPolicies: readonly PolicyDocument[] = [];
  /** The API key that an authorizer named. */
  usageIdentifierKey: string | undefined;
  pathParameters: Readonly<Record<string, string>> = {};
  /** Answered by an integration, and how long that took. */
  integration: { status: number; latency: number; requestId?: string } | undefined;
  /** How the steps before the integration went, for access logs. */
  readonly phases: Phases = {};
  /** What went to the backend of a mapped integration and came from it, for execution logs. */
  backend: { readonly request: IntegrationRequest; readonly answer: IntegrationAnswer } | undefined;
  /** Why the gateway answers itself, for its logs. */
  failureReason: string | undefined;
  private text: string | undefined;
  private headerMap: Record<string, string> | undefined;

  constructor(
    readonly environment: GatewayEnvironment,
    readonly stage: Stage,
    /** As it came over the wire: what a signature covers. */
    readonly sent: GatewayRequest,
    pathAndQuery: string,
    /** Path and query under a custom domain, base path included; absent: the API's own. */
    domainTarget?: string,
  ) {
    this.domainPath = domainTarget?.split("?", 1)[0];
    this.startedAt = environment.clock.now();
    const all = new HeaderList(sent.headers);
    this.request = withMeantMethod(sent, all);
    this.ids = newRequestIds(this.startedAt, {
      trace: all.get("X-Amzn-Trace-Id"),
      sampler: stage.definition.traced ? environment.traces : undefined,
      request: all.get("X-Amzn-RequestId"),
    });
    this.side = stage.side(environment.random());
    const question = pathAndQuery.indexOf("?");
    this.rawPath = question < 0 ? pathAndQuery : pathAndQuery.slice(0, question);
    if (this.rawPath === "") this.rawPath = "/";
    this.path = this.rawPath.replace(/^\/+/, "/");
    this.query = parseQuery(question < 0 ? "" : pathAndQuery.slice(question + 1));
    this.headers = clientHeaders(all, sent, this.ids.traceId);
    this.context = newContext(this);
  }

  get plan(): ApiPlan {
    return this.side.deployment.plan;
  }

  get stageVariables(): Readonly<Record<string, string>> {
    return this.side.variables;
  }

  /** The body as text; bytes that are no UTF-8 become U+FFFD. */
  // fidelity: observed: conformance aws-s3-request-default-no-media-types
  get bodyText(): string {
    this.text ??= this.request.body.toString("utf8");
    return this.text;
  }

  /** The last value of each header, for templates. */
  get headerValues(): Readonly<Record<string, string>> {
    this.headerMap ??= this.headers.single();
    return this.headerMap;
  }

  /** ARN of the method as policies see it: with the path as sent. */
  // fidelity: observed: conformance authorizers-request-event (path as sent)
  get methodArn(): string {
    const { api } = this.environment;
    return `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/${this.stage.name}/${this.request.method}${this.path}`;
  }

  /** ARN of the method as Lambda permissions see it: with the resource path. */
  get sourceArn(): string {
    const { api } = this.environment;
    return `arn:${api.partition}:execute-api:${api.region}:${api.account}:${api.id}/${this.stage.name}/${this.method?.httpMethod === "ANY" ? "*" : this.request.method}${this.method?.resourcePath ?? this.path}`;
  }

  elapsed(): number {
    return this.environment.clock.now() - this.startedAt;
  }
}
