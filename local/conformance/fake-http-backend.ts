import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { listen } from "../wire/transport/listen";
import { isMap, type Json, type JsonMap } from "./case-file";

/** The HTTP host `backend.test` of a case: echoes, or answers what the case says. */
export class FakeHttpBackend {
  last: JsonMap | undefined;
  private constructor(
    readonly port: number,
    readonly close: () => void,
    private readonly routes: JsonMap,
  ) {}

  static async start(routes: JsonMap): Promise<FakeHttpBackend> {
    let backend: FakeHttpBackend | undefined;
    const server = createServer((request, response) => void backend?.answer(request, response));
    const port = await listen(server, 0);
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    backend = new FakeHttpBackend(port, close, routes);
    return backend;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", "http://backend.test");
    const query: Record<string, string> = {};
    for (const name of url.searchParams.keys()) query[name] = url.searchParams.getAll(name).join(",");
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const method = request.method ?? "";
    this.last = { method, path: url.pathname, query, headers, body };
    const route = this.routeFor(method, url.pathname);
    if (!isMap(route)) {
      response.writeHead(404).end();
      return;
    }
    if (route.behaviour === "echo") {
      const seen = { method, path: url.pathname, args: query, headers, data: body };
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(seen));
    } else if (route.behaviour === "echo-body") {
      response.setHeader("Content-Type", "application/json").end(body);
    } else this.returned(route, response);
  }

  private routeFor(method: string, path: string): Json | undefined {
    const found = Object.entries(this.routes).find(([pattern]) => {
      const [verb, route = ""] = pattern.split(" ");
      if (verb !== "ANY" && verb !== method) return false;
      return route === path || (route.endsWith("/*") && path.startsWith(route.slice(0, -1)));
    });
    return found?.[1];
  }

  private returned(route: JsonMap, response: ServerResponse): void {
    const text =
      typeof route.body === "string" || route.body === undefined ? (route.body ?? "") : JSON.stringify(route.body);
    const body = typeof route.bodyBase64 === "string" ? Buffer.from(route.bodyBase64, "base64") : Buffer.from(text);
    const headers: Record<string, string> = { "Content-Length": String(body.length) };
    for (const [name, value] of Object.entries(isMap(route.headers) ? route.headers : {}))
      headers[name] = String(value);
    response.writeHead(Number(route.status ?? 200), headers).end(body);
  }
}
