import { createHash, randomBytes } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import { HeaderList } from "../../apigateway/http/header-list";
import { normalized } from "../distribution/path-pattern";
import type { Behavior, DistributionPlan } from "../distribution/plan";
import { Origins } from "../origins/origins";
import { CachedFetch, type Exchange } from "./cached-fetch";
import { REASONS, redirectPage, refused } from "./error-page";
import type { EdgeAnswer, EdgeResult, ViewerRequest } from "./message";
import { ObjectCache } from "./object-cache";
import { asAsked } from "./part-of-object";
import { admit } from "./private-content";
import { applyPolicy, serverTiming } from "./response-headers";
import { type FunctionSource, ViewerFunctions } from "./viewer-functions";

/** The edge location that all viewers are at. */
export const POP = "DUB56-P1";

// fidelity: docs: limits: 8,192 bytes of a URL; guess: 32,768 of request line and headers, 20,480 until 2023
const MAX_URL_BYTES = 8_192;
const MAX_HEAD_BYTES = 32_768;

/** Answers the viewers of all distributions: one edge location with one cache. */
export class Edge {
  readonly cache = new ObjectCache();
  private readonly origins: Origins;
  private readonly fetch: CachedFetch;
  private readonly functions: ViewerFunctions;

  constructor(
    private readonly cloud: Cloud,
    functions: FunctionSource,
  ) {
    this.functions = new ViewerFunctions(functions, cloud.log);
    this.origins = new Origins(cloud);
    const warn = (line: string) => cloud.log.warn("cloudfront", line);
    this.fetch = new CachedFetch(this.cache, this.origins, cloud.clock, warn, (exchange, path) =>
      this.errorPageOf(exchange, path),
    );
  }

  close(): void {
    this.origins.close();
  }

  /** Answers one request; what is thrown is a defect. */
  async handle(request: ViewerRequest, distribution: DistributionPlan): Promise<EdgeAnswer> {
    const behavior = behaviorFor(distribution, request.path);
    const host = edgeHost(distribution);
    const exchange = { request, behavior, distribution, host };
    const result = (await this.stopped(exchange)) ?? (await this.served(exchange));
    return finished(result, exchange);
  }

  /** What keeps a request from being served. */
  private async stopped(exchange: Exchange): Promise<EdgeResult | undefined> {
    const found = this.refusal(exchange);
    return found && this.withCustomPage(exchange, found);
  }

  private refusal({ request, behavior, distribution }: Exchange): EdgeResult | undefined {
    const { method, path, query, scheme, headers, body, id } = request;
    const url = path.length + (query === undefined ? 0 : query.length + 1);
    if (url > MAX_URL_BYTES) return refused(414, REASONS.badRequest, id);
    const head = headers.entries().reduce((sum, [name, value]) => sum + name.length + value.length + 4, url);
    if (head > MAX_HEAD_BYTES) return refused(413, REASONS.badRequest, id);
    if (!distribution.enabled) return refused(403, REASONS.badRequest, id);
    const blocked = this.inspected(request, distribution);
    if (blocked) return blocked;
    const { geo } = distribution;
    if (request.country !== undefined && geo.type !== "none") {
      if (geo.countries.has(request.country) === (geo.type === "blacklist")) return refused(403, REASONS.country, id);
    }
    if (scheme === "http" && behavior.viewerProtocolPolicy !== "allow-all") {
      return insecure(request, behavior, distribution);
    }
    if (!behavior.allowed.has(method)) return refused(403, REASONS.method, id);
    // fidelity: docs: RequestBehavior, GET requests that include a body
    if (body.length > 0 && (method === "GET" || method === "HEAD")) return refused(403, REASONS.badRequest, id);
    return undefined;
  }

  private inspected(request: ViewerRequest, { arn }: DistributionPlan): EdgeResult | undefined {
    const firewall = this.cloud.directory.wafv2.webAcls.firewall(() => arn);
    if (!firewall) return undefined;
    const { method, path, query = "", headers, body, address } = request;
    const seen = { method, path, query, headers: headers.entries(), body, sourceIp: address };
    const { blocked, response, inserted, rule } = firewall.inspect(seen, this.cloud.clock.now());
    for (const [name, value] of inserted) headers.set(name, value);
    if (!blocked) return undefined;
    const by = rule === undefined ? "the default action" : `the rule ${rule}`;
    this.cloud.log.info("cloudfront", `${method} ${path}: WAF: blocked by ${by}`);
    if (!response) return refused(403, REASONS.blocked, request.id);
    const answer = {
      status: response.status,
      headers: new HeaderList([["Server", "CloudFront"], ...response.headers]),
      body: Buffer.from(response.body),
    };
    return { answer, result: "Error" };
  }

