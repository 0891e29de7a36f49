import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { listen } from "../../../local/wire/transport/listen";
import { Bookings } from "./bookings";
import { CLIENT, ManagedLogin } from "./managed-login";
import { Organising } from "./organising";

/** A request, as the parts read it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: Readonly<Record<string, string>>;
  readonly bytes: () => Promise<Buffer>;
  readonly json: () => Promise<unknown>;
  readonly form: () => Promise<URLSearchParams>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
  readonly chunks?: Iterable<string>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".html": "text/html; charset=utf-8",
};

/**
 * The site as it is hosted, with a user pool, an API, a bucket and a socket that answer from memory. Under `amplify` all
 * but the site are of another site, and the session is in memory.
 */
export const serveBoxOffice = async (hosting: "cloudfront" | "amplify") => {
  const folder = mkdtempSync(join(tmpdir(), "tiers-box-office-"));
  const { buildSite } = await import("../../../sites/box-office/build.mjs");
  await buildSite(folder);
  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server, 0);
  const url = `http://127.0.0.1:${port}`;
  const base = `http://localhost:${port}`;
  const login = new ManagedLogin(`${base}/login`);
  const api = new Organising(login, base);
  const bookings = new Bookings(server, api);
  const config = {
    hosting,
    apiUrl: hosting === "cloudfront" ? "/api" : `${base}/api`,
    session: hosting === "cloudfront" ? "cookie" : "memory",
    issuer: login.issuer,
    clientId: CLIENT,
    signInUrl: `${base}/login`,
    liveUrl: `ws://localhost:${port}/live`,
    mediaUrl: `${base}/media`,
  };
  const policy = [
    "default-src 'none'",
    ...["script-src", "style-src"].map((kind) => `${kind} 'self'`),
    `img-src 'self' ${base}`,
    `connect-src 'self' ${base} ws://localhost:${port}`,
    ...["base-uri", "frame-ancestors", "form-action"].map((kind) => `${kind} 'none'`),
  ].join("; ");
  const hosted = { "content-security-policy": policy, "x-content-type-options": "nosniff" };

  const site = ({ path }: Asked): Answer => {
    if (path === "/config.json") return { status: 200, headers: hosted, json: config };
    const isFile = extname(path) !== "";
    const headers = { ...hosted, "content-type": TYPES[isFile ? extname(path) : ".html"] ?? "" };
    try {
      const body = gzipSync(readFileSync(join(folder, isFile ? path : "index.html")));
      return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body };
    } catch {
      return { status: 404, headers: hosted };
    }
  };
  const answered = async (asked: Asked): Promise<Answer> => {
    const [, first] = asked.path.split("/");
    if (asked.method === "OPTIONS") return { status: 204 };
    if (first === "login") return login.answer(asked);
    if (first === "api") return api.answer(asked);
    if (first === "bucket") return api.take(asked);
    if (first !== "media") return site(asked);
    const body = api.posters.get(asked.path);
    return body ? { status: 200, headers: { "content-type": "image/png" }, body } : { status: 404 };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, json, body, chunks } = await answered(asked(request));
    response.writeHead(status, {
      "access-control-allow-origin": url,
      "access-control-allow-headers": "authorization, content-type",
      "access-control-allow-methods": "GET, POST, PUT",
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers,
    });
    if (!chunks) return void response.end(json === undefined ? body : JSON.stringify(json));
    try {
      for (const chunk of chunks)
        if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
      response.end();
    } catch {
      response.destroy();
    }
  };
  return {
    ...{ url, login, api, bookings },
    close() {
      bookings.cut();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type ServedBoxOffice = Awaited<ReturnType<typeof serveBoxOffice>>;

const asked = (request: IncomingMessage): Asked => {
  const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://box-office");
  const cookies = Object.fromEntries(
    (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=") as [string, string]),
  );
  const bytes = async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  return {
    ...{ method: request.method ?? "GET", path, query, headers: request.headers, cookies, bytes },
    json: async () => JSON.parse((await bytes()).toString()),
    form: async () => new URLSearchParams((await bytes()).toString()),
  };
};
