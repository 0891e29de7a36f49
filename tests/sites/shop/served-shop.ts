import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Show } from "../../../contracts/shows";
import type { Booking, Ticket } from "../../../contracts/tickets";
import { catalogue } from "../../../handlers/shows/catalogue";
import { createCloud } from "../../../local/cloud/create-cloud";
import { Teardown } from "../../../local/cloud/teardown";
import { startIdentityProvider } from "../../../local/identity-provider/server";
import { Ports } from "../../../local/lifecycle/ports";
import { listen } from "../../../local/wire/transport/listen";

const log = { info() {}, warn() {}, output() {} };

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".html": "text/html; charset=utf-8",
};

/** The site as a distribution serves it, with an API that answers from memory and the identity provider for development. */
export const serveShop = async () => {
  const folder = mkdtempSync(join(tmpdir(), "tiers-shop-"));
  const teardown = new Teardown(log);
  const { buildSite } = await import("../../../sites/shop/build.mjs");
  const dist = join(folder, "dist");
  await buildSite(dist);

  const port = await new Ports().find(0);
  const issuer = `http://127.0.0.1:${port}`;
  const cloud = createCloud({ folder, log });
  teardown.add("storage", () => cloud.storage.close());
  await startIdentityProvider(port, cloud, teardown);

  const shows = new Map(catalogue(new Date()).map((show) => [show.showId, { ...show }]));
  const tickets = new Map<string, Map<string, Ticket>>();
  const api = memoryApi(shows, tickets);
  const policy = [
    "default-src 'none'",
    ...["script-src", "style-src", "img-src"].map((kind) => `${kind} 'self'`),
    `connect-src 'self' ${issuer}`,
    ...["base-uri", "frame-ancestors", "form-action"].map((kind) => `${kind} 'none'`),
  ].join("; ");
  const headers = { "content-security-policy": policy, "x-content-type-options": "nosniff" };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop");
    if (pathname.startsWith("/api/")) return void api(request, response);
    if (pathname === "/config.json") {
      const config = { apiUrl: "/api", issuer, clientId: "shop-web", audience: "shop" };
      return void response
        .writeHead(200, { ...headers, "content-type": "application/json" })
        .end(JSON.stringify(config));
    }
    const isFile = extname(pathname) !== "";
    try {
      const file = readFileSync(join(dist, isFile ? pathname : "index.html"));
      const type = TYPES[extname(isFile ? pathname : ".html")] ?? TYPES[".html"];
      response.writeHead(200, { ...headers, "content-type": type, "content-encoding": "gzip" }).end(gzipSync(file));
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  const url = `http://127.0.0.1:${await listen(server, 0)}`;
  teardown.add("site", () => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url,
    issuer,
    shows,
    tickets,
    async close() {
      await teardown.run();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type ServedShop = Awaited<ReturnType<typeof serveShop>>;

const INFO: Readonly<Record<string, string>> = {
  visit:
    "# Your visit\n\nDoors open **one hour** before.\n\n## Late\n\n- Wait at the door.\n- [What’s on](/) <b>not</b> [x](javascript:alert(1))",
};

/** Answers as the handlers do, problems too. */
const memoryApi = (shows: ReadonlyMap<string, Show>, tickets: Map<string, Map<string, Ticket>>) => {
  const bookings = new Map<string, Ticket>();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://shop");
    const [, , first, second = ""] = pathname.split("/");
    const json = (status: number, body: unknown) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const problem = (status: number, detail: string, more: object = {}) => json(status, { detail, ...more });
    if (first === "shows" && second !== "") {
      const show = shows.get(second);
      return show ? json(200, show) : problem(404, "There is no such show.");
    }
    if (first === "shows") {
      const city = searchParams.get("city");
      const all = [...shows.values()].filter((show) => city === null || show.city === city);
      const from = Number(searchParams.get("cursor") ?? 0);
      const page = all.slice(from, from + 5);
      return json(200, { shows: page, ...(from + 5 < all.length && { cursor: String(from + 5) }) });
    }
    if (first === "info") {
      const text = INFO[second];
      return void response.writeHead(text ? 200 : 404, { "content-type": "text/markdown" }).end(text ?? "");
    }
    const [, body] = /^Bearer [^.]+\.([^.]+)\./.exec(request.headers.authorization ?? "") ?? [];
    if (body === undefined) return problem(401, "Unauthorized");
    const { sub, exp, aud } = JSON.parse(Buffer.from(body, "base64url").toString());
    if (aud !== "shop" || exp * 1000 < Date.now()) return problem(401, "Unauthorized");
    const mine = tickets.get(sub) ?? new Map<string, Ticket>();
    tickets.set(sub, mine);
    if (request.method === "GET") return json(200, { tickets: [...mine.values()] });
    if (request.method === "DELETE") {
      const ticket = mine.get(second);
      const show = shows.get(ticket?.showId ?? "");
      if (!ticket || !show) return problem(404, "You have no such ticket.");
      mine.delete(second);
      show.seatsLeft += ticket.seats;
      return void response.writeHead(204).end();
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { showId, seats, clientToken }: Booking = JSON.parse(Buffer.concat(chunks).toString());
    const before = bookings.get(clientToken);
    if (before) return json(200, before);
    const show = shows.get(showId);
    if (!show) return problem(404, "There is no such show.");
    const { seatsLeft } = show;
    if (seatsLeft < seats)
      return problem(409, `${seats} seats are asked for, ${seatsLeft} are left.`, {
        type: "urn:problem-type:sold-out",
        seatsLeft,
      });
    show.seatsLeft -= seats;
    const ticket = { ticketId: randomUUID(), showId, seats, bookedAt: new Date().toISOString() };
    mine.set(ticket.ticketId, ticket);
    bookings.set(clientToken, ticket);
    return json(201, ticket);
  };
};