  private async served(exchange: Exchange): Promise<EdgeResult> {
    const { request, behavior, distribution } = exchange;
    let admitted = exchange;
    if (behavior.signers) {
      const hosts = [distribution.domainName, ...distribution.aliases];
      const admission = admit(request, behavior.signers, hosts, this.cloud.clock.now());
      if (admission.refusal) return this.withCustomPage(exchange, admission.refusal);
      admitted = { ...exchange, request: { ...request, query: admission.query } };
    }
    const wanted = await this.functions.onRequest(admitted);
    if ("answer" in wanted) return wanted;
    const asked = { ...wanted, request: atRoot(wanted.request, distribution) };
    const result = await this.fetch.answer(asked);
    const answer = asAsked(result.answer, asked.request, result.result !== "Miss");
    return this.functions.onResponse(wanted, { ...result, answer });
  }

  /** A refusal of CloudFront's own, or the page that the distribution has for it. */
  private async withCustomPage(exchange: Exchange, refusal: EdgeResult): Promise<EdgeResult> {
    const custom = exchange.distribution.customErrors.get(refusal.answer.status);
    if (refusal.result !== "Error" || !custom?.page) return refusal;
    const { answer } = await this.errorPageOf(exchange, custom.page);
    return { answer: { ...answer, status: answer.status < 400 ? custom.status : answer.status }, result: "Error" };
  }

  private errorPageOf({ request, distribution, host }: Exchange, path: string): Promise<EdgeResult> {
    const headers = request.headers.copy();
    headers.removeAll(CONDITIONAL);
    const asked: ViewerRequest = { ...request, method: "GET", path, query: undefined, headers, body: Buffer.alloc(0) };
    const behavior = behaviorFor(distribution, path);
    return this.fetch.answer({ request: asked, behavior, distribution, host, isErrorPage: true });
  }
}

const CONDITIONAL = new Set([
  "content-length",
  "content-type",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "range",
]);

const behaviorFor = ({ behaviors }: DistributionPlan, path: string): Behavior => {
  const plain = normalized(path);
  const found = behaviors.find((behavior) => behavior.fits(plain));
  if (!found) throw new Error("a distribution has a behavior for every path");
  return found;
};

const atRoot = (request: ViewerRequest, { defaultRootObject }: DistributionPlan): ViewerRequest =>
  defaultRootObject !== undefined && request.path === "/" ? { ...request, path: `/${defaultRootObject}` } : request;

// fidelity: docs: Values that you specify, Viewer protocol policy; observed: conformance edge-behaviors-redirect-*
const insecure = (request: ViewerRequest, behavior: Behavior, { domainName }: DistributionPlan): EdgeResult => {
  const { method, path, query, httpVersion, headers, id } = request;
  const plain = method === "GET" || method === "HEAD";
  if (behavior.viewerProtocolPolicy === "https-only" || (httpVersion === "1.0" && !plain)) {
    return refused(403, REASONS.httpsOnly, id);
  }
  const location = `https://${headers.get("host") ?? domainName}${path}${query === undefined ? "" : `?${query}`}`;
  return redirectPage(plain ? 301 : 307, location);
};

/** The answer as it leaves: with what the policy and CloudFront say of it. */
const finished = ({ answer, result, age }: EdgeResult, { request, behavior, host }: Exchange): EdgeAnswer => {
  const headers = answer.headers.copy();
  const policy = behavior.responseHeaders;
  if (policy) {
    applyPolicy(headers, policy, request);
    const wanted = request.headers.get("pragma")?.toLowerCase() === "server-timing";
    if (policy.serverTiming > 0 && (wanted || Math.random() * 100 < policy.serverTiming)) {
      headers.add("Server-Timing", serverTiming(result, POP, request.id));
    }
  }
  headers.setDefault("Server", "CloudFront");
  headers.set("X-Cache", `${result} from cloudfront`);
  headers.set("Via", [...headers.getAll("via"), `1.1 ${host} (CloudFront)`].join(", "));
  headers.set("X-Amz-Cf-Pop", POP);
  headers.set("X-Amz-Cf-Id", request.id);
  if (age !== undefined && result === "Hit") headers.set("Age", String(age));
  return { ...answer, headers };
};

const hosts = new Map<string, string>();

/** Of the server at the edge location, as Via names it. */
const edgeHost = ({ id }: DistributionPlan): string => {
  let host = hosts.get(id);
  if (!host) {
    host = `${createHash("md5").update(id).digest("hex")}.cloudfront.net`;
    hosts.set(id, host);
  }
  return host;
};

/** An id as CloudFront makes them for each request. */
export const requestId = (): string => `${randomBytes(39).toString("base64url")}==`;
