import type { SignedRequest } from "../../../wire/signatures/signed-request";
import { HeaderList } from "../../apigateway/http/header-list";
import type { GatewayAnswer } from "../../apigateway/http/message";
import { routeArn, type SocketEnvironment } from "./call";
import { Refusal, signer } from "./connect-access";
import { MESSAGE_BYTES, type SocketGateway } from "./socket-gateway";

// fidelity: docs: service model of ApiGatewayManagementApi: 128 KB
const ID = /^[\w+/-]{11,}={1,2}$/;

/** The connection that a path below a stage names; undefined for any other path. */
export const managedConnection = (path: string): string | undefined => {
  const [, id] = /^\/(?:@|%40)connections\/([^/?]+)$/i.exec(path) ?? [];
  try {
    return id === undefined ? undefined : decodeURIComponent(id);
  } catch {
    return undefined;
  }
};

/** Answers `@connections`: POST sends to a client, GET tells of it, DELETE ends it. */
// fidelity: docs: "Use @connections commands in your backend service"; service model of ApiGatewayManagementApi
export const manageConnection = (
  environment: SocketEnvironment,
  gateway: SocketGateway,
  stage: string,
  id: string,
  request: SignedRequest,
): GatewayAnswer => {
  const { method, body = "" } = request;
  try {
    const principal = signer(environment, request);
    const action = "execute-api:ManageConnections";
    const resource = routeArn(environment, stage, `${method}/@connections/${id}`);
    const decision = environment.backends.decide(principal, { action, resource });
    if (!decision.allowed)
      throw new Refusal(
        403,
        `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}`,
      );
  } catch (error) {
    if (error instanceof Refusal) return refused(error.status, "ForbiddenException", error.message);
    throw error;
  }
  if (!ID.test(id)) return refused(400, "BadRequestException", `Invalid connectionId: ${id}`);
  const bytes = Buffer.from(body);
  if (method === "POST" && bytes.length > MESSAGE_BYTES)
    return refused(413, "PayloadTooLargeException", "Message too long", { connectionId: id });
  const connection = gateway.connections.get(id);
  if (!connection || connection.facts.stage !== stage) return refused(410, "GoneException", "410");
  const { connectedAt, sourceIp, userAgent } = connection.facts;
  switch (method) {
    case "POST":
      connection.send(bytes.toString("utf8"));
      return answer(200, undefined);
    case "GET":
      return answer(200, {
        connectedAt: new Date(connectedAt).toISOString(),
        identity: { sourceIp, userAgent },
        lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
      });
    case "DELETE":
      gateway.drop(id);
      return answer(204, undefined);
    default:
      return refused(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
  }
};

const refused = (status: number, type: string, message: string, more: object = {}): GatewayAnswer => {
  const answered = answer(status, { message, ...more });
  answered.headers.add("x-amzn-ErrorType", type);
  return answered;
};

const answer = (status: number, body: object | undefined): GatewayAnswer => ({
  status,
  headers: new HeaderList([["Content-Type", "application/json"]]),
  body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
});
