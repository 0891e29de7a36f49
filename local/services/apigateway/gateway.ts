import { PatternExcess } from "../../languages/patterns/pattern-excess";
import { beyondLimits } from "./admission/request-limits";
import { Exchange } from "./exchange/exchange";
import type { GatewayEnvironment } from "./exchange/gateway-environment";
import { Failure, internalError } from "./failures/failure";
import { failureAnswer } from "./failures/failure-answer";
import { compress } from "./http/compression";
import { forbidden } from "./http/forbidden";
import type { HeaderList } from "./http/header-list";
import type { GatewayAnswer, GatewayRequest } from "./http/message";
import { traceOf } from "./logging/execution-trace";
import { segmentOf } from "./logging/segment";
import { requestPath } from "./request-path";
import { Stage, type StageDefinition } from "./stages/stage";

/** The data plane of one REST API: stages, and a request in, an answer out. No port, no storage. */
export class Gateway {
  private readonly stages = new Map<string, Stage>();

  constructor(private readonly environment: GatewayEnvironment) {}

  /** Puts a stage up, or in place of the one of that name. */
  deploy(definition: StageDefinition): void {
    this.stages.set(definition.name, new Stage(definition));
  }

  remove(stageName: string): void {
    this.stages.delete(stageName);
  }

  get stageNames(): string[] {
    return [...this.stages.keys()];
  }

  /** Answers a request to `/<stage>/…`, or one that a custom domain maps to a stage; never rejects. */
  async handle(
    request: GatewayRequest,
    mapped?: { readonly stage: string; readonly basePath: string; readonly rest: string },
  ): Promise<GatewayAnswer> {
    const { target } = request;
    const [, name = "", rest = ""] = mapped
      ? ["", mapped.stage, mapped.rest]
      : (/^\/+([^/?]*)([\s\S]*)$/.exec(target) ?? []);
    // fidelity: observed: conformance lambda-proxy-paths: slashes before the stage are one
    const stage = this.stages.get(name);
    if (!stage) return this.unknownStage(request);
    const exchange = new Exchange(this.environment, stage, request, rest, mapped ? target : undefined);
    // fidelity: docs: $context variables for access logging
    if (mapped) exchange.context.customDomain = { basePathMatched: mapped.basePath };
    const answer = compress(
      await this.respond(exchange),
      exchange.headers.get("Accept-Encoding"),
      exchange.plan.minimumCompressionSize,
    );
    identify(answer.headers, exchange);
    if (answer.stream) answer.stream.once("close", () => this.note(exchange, stage, answer));
    else this.note(exchange, stage, answer);
    return answer;
  }

  /** Writes the logs of an answered request, and its trace. */
  private note(exchange: Exchange, stage: Stage, answer: GatewayAnswer): void {
    if (stage.accessLog) this.environment.accessLog(stage.name, stage.accessLog(exchange, answer));
    if (this.environment.executionTrace && stage.isTraced) {
      for (const line of traceOf(exchange, answer)) this.environment.executionTrace(line);
    }
    const { segment } = exchange.ids;
    if (segment) this.environment.traces?.write(segmentOf(exchange, answer, segment));
  }

  private async respond(exchange: Exchange): Promise<GatewayAnswer> {
    const refused = beyondLimits(exchange.request);
    if (refused) return refused;
    try {
      return await requestPath(exchange);
    } catch (error) {
      const failure = error instanceof Failure ? error : internalError(describe(error));
      const { reason } = failure.details;
      exchange.failureReason = reason;
      if (reason) {
        this.environment.executionLog(
          `${exchange.request.method} ${exchange.context.path} (${exchange.ids.requestId}): ${reason}`,
        );
      }
      return failureAnswer(failure, exchange);
    }
  }

  private unknownStage(request: GatewayRequest): GatewayAnswer {
    const names = this.stageNames.join(", ") || "none";
    this.environment.executionLog(`${request.method} ${request.target}: no such stage; there is ${names}`);
    return forbidden(this.environment.clock.now());
  }
}

const describe = (error: unknown): string =>
  error instanceof PatternExcess ? error.message : `defect of the local gateway: ${(error as Error).stack}`;

/** The ids that every answer carries. */
// fidelity: observed: conformance errors-gateway-error-headers, http-proxy-proxy-response-server-remapped
const identify = (headers: HeaderList, exchange: Exchange): void => {
  headers.set("x-amzn-RequestId", exchange.ids.requestId);
  headers.set("x-amz-apigw-id", exchange.ids.extendedRequestId);
  const type = exchange.method?.integration?.type;
  if (type && type !== "MOCK" && type !== "HTTP_PROXY" && !exchange.context.error) {
    headers.set("X-Amzn-Trace-Id", exchange.ids.traceId);
  }
};
