import { constants } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { type Duplex, pipeline } from "node:stream";
import { TLSSocket } from "node:tls";
import { listen } from "../../../wire/transport/listen";
import { readUpTo } from "../../../wire/transport/request-body";
import type { AnswerStream } from "./answer-stream";
import { isHeaderName, readHeaderText, writeHeaderText } from "./header-text";
import { hostOf } from "./host";
import type { GatewayAnswer, GatewayRequest } from "./message";

/** Answers a request; one that rejects is answered 500. */
export type Handler = (request: GatewayRequest) => Promise<GatewayAnswer>;

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

// fidelity: docs: limits: payload size 10 MB
export const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Room above what AWS takes (10,240 bytes), so that the gateway itself can answer. */
const MAX_HEADER_BYTES = 64 * 1024;

/** Makes the server one of HTTPS that lets in only clients with a certificate of `ca`. */
export interface TlsOptions {
  readonly cert: string;
  readonly key: string;
  readonly ca: readonly string[];
  /** Hears why a handshake failed. */
  refused(reason: string): void;
}

/** Takes the socket of a request that asks for another protocol, WebSocket. */
export type Upgrader = (message: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** One HTTP server of one API, of one site, or of one domain with mutual TLS, on 127.0.0.1. */
export const serveHttp = async (
  handler: Handler,
  port: number,
  isOwnHost: (host: string) => boolean = () => false,
  { tls, upgrade }: { readonly tls?: TlsOptions | undefined; readonly upgrade?: Upgrader } = {},
): Promise<RunningServer> => {
  const limits = { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: 60_000 };
  const onRequest = (message: IncomingMessage, response: ServerResponse) => {
    void answer(handler, isOwnHost, message, response);
  };
  const server = tls ? createTlsServer({ ...limits, ...secured(tls) }, onRequest) : createServer(limits, onRequest);
  if (upgrade)
    server.on("upgrade", (message: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (isAddressed(message, isOwnHost)) upgrade(message, socket, head);
      else socket.destroy();
    });
  if (tls) server.on("tlsClientError", (error: Error) => tls.refused(error.message));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuse(error, socket as Socket));
  return {
    port: await listen(server, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

// fidelity: docs: apigateway-custom-domain-tls-version: mutual TLS from TLS 1.2 on
const secured = ({ cert, key, ca }: TlsOptions) => ({
  cert,
  key,
  ca: [...ca],
  minVersion: "TLSv1.2" as const,
  requestCert: true,
  rejectUnauthorized: true,
  // A resumed session would not show the client's certificate again.
  secureOptions: constants.SSL_OP_NO_TICKET,
});

const refuse = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

const answer = async (
  handler: Handler,
  isOwnHost: (host: string) => boolean,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // A web page that reaches this port under a name of its own (DNS rebinding) is none of ours.
  if (!isAddressed(message, isOwnHost)) {
    message.resume();
    response.writeHead(403, { "Content-Type": "application/json" }).end('{"message":"Forbidden"}');
    return;
  }
  const body = await readUpTo(message, MAX_BODY_BYTES).catch(() => undefined);
  if (body === undefined) return;
  const request = {
    method: message.method ?? "GET",
    // A proxy's absolute form names host and scheme once more.
    target: (message.url ?? "/").replace(/^https?:\/\/[^/?]*/i, ""),
    headers: pairs(message.rawHeaders),
    body: body === "oversized" ? Buffer.alloc(0) : body,
    oversized: body === "oversized",
    sourceIp: (message.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    port: message.socket.localPort ?? 0,
    ...(message.socket instanceof TLSSocket && { clientCertificate: message.socket.getPeerX509Certificate() }),
  };
  const result = await handler(request).catch(() => undefined);
  if (!result) {
    response.writeHead(500, { "Content-Type": "application/json" }).end('{"message": "Internal server error"}');
    return;
  }
  if (body === "oversized") response.shouldKeepAlive = false;
  send(response, result, message.method === "HEAD");
};

const isAddressed = ({ headers: { host } }: IncomingMessage, isOwnHost: (host: string) => boolean): boolean =>
  isLocalHost(host) || isOwnHost(hostOf([["host", host ?? ""]]));

const isLocalHost = (host: string | undefined): boolean =>
  host === undefined ||
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[a-z0-9.-]+\.(?:amazonaws\.com|localhost))(?::\d+)?$/i.test(host);

const pairs = (raw: readonly string[]): (readonly [string, string])[] => {
  const lines: (readonly [string, string])[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([raw[index] ?? "", readHeaderText(raw[index + 1] ?? "")]);
  }
  return lines;
};

const BODILESS = new Set([204, 304]);

const send = (response: ServerResponse, result: GatewayAnswer, head: boolean): void => {
  const headers: string[] = [];
  for (const [name, value] of result.headers.entries()) {
    // How long it is, is said once, below.
    if (isHeaderName(name) && name.toLowerCase() !== "content-length") headers.push(name, writeHeaderText(value));
  }
  // fidelity: observed: localstack's tests on AWS; written here, since Node would add Keep-Alive to it
  headers.push("Connection", response.shouldKeepAlive ? "keep-alive" : "close");
  const bodiless = BODILESS.has(result.status) || result.status < 200;
  if (!bodiless && !result.stream) headers.push("Content-Length", String(result.body.length));
  response.writeHead(Math.max(result.status, 200), headers);
  if (result.stream) sendStream(response, result.stream, head || bodiless);
  else if (head || bodiless) response.end();
  // As text, head and body go out in one piece, for about half of what two pieces cost; Latin-1 keeps every byte.
  else if (result.body.length <= SMALL_BYTES) response.end(result.body.toString("latin1"), "latin1");
  else response.end(result.body);
};

const SMALL_BYTES = 16 * 1024;

/** In chunks. What breaks off ends the connection, so that the client does not take it for all. */
const sendStream = (response: ServerResponse, stream: AnswerStream, bodiless: boolean): void => {
  if (bodiless) {
    stream.destroy();
    response.end();
    return;
  }
  response.flushHeaders();
  pipeline(stream, response, () => {});
};
