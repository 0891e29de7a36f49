import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { parseQuery } from "../../apigateway/http/query";
import type { Definition, Route } from "../definition";
import { evaluate } from "../expression";
import type { RouteCall, SocketEnvironment } from "./call";
import { type Admission, admit, type Opening, Refusal } from "./connect-access";
import { Connection } from "./connection";
import { type ConnectionFacts, contextOf, eventOf, newIds } from "./events";
import { FrameWatch } from "./frame-watch";
import { type IntegrationError, integrate, jsonOf, type Outcome } from "./integrate";

/** A stage as it is served now. */
export interface SocketStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly definition: Definition;
  readonly routeSelection: string;
}

// fidelity: docs: Amazon API Gateway quotas, WebSocket API: frame size 32 KB, message payload size 128 KB
const FRAME_BYTES = 32 * 1024;
export const MESSAGE_BYTES = 128 * 1024;

// RFC 6455
const NORMAL = 1000;
const UNSUPPORTED_DATA = 1003;
const TOO_LARGE = 1009;

/** The connections of a WebSocket API, and what their events do. */
export class SocketGateway {
  readonly connections = new Map<string, Connection>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  private isClosed = false;

  /** `stageOf` is asked at each event, so that a deployment counts at once. */
  constructor(
    private readonly environment: SocketEnvironment,
    private readonly stageOf: (name: string) => SocketStage | undefined,
  ) {}

  /** What its connections do from now on is nobody's affair. */
  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets.clients) socket.terminate();
  }

  /** Opens a connection, or refuses it with a status. */
  async open(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    stage: SocketStage,
    domainName: string,
  ): Promise<void> {
    try {
      const { facts, protocol } = await this.connect(request, stage, domainName);
      this.upgrade(request, socket, head, facts, protocol);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.reason !== error.message || error.status >= 500) this.environment.log(error.reason);
      refuse(socket, error);
    }
  }

  // fidelity: docs: "Managing connected users and client apps: $connect and $disconnect routes"
  private async connect(request: IncomingMessage, stage: SocketStage, domainName: string) {
    const { environment } = this;
    const now = environment.clock.now();
    const query = parseQuery(request.url?.split("?").slice(1).join("?") ?? "");
    const ids = newIds(now, String(request.headers["x-amzn-trace-id"] ?? ""));
    const lines = headerLines(request, ids.traceId);
    const headers = Object.fromEntries(lines);
    const facts: ConnectionFacts = {
      id: newConnectionId(),
      apiId: environment.api.id,
      stage: stage.name,
      domainName,
      connectedAt: now,
      sourceIp: addressOf(request),
      userAgent: request.headers["user-agent"],
      authorizer: undefined,
      identity: {},
    };
    const route = stage.definition.get("$connect");
    if (!route) return { facts, protocol: undefined };
    const fields = {
      headers,
      multiValueHeaders: multiple(lines),
      ...(Object.keys(query.single).length > 0 && {
        queryStringParameters: query.single,
        multiValueQueryStringParameters: query.multiple,
      }),
    };
    const opening: Opening = {
      signed: signedOf(request),
      stage: stage.name,
      stageVariables: stage.variables,
      context: contextOf(facts, ids, now, "CONNECT", route.key),
      headers,
      query: query.single,
      fields,
    };
    const admission: Admission = await admit(environment, route, opening);
    const known = { ...facts, authorizer: admission.authorizer, identity: admission.identity ?? {} };
    const context = contextOf(known, ids, now, "CONNECT", route.key);
    const { principal } = admission;
    const outcome = await this.run(
      this.call(stage, route, ids, context, fields, { principal, headers, query: query.single }),
    );
    const protocol = outcome.headers.find(([name]) => name.toLowerCase() === "sec-websocket-protocol")?.[1];
    return { facts: known, protocol };
  }

  /** `fields` are those of the event, `known` what mappings may take besides. */
  private call(
    stage: SocketStage,
    route: Route,
    ids: RouteCall["ids"],
    context: RouteCall["context"],
    fields: Readonly<Record<string, unknown>>,
    known: Partial<Pick<RouteCall, "body" | "headers" | "principal" | "query">>,
  ): RouteCall {
    return {
      environment: this.environment,
      route,
      stage: stage.name,
      stageVariables: stage.variables,
      ids,
      context,
      event: eventOf(context, stage.variables, fields),
      principal: known.principal,
      body: known.body ?? "",
      headers: known.headers ?? {},
      query: known.query ?? {},
    };
  }

  /** The integration of $connect. @throws Refusal */
  private async run(call: RouteCall): Promise<Outcome> {
    const outcome = await integrate(call).catch((error: IntegrationError) => {
      throw new Refusal(error.status, "Internal server error", error.message);
    });
    if (outcome.status < 200 || outcome.status > 299) throw new Refusal(outcome.status, "Forbidden");
    return outcome;
  }

  private upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    facts: ConnectionFacts,
    protocol: string | undefined,
  ): void {
    const server = this.sockets;
    // The chosen subprotocol is the function's affair, and whether the client asked for it the client's.
    const addHeaders = (headers: string[], of: IncomingMessage) => {
      if (of !== request) return;
      headers.push(`x-local-connection-id: ${facts.id}`);
      if (protocol !== undefined && !/[\r\n]/.test(protocol)) headers.push(`Sec-WebSocket-Protocol: ${protocol}`);
    };
    delete request.headers["sec-websocket-protocol"];
    server.on("headers", addHeaders);
    let client: WebSocket | undefined;
    let isTooLong = false;
    const watch = new FrameWatch(FRAME_BYTES, () => {
      isTooLong = true;
      client?.close(TOO_LARGE);
    });
    socket.on("data", (chunk: Buffer) => watch.take(chunk));
    watch.take(head);
    server.handleUpgrade(request, socket, head, (opened) => {
      client = opened;
      this.serve(opened, facts, () => isTooLong);
    });
    server.off("headers", addHeaders);
  }

  private serve(socket: WebSocket, facts: ConnectionFacts, isTooLong: () => boolean): void {
    const connection = new Connection(facts, socket, this.environment.clock);
    this.connections.set(facts.id, connection);
    socket.on("ping", () => connection.touch());
    socket.on("message", (data: Buffer, isBinary) => {
      if (isTooLong() || this.isClosed) return;
      connection.touch();
      if (isBinary) connection.close(UNSUPPORTED_DATA);
      else void this.message(connection, data.toString("utf8"));
    });
    // What the client sent was no frame, or too much: the library closes with the code for it.
    socket.on("error", () => {});
    socket.on("close", (code, reason) => {
      connection.ended();
      this.connections.delete(facts.id);
      if (!this.isClosed) void this.disconnected(facts, code, reason.toString());
    });
  }

  private async message(connection: Connection, body: string): Promise<void> {
    const { facts } = connection;
    const stage = this.stageOf(facts.stage);
    const json = jsonOf(body);
    const route = stage && routeFor(stage, json);
    const now = this.environment.clock.now();
    const ids = newIds(now);
    const answer = (message: string) =>
      connection.send(JSON.stringify({ message, connectionId: facts.id, requestId: ids.extendedRequestId }));
    // fidelity: observed: public questions: what no route takes is answered so
    if (!stage || !route) return answer("Forbidden");
    const messageId = newConnectionId();
    const context = { ...contextOf(facts, ids, now, "MESSAGE", route.key), messageId };
    const model = route.models.get(evaluate(route.modelSelection, { body: json })) ?? route.models.get("$default");
    const verdict = model?.(body);
    // fidelity: docs: "Request validation" for WebSocket APIs
    if (verdict && !verdict.valid) return answer("Bad request body");
    try {
      const outcome = await integrate(this.call(stage, route, ids, context, { body }, { body }));
      if (route.answers && outcome.body !== "") connection.send(outcome.body);
    } catch (error) {
      this.environment.log(error instanceof Error ? error.message : String(error));
      answer("Internal server error");
    }
  }

  // fidelity: docs: the same page: $disconnect is called on a best-effort basis, after the connection has been closed
  private async disconnected(facts: ConnectionFacts, code: number, reason: string): Promise<void> {
    const stage = this.stageOf(facts.stage);
    const route = stage?.definition.get("$disconnect");
    if (!stage || !route) return;
    const now = this.environment.clock.now();
    const ids = newIds(now);
    const headers = { Host: facts.domainName, "x-api-key": "", "X-Forwarded-For": "", "x-restapi": "" };
    const context = {
      ...contextOf(facts, ids, now, "DISCONNECT", route.key),
      disconnectStatusCode: code,
      disconnectReason: reason,
    };
    const fields = { headers, multiValueHeaders: multiple(Object.entries(headers)) };
    await integrate(this.call(stage, route, ids, context, fields, { headers })).catch((error: Error) =>
      this.environment.log(error.message),
    );
  }

  /** Ends a connection, as DELETE of `@connections` does. */
  drop(id: string): void {
    this.connections.get(id)?.close(NORMAL, "Connection Closed Normally");
    // It is gone for whoever asks next, though the client has not answered yet.
    this.connections.delete(id);
  }
}

