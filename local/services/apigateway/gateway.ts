import { compress } from "./http/compression";
import { HeaderList } from "./http/header-list";
import { newRequestIds } from "./http/ids";
import type { GatewayAnswer, GatewayRequest } from "./http/message";
import { accessLogLine } from "./path/access-log";
import { Exchange } from "./path/exchange";
import { Failure, internalError } from "./path/failure";
import { failureAnswer } from "./path/failure-answer";
import type { GatewayEnvironment } from "./path/gateway-api";
import { beyondLimits } from "./path/limits";
import { requestPath } from "./path/request-path";
import { Stage, type StageDefinition } from "./path/stage";

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

  /** Answers a request to `/<stage>/…`; never rejects. */
  async handle(request: GatewayRequest): Promise<GatewayAnswer> {
    const target = request.target.replace(/^https?:\/\/[^/]*/i, "");
    const match = /^\/([^/?]*)([\s\S]*)$/.exec(target);
    const stage = this.stages.get(match?.[1] ?? "");
    if (!stage) return this.unknownStage(request);
    const exchange = new Exchange(this.environment, stage, request, match?.[2] ?? "");
    const answer = compress(
      await this.respond(exchange),
      exchange.headers.get("Accept-Encoding"),
      exchange.plan.minimumCompressionSize,
    );
    identify(answer.headers, exchange);
    const format = stage.definition.accessLogFormat;
    if (format) this.environment.accessLog(stage.name, accessLogLine(format, exchange, answer));
    return answer;
  }

  private async respond(exchange: Exchange): Promise<GatewayAnswer> {
    const refused = beyondLimits(exchange.request);
    if (refused) return refused;
    try {
      return await requestPath(exchange);
    } catch (error) {
      const failure =
        error instanceof Failure ? error : internalError(`defect of the local gateway: ${(error as Error).stack}`);
      const { reason } = failure.details;
      if (reason) {
        this.environment.executionLog(
          `${exchange.request.method} ${exchange.context.path} (${exchange.ids.requestId}): ${reason}`,
        );
      }
      return failureAnswer(failure, exchange);
    }
  }

  // fidelity: docs: AWS Knowledge Center, api-gateway-troubleshoot-403-forbidden: no gateway response shapes this one
  private unknownStage(request: GatewayRequest): GatewayAnswer {
    const ids = newRequestIds(this.environment.clock.now(), undefined);
    const names = this.stageNames.join(", ") || "none";
    this.environment.executionLog(`${request.method} ${request.target}: no such stage; there is ${names}`);
    const headers = new HeaderList([
      ["Content-Type", "application/json"],
      ["x-amzn-RequestId", ids.requestId],
      ["x-amzn-ErrorType", "ForbiddenException"],
      ["x-amz-apigw-id", ids.extendedRequestId],
    ]);
    return { status: 403, headers, body: Buffer.from('{"message":"Forbidden"}') };
  }
}

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
