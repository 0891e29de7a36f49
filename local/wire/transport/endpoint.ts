import { randomUUID } from "node:crypto";
import type { Access } from "../../access/access";
import type { Clock } from "../../cloud/clock";
import type { Log } from "../../cloud/log";
import type { Service } from "../../services/service";
import { renderError } from "../protocols/render-error";
import { ServiceError } from "../service-error";
import { verifySignature } from "../signatures/sigv4";
import type { ApiRequest, ApiResponse } from "./api-request";
import { eitherHttp, type Incoming, type Outgoing } from "./either-http";
import { listen } from "./listen";
import { isObjectRequest } from "./object-request";
import { readBody } from "./request-body";

export interface EndpointOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly access: Access;
  readonly clock: Clock;
  readonly log: Log;
  /** By the name in the credential scope. */
  readonly service: (name: string) => Service | undefined;
}

export interface Endpoint {
  /** `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than the SDKs keep an idle connection, so that they never write into one that closes. */
const KEEP_ALIVE_MS = 65_000;

/** The one HTTP server that answers for all AWS APIs. It listens on 127.0.0.1 alone. */
export const startEndpoint = async (options: EndpointOptions): Promise<Endpoint> => {
  const { server, closeAllConnections } = eitherHttp(KEEP_ALIVE_MS, (incoming, outgoing) => {
    void respond(options, incoming, outgoing);
  });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        closeAllConnections();
      }),
  };
};

const respond = async (options: EndpointOptions, incoming: Incoming, outgoing: Outgoing) => {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableEnded) gone.abort();
  });
  const request = {
    method: incoming.method ?? "GET",
    url: incoming.url ?? "/",
    headers: headersOf(incoming),
    requestId: randomUUID(),
    signal: gone.signal,
  };
  try {
    write(outgoing, await handle(options, { ...request, body: await readBody(incoming) }));
  } catch (error) {
    if (gone.signal.aborted) return;
    const known = error instanceof ServiceError ? error : internal(options.log, error);
    write(outgoing, renderError(request, known));
  }
};

const handle = async (options: EndpointOptions, request: Omit<ApiRequest, "principal">): Promise<ApiResponse> => {
  const cognito = options.service("cognito-idp");
  const { authorization = "", host = "" } = request.headers;
  if (!cognito?.named?.(host)) checkHost(host);
  // Other schemes than AWS's are those of OAuth.
  const signed = /^AWS/.test(authorization) || request.url.includes("X-Amz-Algorithm=");
  for (const each of signed ? [] : [cognito, options.service("cognito-identity"), options.service("sns")]) {
    const answer = await each?.open?.(request);
    if (answer) return answer;
  }
  if (isObjectRequest(request)) {
    const answer = await options.service("s3")?.open?.(request);
    if (answer) return answer;
  }
  const { principal, service: name } = verifySignature(request, options.access, options.clock);
  const service = options.service(name);
  if (!service?.handle) {
    options.log.warn(name, `a call of ${name} was refused: the local cloud does not answer that API`);
    throw new ServiceError("NotEmulatedByLocalCloud", `the local cloud does not answer the API of ${name}`, 501);
  }
  return service.handle({ ...request, principal });
};

const OWN_HOST = /^((sync-)?127\.0\.0\.1|([a-z0-9.-]+\.)?localhost|\[::1\]|[a-z0-9.-]+\.amazonaws\.com)(:\d+)?$/i;

/** A web page can make a name of its own lead to 127.0.0.1; its requests still carry that name. Buckets go by `<bucket>.localhost`.
 * SDKs put `sync-` before the address in some calls of Step Functions; no page can have a name that ends in a number. */
const checkHost = (host: string): void => {
  if (!OWN_HOST.test(host)) {
    throw new ServiceError("InvalidHost", `this endpoint answers 127.0.0.1 and localhost only, not ${host}`, 421);
  }
};

const headersOf = ({ headers }: Incoming): Record<string, string> => {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // What HTTP/2 has in the place of the host, by which clients sign it.
    if (name === ":authority") plain.host ??= String(value);
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return plain;
};

const internal = (log: Log, error: unknown): ServiceError => {
  log.warn("endpoint", `internal error: ${error instanceof Error ? error.stack : String(error)}`);
  return new ServiceError("InternalFailure", "Internal failure", 500);
};

const write = (outgoing: Outgoing, { status, headers = {}, body }: ApiResponse): void => {
  const bytes = typeof body === "string" ? Buffer.from(body, "utf8") : body;
  // The answer to HEAD tells the length of a body that it does not have.
  outgoing.writeHead(status, { "content-length": bytes.length, ...headers });
  outgoing.end(bytes);
};
