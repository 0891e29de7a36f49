import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { listen } from "../../../wire/transport/listen";
import { readUpTo } from "../../../wire/transport/request-body";
import { HeaderList } from "../../apigateway/http/header-list";
import { isHeaderName, readHeaderText, writeHeaderText } from "../../apigateway/http/header-text";
import { requestId } from "./edge";
import { errorPage, REASONS } from "./error-page";
import type { EdgeAnswer, ViewerRequest } from "./message";

export interface RunningEdge {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers a viewer who asked for a host; `undefined` where that is none of ours. */
export type Answering = (request: ViewerRequest, host: string) => Promise<EdgeAnswer> | undefined;

/** Room above what CloudFront takes, so that it can answer. */
const MAX_HEAD_BYTES = 96 * 1024;

/** fidelity: guess: CloudFront takes 50 GB, this keeps bodies in memory */
const MAX_BODY_BYTES = 100 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);

/** The port of one distribution, on 127.0.0.1. */
export const serveEdge = async (
  answering: Answering,
  port: number,
  failed: (error: Error) => void,
): Promise<RunningEdge> => {
  const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES, keepAliveTimeout: 60_000 }, (message, response) => {
    answer(answering, message, response).catch((error: Error) => {
      // A viewer who has gone in the middle of a request is told nothing.
      if (!message.complete) return void response.destroy();
      failed(error);
      const id = requestId();
      if (!response.headersSent) send(response, errorPage(500, REASONS.badRequest, id), false);
      else response.destroy();
    });
  });
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

const refuse = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 413 : 400;
  const { body } = errorPage(status, REASONS.badRequest, requestId());
  const reason = status === 413 ? "Request Entity Too Large" : "Bad Request";
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nServer: CloudFront\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\nX-Cache: Error from cloudfront\r\nConnection: close\r\n\r\n${body}`,
  );
};

const answer = async (answering: Answering, message: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { method = "GET", url = "/", headers } = message;
  const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
  const body = hasBody ? await readUpTo(message, MAX_BODY_BYTES) : EMPTY;
  if (body === "oversized") {
    response.shouldKeepAlive = false;
    send(response, errorPage(413, REASONS.badRequest, requestId()), false);
    return;
  }
  const request = viewerRequest(message, method, url, body);
  const found = answering(request, (headers.host ?? "").replace(/:\d+$/, "").toLowerCase());
  if (!found) {
    send(response, errorPage(403, REASONS.badRequest, request.id), method === "HEAD");
    return;
  }
  send(response, await found, method === "HEAD");
};

/** What whoever stands on this machine may say of a viewer, since all come from 127.0.0.1. Nothing of it goes on. */
const TOLD = new Set(["x-local-viewer-address", "x-local-viewer-country", "x-local-viewer-scheme"]);

const viewerRequest = (message: IncomingMessage, method: string, url: string, body: Buffer): ViewerRequest => {
  const { headers, rawHeaders, socket, httpVersion } = message;
  const lines = new HeaderList();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!TOLD.has(name.toLowerCase())) lines.add(name, readHeaderText(rawHeaders[index + 1] ?? ""));
  }
  // A proxy's absolute form names scheme and host once more.
  const [, absolute, rest] = /^(https?):\/\/[^/?]*(.*)$/i.exec(url) ?? [];
  const target = absolute === undefined ? url : (rest ?? "") || "/";
  const mark = target.indexOf("?");
  const scheme = String(headers["x-local-viewer-scheme"] ?? "https");
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? undefined : target.slice(mark + 1),
    headers: lines,
    body,
    // fidelity: guess: without a word about it viewers have come by https, as those of a public site do
    scheme: scheme === "http" ? "http" : "https",
    address: String(headers["x-local-viewer-address"] ?? socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
    port: socket.remotePort ?? 0,
    country: headers["x-local-viewer-country"]?.toString().toUpperCase(),
    httpVersion,
    id: requestId(),
  };
};

const BODILESS = new Set([204, 304]);

/** As one piece head and body go out for half of what two cost; Latin-1 keeps every byte. */
const SMALL_BYTES = 16 * 1024;

const send = (response: ServerResponse, { status, headers, body, stream }: EdgeAnswer, head: boolean): void => {
  const lines: string[] = [];
  for (const [name, value] of headers.entries()) {
    if (name.toLowerCase() === "content-length" && !(head && body.length === 0)) continue;
    if (isHeaderName(name)) lines.push(name, writeHeaderText(value));
  }
  lines.push("Connection", response.shouldKeepAlive ? "keep-alive" : "close");
  const bodiless = BODILESS.has(status) || status < 200;
  if (!bodiless && !stream && !(head && body.length === 0)) lines.push("Content-Length", String(body.length));
  response.writeHead(Math.max(status, 200), lines);
  if (stream) {
    response.flushHeaders();
    pipeline(stream, response, () => {});
  } else if (head || bodiless) response.end();
  else if (body.length <= SMALL_BYTES) response.end(body.toString("latin1"), "latin1");
  else response.end(body);
};
