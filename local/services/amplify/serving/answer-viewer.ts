import { createHash, timingSafeEqual } from "node:crypto";
import { lookup } from "mrmime";
import { HeaderList } from "../../apigateway/http/header-list";
import { hostOf } from "../../apigateway/http/host";
import type { GatewayAnswer, GatewayRequest } from "../../apigateway/http/message";
import type { HeaderRule } from "./custom-headers";
import type { RedirectRule } from "./redirect-rule";
import { type Found, findFile, type SiteFiles } from "./site-files";

/** A branch as viewers find it. */
export interface Site {
  readonly rules: readonly RedirectRule[];
  readonly headers: readonly HeaderRule[];
  /** `user:password` in base64, where the branch asks for it. */
  readonly credentials?: string | undefined;
  /** Absent before the first deployment. */
  readonly files?: SiteFiles | undefined;
  readonly deployedAt: number;
  /** Sends a request on to an address outside. */
  proxy(url: string, request: GatewayRequest): Promise<GatewayAnswer>;
}

/** What a viewer of a branch gets. */
export const answerViewer = async (site: Site, request: GatewayRequest): Promise<GatewayAnswer> => {
  const headers = new HeaderList(request.headers);
  if (!mayEnter(site, headers.get("authorization"))) return UNAUTHORIZED();
  const [path = "/", ...query] = request.target.split("?");
  const asked = {
    host: hostOf(request.headers),
    path,
    query: query.join("?"),
    country: headers.get("x-local-viewer-country")?.toUpperCase(),
  };
  const { files = new Map() } = site;
  for (const { status, targetOf } of site.rules) {
    const target = targetOf(asked);
    if (target === undefined) continue;
    if (status === "301" || status === "302") return redirect(Number(status), target);
    if (status === "200") {
      if (/^https?:/i.test(target)) return site.proxy(withQuery(target, asked.query), request);
      return answer(site, request, findFile(files, pathOf(target)), { path, isRewritten: true });
    }
    if (findFile(files, path)) continue;
    // fidelity: observed: amplify-hosting#236, #1019: a 404 rule changes the address; #2739: 404-200 answers 404
    if (status === "404") return redirect(302, target);
    return answer(site, request, findFile(files, pathOf(target)), { path, isRewritten: true, status: 404 });
  }
  return answer(site, request, findFile(files, path), { path });
};

const pathOf = (target: string): string => target.split("?", 1)[0] ?? "";

// fidelity: guess: the query goes on to a proxied address
const withQuery = (target: string, query: string): string =>
  query === "" ? target : `${target}${target.includes("?") ? "&" : "?"}${query}`;

/** How a file is answered, and under which path it was asked for. */
interface Asked {
  readonly path: string;
  readonly isRewritten?: boolean;
  readonly status?: number;
}

const answer = (site: Site, request: GatewayRequest, found: Found | undefined, asked: Asked): GatewayAnswer => {
  // fidelity: guess: a site takes no other methods
  if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "Method Not Allowed");
  if (!found) return missing(site, asked.path);
  if (found.kind === "file") return ofFile(site, request, found, asked);
  if (!asked.isRewritten) return redirect(301, found.path);
  const inside = findFile(site.files ?? new Map(), found.path);
  return inside?.kind === "file" ? ofFile(site, request, inside, asked) : missing(site, asked.path);
};

const ofFile = (
  site: Site,
  request: GatewayRequest,
  { path: name, content }: Extract<Found, { kind: "file" }>,
  { path, status = 200 }: Asked,
): GatewayAnswer => {
  const etag = `"${createHash("md5").update(content).digest("hex")}"`;
  const headers = new HeaderList([
    ["Content-Type", typeOf(name)],
    // fidelity: observed: public transcripts of sites on amplifyapp.com
    ["Cache-Control", "public, max-age=0, s-maxage=31536000"],
    ["ETag", etag],
    ["Last-Modified", new Date(site.deployedAt).toUTCString()],
    ["Server", "AmazonS3"],
  ]);
  addCustom(headers, site, path);
  const known = new HeaderList(request.headers).get("if-none-match");
  const isKnown = known?.split(",").some((each) => [etag, "*"].includes(each.trim().replace(/^W\//, "")));
  return isKnown && status === 200
    ? { status: 304, headers, body: Buffer.alloc(0) }
    : { status, headers, body: content };
};

const addCustom = (headers: HeaderList, site: Site, path: string): void => {
  for (const { matches, headers: lines } of site.headers) {
    if (matches.test(path)) for (const [name, value] of lines) headers.set(name, value);
  }
};

const typeOf = (name: string): string => {
  const type = lookup(name) ?? "application/octet-stream";
  return /^text\/|javascript$|json$/.test(type) ? `${type}; charset=utf-8` : type;
};

// fidelity: docs: Amplify Hosting user guide, "Getting started": a page says so until the first deployment; guess: its status
const missing = (site: Site, path: string): GatewayAnswer => {
  const found = plain(
    404,
    site.files ? "Not Found" : "Your app will appear here once you complete your first deployment.",
  );
  addCustom(found.headers, site, path);
  return found;
};

const plain = (status: number, text: string): GatewayAnswer => ({
  status,
  headers: new HeaderList([["Content-Type", "text/plain; charset=utf-8"]]),
  body: Buffer.from(text),
});

const redirect = (status: number, location: string): GatewayAnswer => ({
  status,
  headers: new HeaderList([["Location", location.replace(/[\r\n]/g, "")]]),
  body: Buffer.alloc(0),
});

// fidelity: guess: the realm's text
const UNAUTHORIZED = (): GatewayAnswer => {
  const refused = plain(401, "Unauthorized");
  refused.headers.add("WWW-Authenticate", "Basic");
  return refused;
};

const mayEnter = ({ credentials }: Site, authorization = ""): boolean => {
  if (credentials === undefined) return true;
  const given = /^Basic (.*)$/i.exec(authorization)?.[1]?.trim() ?? "";
  const [one, other] = [given, credentials].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
};
