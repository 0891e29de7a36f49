import type { ApiIdentity } from "../../apigateway/exchange/gateway-environment";
import { requestTime } from "../../apigateway/exchange/request-context";
import type { HeaderList } from "../../apigateway/http/header-list";
import type { RequestIds } from "../../apigateway/http/ids";
import type { GatewayRequest } from "../../apigateway/http/message";
import type { Query } from "../../apigateway/http/query";

/** A request to an HTTP API on its way to a route. */
export interface HttpCall {
  readonly api: ApiIdentity;
  readonly request: GatewayRequest;
  readonly headers: HeaderList;
  readonly query: Query;
  readonly rawQuery: string;
  /** With the stage, but of `$default`. */
  readonly rawPath: string;
  readonly domainName: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly ids: RequestIds;
  readonly startedAt: number;
}

/** Of a caller that was let in. */
export type Authorizer = Readonly<Record<string, unknown>> | undefined;

// fidelity: docs: "Working with AWS Lambda proxy integrations for HTTP APIs", payload format 2.0
export const eventOf2 = (call: HttpCall, authorizer: Authorizer): Record<string, unknown> => ({
  version: "2.0",
  routeKey: call.routeKey,
  ...fieldsOf2(call),
  requestContext: contextOf2(call, authorizer),
  ...bodyOf(call),
});

/** What events and authorizers' events of format 2.0 have in common. */
export const fieldsOf2 = (call: HttpCall): Record<string, unknown> => {
  const cookies = call.headers.getAll("cookie").flatMap((line) => line.split(/;\s*/));
  return {
    rawPath: call.rawPath,
    rawQueryString: call.rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers: joined(call, ["cookie"]),
    ...filled(
      "queryStringParameters",
      mapped(call.query.multiple, (values) => values.join(",")),
    ),
    ...filled("pathParameters", call.pathParameters),
    ...filled("stageVariables", call.stageVariables),
  };
};

export const contextOf2 = (call: HttpCall, authorizer: Authorizer): Record<string, unknown> => ({
  accountId: call.api.account,
  apiId: call.api.id,
  ...(authorizer && { authorizer }),
  domainName: call.domainName,
  domainPrefix: call.domainName.split(".", 1)[0],
  http: {
    method: call.request.method,
    path: call.rawPath,
    protocol: "HTTP/1.1",
    sourceIp: call.request.sourceIp,
    userAgent: call.headers.get("user-agent") ?? "",
  },
  requestId: call.ids.extendedRequestId,
  routeKey: call.routeKey,
  stage: call.stage,
  time: requestTime(call.startedAt),
  timeEpoch: call.startedAt,
});

// fidelity: docs: the same page, payload format 1.0
export const eventOf1 = (call: HttpCall, authorizer: Authorizer): Record<string, unknown> => ({
  version: "1.0",
  ...fieldsOf1(call, authorizer),
  ...{ body: null, ...bodyOf(call) },
});

export const fieldsOf1 = (call: HttpCall, authorizer: Authorizer): Record<string, unknown> => {
  const path = call.routeKey.split(" ")[1] ?? call.routeKey;
  return {
    resource: path,
    path: call.rawPath,
    httpMethod: call.request.method,
    headers: joined(call, []),
    multiValueHeaders: mapped(lists(call), (values) => values),
    queryStringParameters: orNull(call.query.single),
    multiValueQueryStringParameters: orNull(call.query.multiple),
    requestContext: {
      accountId: call.api.account,
      apiId: call.api.id,
      ...(authorizer && { authorizer }),
      domainName: call.domainName,
      domainPrefix: call.domainName.split(".", 1)[0],
      extendedRequestId: call.ids.extendedRequestId,
      httpMethod: call.request.method,
      identity: { sourceIp: call.request.sourceIp, userAgent: call.headers.get("user-agent") ?? "" },
      path: call.rawPath,
      protocol: "HTTP/1.1",
      requestId: call.ids.extendedRequestId,
      requestTime: requestTime(call.startedAt),
      requestTimeEpoch: call.startedAt,
      resourceId: call.routeKey,
      resourcePath: path,
      stage: call.stage,
    },
    pathParameters: orNull(call.pathParameters),
    stageVariables: orNull(call.stageVariables),
  };
};

const TEXT = /^(text\/|application\/(json|javascript|xml|.*\+(json|xml)))/i;

// fidelity: docs: the same page: bodies are texts by their content type, others are in base64
const bodyOf = ({ request, headers }: HttpCall): Record<string, unknown> => {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(headers.get("content-type") ?? "text/plain");
  return { body: request.body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
};

const lists = ({ headers }: HttpCall): Record<string, string[]> => {
  const all = new Map<string, string[]>();
  for (const [name, value] of headers.entries()) {
    const key = name.toLowerCase();
    all.set(key, [...(all.get(key) ?? []), value]);
  }
  return Object.fromEntries(all);
};

const joined = (call: HttpCall, without: readonly string[]): Record<string, string> =>
  mapped(Object.fromEntries(Object.entries(lists(call)).filter(([name]) => !without.includes(name))), (values) =>
    values.join(","),
  );

const mapped = <From, To>(values: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));

const isEmpty = (values: object): boolean => Object.keys(values).length === 0;
const filled = (name: string, values: object): object => (isEmpty(values) ? {} : { [name]: values });
const orNull = (values: object): object | null => (isEmpty(values) ? null : values);
