import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Invocation } from "./invocation";

/** fidelity: docs: "Lambda quotas", synchronous response; the number is of the error message */
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Answer {
  readonly payload: Buffer;
  readonly failed: boolean;
  /** Memory of the process in bytes, 0 when it did not say. */
  readonly memoryBytes: number;
}

export interface RuntimeApiEvents {
  /** The process asks for work: its initialisation, or what it did before, is over. */
  idle(): void;
  /** The process could not load the handler; Lambda's error object. */
  initFailed(payload: Buffer): void;
  /** The port of 127.0.0.1 behind a host name of AWS; says in the log what is missing when there is none. */
  localPort(host: string, port: number): number | undefined;
}

interface Delivery {
  readonly invocation: Invocation;
  readonly deadlineMs: number;
  readonly traceId: string;
  readonly answered: (answer: Answer) => void;
}

/** The Runtime API of one function process, on a port of its own. fidelity: docs: "Using the Lambda runtime API" */
export class RuntimeApi {
  private readonly server: Server;
  private waiting: ServerResponse | undefined;
  private current: Delivery | undefined;

  constructor(private readonly events: RuntimeApiEvents) {
    // Connections last as long as the process.
    this.server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) =>
      this.answer(request, response),
    );
    this.server.on("connection", (socket) => socket.setNoDelay(true));
  }

  /** `127.0.0.1:<port>`. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(0, "127.0.0.1", resolve);
    });
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`; // a TCP server that listens has one
  }

  /** Hands an event to the process, which has to be idle; calls back with its answer, unless it dies before. */
  deliver(delivery: Delivery): void {
    if (!this.waiting)
      throw new Error("the function process did not ask for work; this is a defect of the local cloud");
    const { invocation, deadlineMs, traceId } = delivery;
    const body = Buffer.isBuffer(invocation.event) ? invocation.event : Buffer.from(invocation.event);
    this.current = delivery;
    this.waiting.writeHead(200, {
      "content-type": "application/json",
      "content-length": body.length,
      "lambda-runtime-aws-request-id": invocation.requestId,
      "lambda-runtime-deadline-ms": String(deadlineMs),
      "lambda-runtime-invoked-function-arn": invocation.arn,
      "lambda-runtime-trace-id": traceId,
      ...(invocation.clientContext
        ? { "lambda-runtime-client-context": Buffer.from(invocation.clientContext, "base64").toString("utf8") }
        : {}),
    });
    this.waiting.end(body);
    this.waiting = undefined;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? "";
    if (path === "/2018-06-01/runtime/invocation/next") {
      this.waiting = response;
      // Sent right behind an answer, it is seen before that answer is read to its end.
      if (!this.current) this.events.idle();
      return;
    }
    const lookup = /^\/local-cloud\/hosts\/([^/:]+):(\d+)$/.exec(path);
    if (lookup) {
      const port = this.events.localPort(lookup[1] ?? "", Number(lookup[2]));
      reply(response, port === undefined ? 404 : 200, String(port ?? ""));
      return;
    }
    readAll(request, (body) => this.posted(path, request, body, response));
  }

  private posted(path: string, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const [, id, kind] = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const { current } = this;
    if (path === "/2018-06-01/runtime/init/error") {
      this.events.initFailed(body);
      reply(response, 202, OK);
    } else if (!kind) {
      reply(response, 404, '{"errorMessage":"not found","errorType":"NotFound"}');
    } else if (current?.invocation.requestId !== id) {
      reply(response, 400, '{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}');
    } else {
      this.current = undefined;
      const tooLarge = kind === "response" && body.length > MAX_RESPONSE_BYTES;
      const payload = tooLarge ? RESPONSE_TOO_LARGE : body;
      // Our bootstrap takes the next event for a reply, which halves the calls of an invocation.
      const next = request.headers["local-cloud-next"] !== undefined;
      if (next) this.waiting = response;
      else reply(response, tooLarge ? 413 : 202, tooLarge ? payload : OK);
      const memoryBytes = Number(request.headers["local-cloud-rss"] ?? 0);
      current?.answered({ payload, failed: tooLarge || kind === "error", memoryBytes });
      if (this.waiting) this.events.idle();
    }
  }
}

const RESPONSE_TOO_LARGE = Buffer.from(
  JSON.stringify({
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  }),
);
const OK = '{"status":"OK"}\n';

const reply = (response: ServerResponse, status: number, body: string | Buffer): void => {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
};

const readAll = (request: IncomingMessage, done: (body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
};
