import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export interface RawRequest {
  readonly method: string;
  /** Path and query, sent byte for byte. */
  readonly target: string;
  /** Header lines, sent as written; Host, Content-Length and Connection are added where they are missing. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | undefined;
  /** @default 1.1 */
  readonly version?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Sends one request over a connection of its own, so that nothing is added to it or put right in it. */
export const sendRaw = (base: URL, request: RawRequest, timeoutMs = 40_000): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const secure = base.protocol === "https:";
    const port = Number(base.port || (secure ? 443 : 80));
    const options = { host: base.hostname, port };
    const socket: Socket = secure ? connectTls({ ...options, servername: base.hostname }) : connectPlain(options);
    const chunks: Buffer[] = [];
    const finish = () => {
      const answer = parseAnswer(Buffer.concat(chunks), request.method);
      if (answer) resolve(answer);
      else reject(new Error(`${request.method} ${request.target}: no HTTP answer`));
    };
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", finish);
    socket.on("error", reject);
    socket.write(headOf(base, request), "latin1");
    if (request.body) socket.write(request.body);
  });

const headOf = (base: URL, { method, target, headers, body, version = "1.1" }: RawRequest): string => {
  const has = (name: string) => headers.some(([own]) => own.toLowerCase() === name);
  const lines = [`${method} ${target} HTTP/${version}`];
  if (!has("host")) lines.push(`Host: ${base.host}`);
  for (const [name, value] of headers) lines.push(`${name}: ${Buffer.from(value).toString("latin1")}`);
  if (body && !has("content-length")) lines.push(`Content-Length: ${body.length}`);
  if (!has("connection")) lines.push("Connection: close");
  return `${lines.join("\r\n")}\r\n\r\n`;
};

const parseAnswer = (bytes: Buffer, method: string): RawAnswer | undefined => {
  let start = 0;
  for (;;) {
    const end = bytes.indexOf("\r\n\r\n", start);
    if (end < 0) return undefined;
    const [first = "", ...lines] = bytes.toString("latin1", start, end).split("\r\n");
    const status = Number(first.split(" ")[1]);
    start = end + 4;
    // 100 Continue and its like go before the answer.
    if (status < 200) continue;
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), Buffer.from(line.slice(colon + 1).trim(), "latin1").toString("utf8")];
    });
    const chunked = headers.some(
      ([name, value]) => name.toLowerCase() === "transfer-encoding" && /chunked/i.test(value),
    );
    const rest = bytes.subarray(start);
    return { status, headers, body: method === "HEAD" ? Buffer.alloc(0) : chunked ? unchunk(rest) : rest };
  }
};

const unchunk = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = bytes.indexOf("\r\n", at);
    const size = end < 0 ? 0 : Number.parseInt(bytes.toString("latin1", at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
};
