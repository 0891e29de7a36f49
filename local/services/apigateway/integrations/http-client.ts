import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { configurationError, Failure, integrationFailure, internalError } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import { isHeaderName, readHeaderText, writeHeaderText } from "../http/header-text";
import type { IntegrationAnswer, IntegrationRequest } from "./integration-request";

const AGENTS = {
  "http:": new HttpAgent({ keepAlive: true }),
  "https:": new HttpsAgent({ keepAlive: true }),
  insecure: new HttpsAgent({ keepAlive: true, rejectUnauthorized: false }),
};

// fidelity: docs: limits: payload size 10 MB
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * Sends the request of an HTTP integration. Redirects are not followed. What the endpoint compressed stays so: without
 * binary media types the gateway then takes it for text, as AWS does.
 */
// fidelity: docs: api-gateway-receive-response-with-compressed-payload
export const sendHttp = async (
  request: IntegrationRequest,
  insecure: boolean,
  signal: AbortSignal,
): Promise<IntegrationAnswer> => {
  const url = urlOf(request);
  const message = await connect(url, request, insecure, signal).catch((error: NodeJS.ErrnoException) => {
    throw networkFailure(error, url);
  });
  const body = await read(message).catch((error) => {
    throw error instanceof Failure ? error : networkFailure(error as NodeJS.ErrnoException, url);
  });
  const headers = new HeaderList();
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    headers.add(message.rawHeaders[index] ?? "", readHeaderText(message.rawHeaders[index + 1] ?? ""));
  }
  headers.remove("Keep-Alive");
  return { status: message.statusCode ?? 502, headers, body };
};

const urlOf = ({ uri, query }: IntegrationRequest): URL => {
  // A brace is left where nothing is mapped to a path variable.
  // fidelity: docs: create-api-using-awscli: without the mapping the client gets an error
  if (!/^https?:/i.test(uri) || /[{}]/.test(uri) || !URL.canParse(uri)) {
    throw configurationError(`Execution failed due to configuration error: Invalid endpoint address ${uri}`);
  }
  const url = new URL(uri);
  const added = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
  if (added) url.search = url.search ? `${url.search}&${added}` : added;
  return url;
};

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const connect = (
  url: URL,
  request: IntegrationRequest,
  insecure: boolean,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const secure = url.protocol === "https:";
    const agent = secure ? (insecure ? AGENTS.insecure : AGENTS["https:"]) : AGENTS["http:"];
    const bodiless = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
    const options = { method: request.method, headers: headersOf(request, bodiless), agent, signal };
    const sent = secure ? httpsRequest(url, options, resolve) : httpRequest(url, options, resolve);
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The endpoint may close a kept connection just when it is used again.
      if (sent.reusedSocket && error.code === "ECONNRESET") resolve(connect(url, request, insecure, signal));
      else reject(error);
    });
    sent.end(bodiless ? undefined : request.body);
  });

// fidelity: docs: HTTP proxy integrations pass on every value of a header
const headersOf = (request: IntegrationRequest, bodiless: boolean): Record<string, string | string[]> => {
  const headers: Record<string, string | string[]> = {};
  for (const [name, values] of Object.entries(request.headers.multiple())) {
    const [first = "", ...more] = values.map(writeHeaderText);
    // Node takes a single text for Host, which a mapping may set, and no list.
    if (isHeaderName(name)) headers[name] = more.length ? [first, ...more] : first;
  }
  // Node sends a Trailer header, which a mapping may set, only with a body in chunks.
  if (request.headers.has("Trailer")) headers["Transfer-Encoding"] = "chunked";
  else if (!bodiless) headers["Content-Length"] = String(request.body.length);
  return headers;
};

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES) throw internalError("Execution failed: the endpoint's answer is larger than 10 MB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
};

// fidelity: observed: localstack's tests on AWS: 500 where nothing listens, 504 for TLS and other network errors
const networkFailure = (error: NodeJS.ErrnoException, url: URL): Failure => {
  const reason = `Execution failed due to a network error communicating with endpoint ${url.origin}: ${error.message}`;
  if (error.code === "ECONNREFUSED" || error.code === "ENOTFOUND" || error.code === "EAI_AGAIN") {
    return configurationError(reason);
  }
  return integrationFailure(reason, 504, "Network error communicating with endpoint");
};