// fidelity: docs: "Working with routes for WebSocket APIs": what is no JSON, or selects no route, goes to $default
const routeFor = ({ definition, routeSelection }: SocketStage, json: unknown): Route | undefined => {
  const key = evaluate(routeSelection, { body: json });
  const isReserved = key === "$connect" || key === "$disconnect";
  return (isReserved ? undefined : definition.get(key)) ?? definition.get("$default");
};

/** `L0SM9cOFvHcCIhw=`. */
const newConnectionId = (): string => `${randomBytes(12).toString("base64url").slice(0, 15)}=`;

const addressOf = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, "");

/** Of a connection alone, which events do not have. */
const OF_CONNECTION = new Set(["connection", "upgrade"]);

const headerLines = (request: IncomingMessage, traceId: string): [string, string][] => {
  const lines: [string, string][] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    if (!OF_CONNECTION.has(name.toLowerCase())) lines.push([name, request.rawHeaders[at + 1] ?? ""]);
  }
  const own: [string, string][] = [
    ["X-Amzn-Trace-Id", traceId],
    ["X-Forwarded-For", addressOf(request)],
    ["X-Forwarded-Port", "443"],
    ["X-Forwarded-Proto", "https"],
  ];
  const taken = new Set(own.map(([name]) => name.toLowerCase()));
  return [...lines.filter(([name]) => !taken.has(name.toLowerCase())), ...own];
};

const multiple = (lines: readonly (readonly [string, string])[]): Record<string, string[]> => {
  const all = new Map<string, string[]>();
  for (const [name, value] of lines) all.set(name, [...(all.get(name) ?? []), value]);
  return Object.fromEntries(all);
};

export const signedOf = (request: IncomingMessage, body: Buffer = Buffer.alloc(0)) => ({
  method: request.method ?? "GET",
  url: request.url ?? "/",
  headers: Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  ),
  body,
});

const refuse = (socket: Duplex, { status, message }: Refusal): void => {
  const body = JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${status} ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};
