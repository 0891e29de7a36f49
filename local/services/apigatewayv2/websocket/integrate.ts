import { isObject } from "../../../languages/json/json-object";
import { compilePattern } from "../../../languages/patterns/compile-pattern";
import { ServiceError } from "../../../wire/service-error";
import { HeaderList } from "../../apigateway/http/header-list";
import { invokeService } from "../../apigateway/integrations/aws-service";
import { withDeadline } from "../../apigateway/integrations/deadline";
import { sendHttp } from "../../apigateway/integrations/http-client";
import { lambdaResult } from "../../apigateway/integrations/lambda-result";
import { fillStageVariables, functionArn } from "../../apigateway/integrations/uri";
import { renderMapping } from "../../apigateway/vtl/render-mapping";
import { errorMessageOf } from "../../lambda/function-error";
import type { Integration } from "../definition";
import { evaluate } from "../expression";
import { type RouteCall, routeArn } from "./call";

/** What came of an integration. */
export interface Outcome {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Empty: there is nothing to send. */
  readonly body: string;
}

/** The integration could not be called, or failed. */
export class IntegrationError extends Error {
  constructor(
    message: string,
    /** Of a refused $connect. */
    readonly status: number,
  ) {
    super(message);
  }
}

/** Calls the integration of a route. @throws IntegrationError */
export const integrate = async (call: RouteCall): Promise<Outcome> => {
  const { integration, key } = call.route;
  if (!integration) throw new IntegrationError(`the route ${key} has no integration`, 500);
  try {
    return await ofType(call, { ...integration, uri: fillStageVariables(integration.uri, call.stageVariables) });
  } catch (error) {
    if (error instanceof IntegrationError) throw error;
    throw new IntegrationError(
      `the integration of ${key} failed: ${error instanceof Error ? error.message : error}`,
      500,
    );
  }
};

const ofType = async (call: RouteCall, integration: Integration): Promise<Outcome> => {
  const arn = functionArn(integration.uri);
  switch (integration.type) {
    case "AWS_PROXY":
      return arn === undefined ? failed(`${integration.uri} names no function`) : proxied(call, integration, arn);
    case "AWS":
      return arn === undefined ? ofService(call, integration) : ofFunction(call, integration, arn);
    case "MOCK":
      return mocked(call, integration);
    default:
      return ofHttp(call, integration);
  }
};

const failed = (reason: string): never => {
  throw new IntegrationError(reason, 500);
};

const proxied = async (call: RouteCall, integration: Integration, arn: string): Promise<Outcome> => {
  const payload = await invoke(call, integration, arn, JSON.stringify(call.event));
  const result = lambdaResult(payload);
  // fidelity: guess: what a function without answer says is nothing, as after a message nobody waits for it
  if (typeof result === "string") {
    if (payload === "null" && call.route.key !== "$connect") return { status: 200, headers: [], body: "" };
    throw new IntegrationError(`${arn} returned what is no proxy response: ${result}`, 502);
  }
  const body = result.isBase64Encoded ? Buffer.from(result.body, "base64").toString("utf8") : result.body;
  return { status: result.statusCode, headers: result.headers, body };
};

const invoke = async (call: RouteCall, { credentials, timeoutMs }: Integration, arn: string, event: string) => {
  const { backends, clock } = call.environment;
  const principal = credentials === undefined ? undefined : backends.principal(credentials);
  if (credentials !== undefined && !principal) return failed(`the role ${credentials} cannot be assumed`);
  const sourceArn = routeArn(call.environment, call.stage, call.route.key);
  const as = principal ? { principal } : { service: "apigateway.amazonaws.com", sourceArn };
  const work = backends.functions.invoke(arn, event, { as, trace: call.ids.traceId });
  const { payload, functionError } = await withDeadline(clock, timeoutMs, work).catch((error: Error) => {
    const status = error instanceof ServiceError && error.code.startsWith("AccessDenied") ? 500 : 502;
    throw new IntegrationError(`invoking ${arn} failed: ${error.message}`, status);
  });
  // fidelity: observed: a public transcript with wscat: 502 for a function of $connect that throws
  if (functionError) throw new IntegrationError(`${arn} failed: ${errorMessageOf(payload)}`, 502);
  return payload.toString("utf8");
};

const ofFunction = async (call: RouteCall, integration: Integration, arn: string): Promise<Outcome> =>
  responded(call, integration, 200, await invoke(call, integration, arn, requestBody(call, integration)));

