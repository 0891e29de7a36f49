import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import type { Cloud } from "../../../cloud/cloud";
import { certificateAuthority } from "../../../tls/certificates";
import { HeaderList } from "../../apigateway/http/header-list";
import { readHeaderText, writeHeaderText } from "../../apigateway/http/header-text";
import type { Origin } from "../distribution/plan";
import { REASONS } from "../edge/error-page";
import type { EdgeAnswer } from "../edge/message";
import { OriginError } from "./origin-error";
import type { OriginRequest } from "./origin-request";

/** fidelity: docs: RequestCustomKeepAliveTimeout: 5 seconds by default */
const KEEP_ALIVE_MS = 5_000;

/** Sends requests to servers: those of the local cloud by their names on AWS, and any others. */
export class HttpOrigins {
  private readonly plain = new HttpAgent({ keepAlive: true, timeout: KEEP_ALIVE_MS });
  private secure: HttpsAgent | undefined;

  constructor(private readonly cloud: Pick<Cloud, "clock" | "directory" | "endpoint" | "folder">) {}

  close(): void {
    this.plain.destroy();
    this.secure?.destroy();
  }

  /**
   * @param streams whether nothing keeps the answer: what comes in chunks then goes on as it comes
   * @throws {OriginError} when there is no answer
   */
  async send(request: OriginRequest, origin: Origin, streams = false): Promise<EdgeAnswer> {
    const place = this.place(request, origin);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(request, origin, place, streams);
      } catch (error) {
        // Only a connection is tried again; a request that was sent is not.
        if (!(error instanceof NotConnected) || attempt >= origin.connectionAttempts) throw failure(error, origin);
      }
    }
  }

  private place({ scheme }: OriginRequest, { domainName, httpPort, httpsPort }: Origin): Place {
    const { hosts, https } = this.cloud.directory;
    const port = scheme === "https" ? httpsPort : httpPort;
    // An API of this cloud is spoken to without TLS: both ends are here.
    const own = https.find(domainName);
    if (own !== undefined) return { secure: false, host: "127.0.0.1", port: own };
    const known = hosts.find(domainName, port);
    if (known !== undefined) return { secure: scheme === "https", host: "127.0.0.1", port: known };
    // Websites of buckets answer at the endpoint, by their Host.
    if (/\.s3-website[.-]/.test(domainName)) {
      return { secure: false, host: "127.0.0.1", port: Number(new URL(this.cloud.endpoint).port) };
    }
    if (domainName.endsWith(".amazonaws.com")) {
      throw new OriginError(502, REASONS.resolve, `nothing of the local cloud answers as ${domainName}`);
    }
    return { secure: scheme === "https", host: domainName, port };
  }

  private once(
    request: OriginRequest,
    origin: Origin,
    { secure, host, port }: Place,
    streams: boolean,
  ): Promise<EdgeAnswer> {
    const { method, target, headers, body } = request;
    const lines = headers.entries().flatMap(([name, value]) => [name, writeHeaderText(value)]);
    if (body.length > 0 || !BODILESS.has(method)) lines.push("Content-Length", String(body.length));
    const options = { host, port, method, path: target, headers: lines, setHost: false };
    return new Promise((resolve, reject) => {
      const sent: ClientRequest = secure
        ? httpsRequest({ ...options, agent: this.secureAgent(), servername: origin.domainName })
        : httpRequest({ ...options, agent: this.plain });
      let connected = false;
      const connecting = setTimeout(() => {
        if (!connected) sent.destroy(new NotConnected("timeout"));
      }, origin.connectionTimeoutMs);
      sent.once("socket", (socket) => {
        const established = () => {
          connected = true;
          clearTimeout(connecting);
          sent.setTimeout(origin.readTimeoutMs, () => sent.destroy(new Silent()));
        };
        if (socket.connecting) socket.once(secure ? "secureConnect" : "connect", established);
        else established();
      });
      sent.once("response", (message) => {
        read(message, streams && request.method !== "HEAD").then(resolve, reject);
      });
      sent.once("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(connecting);
        // A server may close a kept connection just as it is used again.
        const stale = sent.reusedSocket && error.code === "ECONNRESET";
        reject(
          connected && !stale ? error : error instanceof NotConnected ? error : new NotConnected(error.code ?? ""),
        );
      });
      sent.end(body);
    });
  }

  private secureAgent(): HttpsAgent {
    const { folder, clock } = this.cloud;
    // Servers of this machine have certificates of the local authority.
    const authorities = (["ca", "public-ca"] as const).map(
      (name) => certificateAuthority(folder, clock.now(), name).cert,
    );
    this.secure ??= new HttpsAgent({
      keepAlive: true,
      timeout: KEEP_ALIVE_MS,
      ca: [...rootCertificates, ...authorities],
    });
    return this.secure;
  }
}

interface Place {
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
}

class NotConnected extends Error {}
class Silent extends Error {}

const BODILESS = new Set(["GET", "HEAD", "OPTIONS", "DELETE"]);

// fidelity: docs: HTTP 502 and HTTP 504 status codes
const failure = (error: unknown, { domainName }: Origin): OriginError => {
  if (error instanceof Silent) return new OriginError(504, REASONS.timeout, `${domainName} did not answer in time`);
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof NotConnected) {
    if (why === "timeout" || why === "ETIMEDOUT") {
      return new OriginError(504, REASONS.timeout, `${domainName} could not be connected to in time`);
    }
    const reason = why === "ENOTFOUND" || why === "EAI_AGAIN" ? REASONS.resolve : REASONS.connect;
    return new OriginError(502, reason, `${domainName} could not be connected to: ${why}`);
  }
  if (error instanceof OriginError) return error;
  return new OriginError(502, REASONS.invalidAnswer, `${domainName} did not answer as HTTP asks for: ${why}`);
};

const read = async (message: IncomingMessage, streams: boolean): Promise<EdgeAnswer> => {
  const headers = new HeaderList();
  const { rawHeaders } = message;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.add(rawHeaders[index] ?? "", readHeaderText(rawHeaders[index + 1] ?? ""));
  }
  const { statusCode: status = 502 } = message;
  const inChunks = status < 400 && message.headers["transfer-encoding"] !== undefined;
  if (streams && inChunks) return { status, headers, body: Buffer.alloc(0), stream: message };
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status, headers, body: Buffer.concat(chunks) };
};
