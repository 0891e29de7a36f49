import { requestTime } from "../../apigateway/exchange/request-context";
import { newRequestIds, type RequestIds } from "../../apigateway/http/ids";

/** What is known of a connection. */
export interface ConnectionFacts {
  readonly id: string;
  readonly apiId: string;
  readonly stage: string;
  readonly domainName: string;
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
  /** What a Lambda authorizer said of the caller. */
  readonly authorizer: Readonly<Record<string, unknown>> | undefined;
  /** Of a signed $connect. */
  readonly identity: Readonly<Record<string, unknown>>;
}

type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";

/** `requestContext` of an event, without what is its own. */
// fidelity: docs: "Set up a Lambda integration", events of WebSocket APIs; $context variables for WebSocket APIs
export const contextOf = (
  facts: ConnectionFacts,
  ids: RequestIds,
  now: number,
  eventType: EventType,
  routeKey: string,
): Record<string, unknown> => ({
  routeKey,
  ...(facts.authorizer && { authorizer: facts.authorizer }),
  eventType,
  extendedRequestId: ids.extendedRequestId,
  requestTime: requestTime(now),
  messageDirection: "IN",
  stage: facts.stage,
  connectedAt: facts.connectedAt,
  requestTimeEpoch: now,
  identity: {
    ...facts.identity,
    ...(facts.userAgent !== undefined && { userAgent: facts.userAgent }),
    sourceIp: facts.sourceIp,
  },
  requestId: ids.extendedRequestId,
  domainName: facts.domainName,
  connectionId: facts.id,
  apiId: facts.apiId,
});

/** With the body of a message, or what $connect came with. */
export const eventOf = (
  context: Readonly<Record<string, unknown>>,
  stageVariables: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>>,
): Record<string, unknown> => ({
  ...more,
  requestContext: context,
  ...(Object.keys(stageVariables).length > 0 && { stageVariables }),
  isBase64Encoded: false,
});

export const newIds = (now: number, trace?: string): RequestIds => newRequestIds(now, { trace });