const ofService = async (call: RouteCall, integration: Integration): Promise<Outcome> => {
  const { environment, ids, stageVariables, principal } = call;
  const answer = await invokeService(
    { environment, ids, stageVariables, principal },
    { credentials: integration.credentials, timeoutInMillis: integration.timeoutMs },
    requestOf(call, integration),
  );
  return responded(call, integration, answer.status, answer.body.toString("utf8"));
};

const ofHttp = async (call: RouteCall, integration: Integration): Promise<Outcome> => {
  const work = sendHttp(requestOf(call, integration), false, AbortSignal.timeout(integration.timeoutMs));
  const answer = await withDeadline(call.environment.clock, integration.timeoutMs, work);
  const body = answer.body.toString("utf8");
  if (integration.type === "HTTP") return responded(call, integration, answer.status, body);
  return { status: answer.status, headers: answer.headers.entries(), body };
};

// fidelity: docs: "Set up a mock integration": the template says the status
const mocked = (call: RouteCall, integration: Integration): Outcome => {
  const said: unknown = JSON.parse(requestBody(call, integration) || "{}");
  const status = isObject(said) && said.statusCode !== undefined ? Number(said.statusCode) : 200;
  return responded(call, integration, status, "");
};

const requestOf = (call: RouteCall, integration: Integration) => {
  const headers = new HeaderList();
  const query: [string, string][] = [];
  for (const [target, source] of integration.requestParameters) {
    const [, place, name = ""] = /^integration\.request\.(header|querystring)\.(.+)$/.exec(target) ?? [];
    const value = parameterOf(call, source);
    if (value === undefined) continue;
    if (place === "header") headers.add(name, value);
    else if (place === "querystring") query.push([name, value]);
  }
  if (integration.type === "HTTP_PROXY") headers.setDefault("Content-Type", "application/json");
  return {
    method: integration.method,
    uri: integration.uri,
    headers,
    query,
    body: Buffer.from(requestBody(call, integration)),
  };
};

/** `'text'`, `context.connectionId`, `stageVariables.a`, `route.request.querystring.q`, `route.request.body.a`. */
export const parameterOf = (
  call: Pick<RouteCall, "body" | "context" | "headers" | "query" | "stageVariables">,
  source: string,
) => {
  const text = /^'(.*)'$/s.exec(source)?.[1];
  if (text !== undefined) return text;
  const [, place, name = ""] =
    /^(context|stageVariables|route\.request\.(?:header|querystring|body))\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "context":
      return evaluate(`$request.body.${name}`, { body: call.context }) || undefined;
    case "stageVariables":
      return call.stageVariables[name];
    case "route.request.querystring":
      return call.query[name];
    case "route.request.header":
      return Object.entries(call.headers).find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
    case "route.request.body":
      return evaluate(`$request.body.${name}`, { body: jsonOf(call.body) }) || undefined;
    default:
      return undefined;
  }
};

export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const requestBody = (call: RouteCall, { templates, templateSelection, passthroughBehavior }: Integration): string => {
  const key = evaluate(templateSelection, { body: jsonOf(call.body) });
  const template = templates.get(key) ?? templates.get("$default");
  if (template !== undefined) return render(call, template, call.body);
  const passes =
    passthroughBehavior === "WHEN_NO_MATCH" || (passthroughBehavior === "WHEN_NO_TEMPLATES" && templates.size === 0);
  if (passes) return call.body;
  throw new IntegrationError(`no request template of ${call.route.key} matches ${key}`, 500);
};

const responded = (call: RouteCall, integration: Integration, status: number, body: string): Outcome => {
  const values = { "integration.response.statuscode": String(status) };
  const key = evaluate(integration.responseSelection, { body: jsonOf(body), values });
  const response =
    integration.responses.find((each) => matches(each.key, key)) ??
    integration.responses.find((each) => each.key === "$default");
  const selected = response && evaluate(response.templateSelection, { body: jsonOf(body), values });
  const template = response?.templates.get(selected ?? "") ?? response?.templates.get("$default");
  return { status, headers: [], body: template === undefined ? body : render(call, template, body) };
};

// fidelity: docs: CreateIntegrationResponse: a key is $default or an expression between slashes, /2\d\d/
const matches = (key: string, value: string): boolean => {
  const expression = /^\/(.*)\/$/.exec(key)?.[1];
  return expression === undefined ? key === value : compilePattern(`^(?:${expression})$`).test(value);
};

const render = (call: RouteCall, template: string, body: string): string =>
  renderMapping(template, {
    input: { body, params: { path: {}, querystring: call.query, header: call.headers } },
    context: call.context,
    stageVariables: call.stageVariables,
  }).text;
