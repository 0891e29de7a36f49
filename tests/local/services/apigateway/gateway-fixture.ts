import { Buckets, type RateLimit } from "../../../../local/services/apigateway/admission/token-bucket";
import { type ApiKey, type UsagePlan, UsagePlans } from "../../../../local/services/apigateway/admission/usage-plans";
import { readDocument } from "../../../../local/services/apigateway/document/read-document";
import type { Backends } from "../../../../local/services/apigateway/exchange/backends";
import type { GatewayEnvironment } from "../../../../local/services/apigateway/exchange/gateway-environment";
import { Gateway } from "../../../../local/services/apigateway/gateway";
import { ACCOUNT_THROTTLE } from "../../../../local/services/apigateway/stages/method-settings";
import type { StageDefinition } from "../../../../local/services/apigateway/stages/stage";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import { FakeClock } from "../../cloud/fake-clock";

export const PLACE = { partition: "aws", region: "eu-west-1", account: "000000000000" } as const;
export const API_ID = "api0000001";

type Json = Record<string, unknown>;

/** An OpenAPI document with these paths; responses 200 are declared where a method declares none. */
export const documentOf = (paths: Record<string, Json>, extra: Json = {}): string => {
  const declared = Object.entries(paths).map(([path, item]) => [
    path,
    Object.fromEntries(
      Object.entries(item).map(([key, operation]) => [
        key,
        key === "parameters" ? operation : { responses: { "200": { description: "answer" } }, ...(operation as Json) },
      ]),
    ),
  ]);
  const document = { openapi: "3.0.1", info: { title: "test", version: "1" }, paths: Object.fromEntries(declared) };
  return JSON.stringify({ ...document, ...extra });
};

export const read = (paths: Record<string, Json>, extra: Json = {}) => readDocument(documentOf(paths, extra), PLACE);

/** A mock method that answers with this text. */
export const mock = (text: string, more: Json = {}): Json => ({
  "x-amazon-apigateway-integration": {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200", responseTemplates: { "application/json": text } } },
  },
  ...more,
});

export const functionUri = (name: string): string =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:${name}/invocations`;

export const lambdaProxy = (name: string, more: Json = {}): Json => ({
  "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: functionUri(name) },
  ...more,
});

/** A function that returns what `answer` makes of its event. */
export const functions = (answer: (event: Json, arn: string) => unknown): FunctionInvoker => ({
  invoke: async (arn, event) => ({
    payload: Buffer.from(JSON.stringify(answer(JSON.parse(event.toString()), arn)) ?? "null"),
    executedVersion: "1",
  }),
});

export interface FixtureOptions {
  readonly stage?: Partial<StageDefinition>;
  readonly keys?: readonly ApiKey[];
  readonly plans?: readonly UsagePlan[];
  readonly backends?: Partial<Backends>;
  readonly draw?: () => number;
  readonly accountThrottle?: RateLimit;
  readonly firewall?: GatewayEnvironment["firewall"];
  readonly vpcOf?: GatewayEnvironment["vpcOf"];
}

const none = (): never => {
  throw new Error("this test has no such backend");
};

/** A gateway with one stage `test`, on a clock that the test moves. */
export const gatewayFor = (paths: Record<string, Json>, extra: Json = {}, options: FixtureOptions = {}) => {
  const clock = new FakeClock(Date.UTC(2026, 10, 22, 12));
  const usage = new Map<string, number>();
  const executionLog: string[] = [];
  const accessLog: string[] = [];
  const trace: string[] = [];
  const usagePlans = new UsagePlans(options.keys ?? [], options.plans ?? []);
  const gateway = new Gateway({
    api: { id: API_ID, ...PLACE },
    clock,
    backends: {
      functions: { invoke: none },
      service: () => undefined,
      principal: () => undefined,
      authenticate: none,
      decide: none,
      verificationKey: () => undefined,
      ...options.backends,
    },
    accountBuckets: new Buckets(),
    accountThrottle: options.accountThrottle ?? ACCOUNT_THROTTLE,
    usagePlans: () => usagePlans,
    usage: { get: (key) => usage.get(key) ?? 0, set: (key, count) => void usage.set(key, count) },
    ...(options.firewall && { firewall: options.firewall }),
    ...(options.vpcOf && { vpcOf: options.vpcOf }),
    random: options.draw ?? (() => 0.5),
    executionLog: (line) => void executionLog.push(line),
    accessLog: (_, line) => void accessLog.push(line),
    executionTrace: (line) => void trace.push(line),
  });
  gateway.deploy({
    name: "test",
    deployment: { id: "dep001", plan: read(paths, extra) },
    variables: {},
    methodSettings: {},
    cacheClusterEnabled: false,
    canary: undefined,
    accessLogFormat: undefined,
    ...options.stage,
  });
  const send = async (
    method: string,
    target: string,
    headers: Record<string, string> = {},
    body: string | Buffer = "",
  ) => {
    const answer = await gateway.handle({
      method,
      target,
      headers: Object.entries(headers),
      body: Buffer.from(body),
      sourceIp: "127.0.0.1",
      port: 4600,
    });
    return {
      status: answer.status,
      body: answer.body.toString("utf8"),
      header: (name: string) => answer.headers.get(name),
    };
  };
  return { gateway, clock, send, executionLog, accessLog, trace, usage };
};

/** Components with `guard`, a token authorizer whose function is `guard`. */
export const GUARD = {
  components: {
    securitySchemes: {
      guard: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: functionUri("guard") },
      },
    },
  },
};
