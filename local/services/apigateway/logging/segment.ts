import type { Segment } from "../../xray/traces";
import type { Exchange } from "../exchange/exchange";
import type { RequestIds } from "../http/ids";
import type { GatewayAnswer } from "../http/message";

/** fidelity: docs: X-Ray, "Segment documents", and API Gateway, "Trace user requests to REST APIs using X-Ray" */
export const segmentOf = (
  { startedAt, environment, stage, request, context }: Exchange,
  { status }: GatewayAnswer,
  ids: NonNullable<RequestIds["segment"]>,
): Segment => ({
  ...ids,
  name: `${environment.api.id}/${stage.name}`,
  origin: "AWS::ApiGateway::Stage",
  start_time: startedAt / 1000,
  end_time: environment.clock.now() / 1000,
  http: { request: { method: request.method, url: context.path }, response: { status } },
  ...(status >= 500 && { fault: true }),
  ...(status >= 400 && status < 500 && { error: true }),
  ...(status === 429 && { throttle: true }),
});
