import type { Cloud } from "../../../cloud/cloud";
import { HeaderList } from "../../apigateway/http/header-list";
import type { FunctionRecord } from "../control/store";
import type { Behavior, DistributionPlan } from "../distribution/plan";
import type { Fields, FunctionEvent, FunctionRequest, FunctionResponse } from "../functions/event";
import {
  fieldsOf,
  readCookies,
  readQuery,
  readSetCookies,
  valuesOf,
  writeCookies,
  writeQuery,
  writeSetCookies,
} from "../functions/fields";
import type { KeyValues } from "../functions/key-values";
import { type FunctionResult, runFunction } from "../functions/run-function";
import type { Exchange } from "./cached-fetch";
import { refused } from "./error-page";
import { withOrigin } from "./function-origin";
import type { EdgeAnswer, EdgeResult, ViewerRequest } from "./message";

/** What distributions run. */
export interface FunctionSource {
  /** The published code of a function, by its ARN. */
  live(arn: string): (NonNullable<FunctionRecord["live"]> & { readonly name: string }) | undefined;
  keyValues(storeArn: string): KeyValues | undefined;
}

/** Runs the functions of behaviors on viewers' requests and on what they are answered. */
export class ViewerFunctions {
  constructor(
    private readonly source: FunctionSource,
    private readonly log: Cloud["log"],
  ) {}

  /** The exchange as a viewer-request function leaves it, or what is answered in its place. */
  async onRequest(exchange: Exchange): Promise<Exchange | EdgeResult> {
    const { request, behavior, distribution } = exchange;
    const arn = behavior.functions["viewer-request"];
    if (arn === undefined) return exchange;
    const result = await this.run(arn, eventOf(exchange, "viewer-request"));
    if (result.error) return this.failed(exchange, result);
    if (result.response) {
      const answer = answerOf(result.response, { status: 200, headers: new HeaderList(), body: Buffer.alloc(0) });
      answer.headers.set("Server", "CloudFront");
      return { answer, result: "FunctionGeneratedResponse" };
    }
    if (!result.request) return exchange;
    const changed = { ...exchange, request: requestOf(result.request, request) };
    return result.origin ? { ...changed, ...withOrigin(distribution, behavior, result.origin) } : changed;
  }

  /** An answer as a viewer-response function leaves it. */
  // fidelity: docs: Restrictions on edge functions: not for errors of the origin, nor for what CloudFront itself answers
  async onResponse(exchange: Exchange, served: EdgeResult): Promise<EdgeResult> {
    const arn = exchange.behavior.functions["viewer-response"];
    if (arn === undefined || served.answer.status >= 400 || !SERVED.has(served.result)) return served;
    const result = await this.run(arn, {
      ...eventOf(exchange, "viewer-response"),
      response: responseOf(served.answer),
    });
    if (result.error) return this.failed(exchange, result);
    return result.response ? { ...served, answer: answerOf(result.response, served.answer) } : served;
  }

  private async run(arn: string, event: FunctionEvent): Promise<FunctionResult> {
    const live = this.source.live(arn);
    if (!live) throw new Error(`${arn} is not published, and a distribution names it`);
    const { code, runtime, store, name } = live;
    const kvs = store === undefined ? undefined : this.source.keyValues(store);
    const result = await runFunction({ code, runtime, event, ...(kvs && { kvs }) });
    for (const line of result.logs) this.log.output(`cloudfront.${name}`, line);
    return result;
  }

  private failed({ request, behavior }: Exchange, { error }: FunctionResult): EdgeResult {
    const { status = 503, message = "", detail = "" } = error ?? {};
    const arn = Object.values(behavior.functions)[0];
    this.log.warn("cloudfront", `${request.method} ${request.path}: ${arn}: ${detail}`);
    const { answer } = refused(status, message, request.id);
    return { answer, result: "FunctionExecutionError" };
  }
}

const SERVED: ReadonlySet<EdgeResult["result"]> = new Set(["Hit", "Miss", "RefreshHit"]);

const eventOf = (
  { request, distribution }: { request: ViewerRequest; behavior: Behavior; distribution: DistributionPlan },
  eventType: FunctionEvent["context"]["eventType"],
): FunctionEvent => ({
  version: "1.0",
  context: {
    distributionDomainName: distribution.domainName,
    distributionId: distribution.id,
    eventType,
    requestId: request.id,
  },
  viewer: { ip: request.address },
  request: {
    method: request.method,
    uri: request.path,
    querystring: readQuery(request.query ?? ""),
    headers: headerFields(request.headers, "cookie"),
    cookies: readCookies(request.headers.getAll("cookie").join("; ")),
  },
});

const responseOf = ({ status, headers }: EdgeAnswer): NonNullable<FunctionEvent["response"]> => ({
  statusCode: status,
  headers: headerFields(headers, "set-cookie"),
  cookies: readSetCookies(headers.getAll("set-cookie")),
});

const headerFields = (headers: HeaderList, left: string): Fields =>
  fieldsOf(
    headers
      .entries()
      .map(([name, value]) => [name.toLowerCase(), { value }] as const)
      .filter(([name]) => name !== left),
  );

const requestOf = ({ uri, querystring, headers, cookies }: FunctionRequest, before: ViewerRequest): ViewerRequest => {
  const lines = listOf(headers);
  const kept = writeCookies(cookies);
  if (kept !== "") lines.add("Cookie", kept);
  const mark = uri.indexOf("?");
  const path = mark < 0 ? uri : uri.slice(0, mark);
  // One that the function left alone goes on as it was sent.
  const unchanged = JSON.stringify(querystring) === JSON.stringify(readQuery(before.query ?? ""));
  const query = unchanged ? before.query : writeQuery(querystring) || undefined;
  // What functions do not see stays.
  for (const [name, value] of before.headers.entries()) if (HIDDEN.test(name)) lines.add(name, value);
  return { ...before, path, query, headers: lines };
};

const HIDDEN = /^(?:x-amz-cf-|x-edge-)/i;

const answerOf = ({ statusCode, headers, cookies, body }: FunctionResponse, before: EdgeAnswer): EdgeAnswer => {
  const lines = listOf(headers);
  for (const cookie of writeSetCookies(cookies)) lines.add("Set-Cookie", cookie);
  const bytes = body && Buffer.from(body.data, body.encoding === "base64" ? "base64" : "utf8");
  if (bytes) lines.remove("content-encoding");
  return { status: statusCode, headers: lines, body: bytes ?? before.body };
};

const listOf = (fields: Fields): HeaderList =>
  new HeaderList(
    Object.entries(fields).flatMap(([name, field]) => valuesOf(field).map(({ value }) => [name, value] as const)),
  );
