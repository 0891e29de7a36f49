import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createSecureContext, type SecureContext } from "node:tls";
import type { Cloud } from "../../cloud/cloud";
import { serverCertificate } from "../../tls/certificates";
import { listen } from "../../wire/transport/listen";
import { isMap, type JsonMap } from "../case-file";
import { queryOf } from "./query";

/** First byte of a TLS connection. */
const HANDSHAKE = 0x16;

/** The HTTP hosts of a case: each answers what the case says, over plain HTTP and TLS alike, and is recorded. */
export class FakeOrigins {
  private readonly received: JsonMap[] = [];
  private readonly hosts = new Map<string, FakeOrigin>();

  private constructor(
    private readonly cloud: Cloud,
    /** Puts in what JSON cannot write, at the time of an answer. */
    private readonly fill: (value: JsonMap) => JsonMap,
  ) {}

  static async start(
    origins: Readonly<Record<string, JsonMap>>,
    cloud: Cloud,
    fill: (value: JsonMap) => JsonMap,
  ): Promise<FakeOrigins> {
    const made = new FakeOrigins(cloud, fill);
    for (const [host, answers] of Object.entries(origins)) await made.set(host, answers);
    return made;
  }

  /** New answers from now on. */
  async set(host: string, answers: JsonMap): Promise<void> {
    const known = this.hosts.get(host);
    await known?.close();
    const origin = new FakeOrigin(host, answers, this.fill, (request) => this.received.push(request));
    this.hosts.set(host, origin);
    const port = await origin.open(this.cloud);
    for (const each of [80, 443]) this.cloud.directory.hosts.register(host, each, port);
  }

  /** What came in since this was asked last. */
  take(): readonly JsonMap[] {
    return this.received.splice(0);
  }

  async close(): Promise<void> {
    for (const origin of this.hosts.values()) await origin.close();
  }
}

class FakeOrigin {
  private servers: (Server | TcpServer)[] = [];
  private readonly calls = new Map<string, number>();

  constructor(
    private readonly host: string,
    private readonly answers: JsonMap,
    private readonly fill: (value: JsonMap) => JsonMap,
    private readonly record: (request: JsonMap) => void,
  ) {}

  /** The port, where nobody listens when the host is down. */
  async open({ folder, clock }: Cloud): Promise<number> {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request, response).catch(() => response.destroy());
    };
    const plain = createServer(answer);
    // Made when it is first needed: most cases speak plain HTTP.
    const SNICallback = (_: string, done: (error: null, context: SecureContext) => void) =>
      done(null, createSecureContext(serverCertificate(folder, this.host, [this.host], clock.now())));
    const secure = createTlsServer({ SNICallback }, answer);
    const ports = { plain: await listen(plain, 0), secure: await listen(secure, 0) };
    const front = createTcpServer((socket) => {
      socket.once("data", (first: Buffer) => {
        const inner = connect(first[0] === HANDSHAKE ? ports.secure : ports.plain, "127.0.0.1");
        inner.write(first);
        socket.pipe(inner).pipe(socket);
        inner.on("error", () => socket.destroy());
        socket.once("close", () => inner.destroy());
      });
      socket.on("error", () => socket.destroy());
    });
    const port = await listen(front, 0);
    this.servers = [front, plain, secure];
    if (this.answers.down === true) await this.close();
    return port;
  }

  async close(): Promise<void> {
    const [front, ...inner] = this.servers;
    this.servers = [];
    for (const server of inner as Server[]) {
      server.close();
      server.closeAllConnections();
    }
    if (front) await new Promise((resolve) => front.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "", url = "" } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const path = url.split("?", 1)[0] ?? "";
    this.record({
      origin: this.host,
      method,
      path: url,
      query: queryOf(url),
      headers: headersOf(request.rawHeaders),
      body: Buffer.concat(chunks).toString("utf8"),
    });
    const chosen = this.chosen(`${method} ${path}`);
    await sleep(Number(chosen.delay ?? 0) * 1000);
    respond(this.fill(chosen), request, response);
  }

  private chosen(route: string): JsonMap {
    const key = this.answers[route] === undefined ? "*" : route;
    const all = [this.answers[key] ?? { status: 404 }].flat().filter(isMap);
    const call = this.calls.get(key) ?? 0;
    this.calls.set(key, call + 1);
    return all[Math.min(call, all.length - 1)] ?? {};
  }
}

const headersOf = (raw: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? "";
    headers[name] = headers[name] === undefined ? (raw[index + 1] ?? "") : `${headers[name]}, ${raw[index + 1]}`;
  }
  return headers;
};

const respond = (answer: JsonMap, request: IncomingMessage, response: ServerResponse): void => {
  const { status = 200, headers, body = "", chunked, ranges } = answer;
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const [, first, last] = (ranges === true && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "")) || [];
  for (const [name, value] of Object.entries(isMap(headers) ? headers : {})) {
    response.setHeader(name, Array.isArray(value) ? value.map(String) : String(value));
  }
  if (ranges === true) response.setHeader("Accept-Ranges", "bytes");
  const part = first === undefined ? bytes : bytes.subarray(Number(first), last ? Number(last) + 1 : bytes.length);
  if (first !== undefined) {
    response.setHeader("Content-Range", `bytes ${first}-${Number(first) + part.length - 1}/${bytes.length}`);
  }
  const bodiless = status === 204 || status === 304;
  if (chunked === true) response.setHeader("Transfer-Encoding", "chunked");
  else if (!bodiless && !response.hasHeader("Content-Length")) {
    response.setHeader("Content-Length", part.length);
  }
  response.writeHead(first === undefined ? Number(status) : 206);
  response.end(bodiless ? undefined : part);
};
