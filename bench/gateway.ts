import { Buckets } from "../local/services/apigateway/admission/token-bucket";
import { UsagePlans } from "../local/services/apigateway/admission/usage-plans";
import { Gateway } from "../local/services/apigateway/gateway";
import { serveHttp } from "../local/services/apigateway/http/http-server";
import { Router } from "../local/services/apigateway/routing/router";
import type { StageDefinition } from "../local/services/apigateway/stages/stage";
import { resourceContext, startTestCloud, type TestCloud } from "../tests/local/cloud/test-cloud";
import { API_ID, functionUri, mock, PLACE, read } from "../tests/local/services/apigateway/gateway-fixture";
import { type Lambda, startLambda } from "../tests/local/services/lambda/deployed";
import { withBareServer } from "./bare-server";
import { CONNECTIONS, load } from "./load";
import { measure, RATE_COLUMNS, ROUNDS, rateCells } from "./measure";
import { type Benchmark, median, type Report, times } from "./report";
import { UNLIMITED } from "./unlimited";

const SECONDS = 2;
const KEY = "key-of-the-benchmark-0001";

/** The local gateway at its five kinds of work, over HTTP, and the cost of finding a route among many. */
export const measureGateway: Benchmark = () => withBareServer(measureBeside);

const measureBeside = async (bareUrl: string): Promise<Report> => {
  const cloud = await startTestCloud();
  const lambda = startLambda();
  try {
    const arn = await deployNothing(lambda);
    const gateway = await gatewayOf(cloud, lambda, arn);
    const server = await serveHttp((request) => gateway.handle(request), 0);
    const base = `http://127.0.0.1:${server.port}/v1`;
    const rows = [
      ["GET, mock", ...(await measured(`${base}/mock`, bareUrl))],
      ["GET, answered from the cache", ...(await measured(`${base}/cached`, bareUrl))],
      [
        "POST through key, throttle and validation into the durable queue",
        ...(await measured(`${base}/orders`, bareUrl, ORDER)),
      ],
      ["GET, a hit of CloudFront", ...(await measured(await distributionBefore(cloud, `${base}/mock`), bareUrl))],
      ["GET, Lambda proxy, a warm function that does nothing", ...(await measured(`${base}/function`, bareUrl))],
      ["finding one of 1,000 routes, against one of 10", times(routing()), "", "", ""],
    ];
    await server.close();
    const about = `${CONNECTIONS} connections from a process of its own, median of ${ROUNDS} windows of ${SECONDS} s in turn with a bare \`node:http\` server.`;
    return { title: "The local gateway", about, columns: ["what", ...RATE_COLUMNS], rows };
  } finally {
    await lambda.close();
    await cloud.close();
  }
};

/** A distribution that caches what the URL answers. */
const distributionBefore = async (cloud: TestCloud, url: string): Promise<string> => {
  const { hostname, port, pathname } = new URL(url);
  const customOriginConfig = {
    httpPort: Number(port),
    httpsPort: 443,
    originProtocolPolicy: "http-only",
    originSslProtocols: ["TLSv1.2"],
  };
  const methods = ["GET", "HEAD"];
  const { outputs } = await cloud.resource("aws:cloudfront/distribution:Distribution").create(
    {
      enabled: true,
      origins: [{ originId: "gateway", domainName: hostname, customOriginConfig }],
      defaultCacheBehavior: {
        targetOriginId: "gateway",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: methods,
        cachedMethods: methods,
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    },
    resourceContext("bench"),
  );
  const local = cloud.cloud.directory.service("cloudfront")?.localUrl?.(`https://${outputs.domainName}${pathname}`);
  if (!local) throw new Error("the distribution does not run");
  return local;
};

const ORDER = JSON.stringify({ orderId: "3f0e1a52-7c55-4b0e-9a53-0d6a1f5c2b11", note: "x".repeat(240) });

const deployNothing = async (lambda: Lambda): Promise<string> => {
  const code = "exports.handler = async () => ({ statusCode: 204 });";
  const { arn } = await lambda.deploy("nothing", code);
  const [action, principal] = ["lambda:InvokeFunction", "apigateway.amazonaws.com"];
  const sourceArn = `arn:aws:execute-api:${PLACE.region}:${PLACE.account}:${API_ID}/*`;
  await lambda.create("Permission", "gateway", { function: "nothing", action, principal, sourceArn });
  return String(arn);
};

const ROLE = "gateway";

const gatewayOf = async (cloud: TestCloud, lambda: Lambda, functionArn: string): Promise<Gateway> => {
  await cloud.resource("aws:sqs/queue:Queue").create({ name: "bench" }, resourceContext("bench"));
  const send = { Effect: "Allow" as const, Action: "sqs:SendMessage", Resource: "*" };
  const role = await cloud.role(ROLE, [send], "apigateway.amazonaws.com");
  const key = { id: "key", value: KEY, enabled: true };
  const stages = [{ apiId: API_ID, stage: "v1", methodThrottles: {} }];
  const plan = { id: "plan", throttle: UNLIMITED, quota: undefined, stages, keys: ["key"] };
  const plans = new UsagePlans([key], [plan]);
  const gateway = new Gateway({
    api: { id: API_ID, ...PLACE },
    clock: lambda.cloud.clock,
    backends: {
      functions: lambda.service.functions,
      service: (name) => cloud.cloud.directory.service(name),
      principal: (arn) => cloud.access.servicePrincipal(arn, "apigateway.amazonaws.com"),
      authenticate: unused,
      decide: unused,
      verificationKey: unused,
    },
    accountBuckets: new Buckets(),
    accountThrottle: UNLIMITED,
    usagePlans: () => plans,
    usage: { get: () => 0, set: () => {} },
    random: Math.random,
    executionLog: (line) => console.error(line),
    accessLog: () => {},
  });
  gateway.deploy(stageOf(role, functionArn));
  return gateway;
};

const unused = (): never => {
  throw new Error("the benchmark has no authorizers");
};

const stageOf = (role: string, functionArn: string): StageDefinition => {
  const queue = {
    "x-amazon-apigateway-integration": {
      type: "aws",
      httpMethod: "POST",
      uri: "arn:aws:apigateway:eu-west-1:sqs:path/000000000000/bench",
      credentials: role,
      passthroughBehavior: "never",
      requestParameters: { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
      requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
      responses: {
        "2\\d{2}": { statusCode: "202", responseTemplates: { "application/json": ACCEPTED } },
        default: { statusCode: "503" },
      },
    },
    responses: { "202": { description: "taken" }, "503": { description: "not taken" } },
    security: [{ key: [] }],
    requestBody: { content: { "application/json": { schema: ORDER_SCHEMA } } },
    "x-amazon-apigateway-request-validator": "body",
  };
  const uri = functionUri("").replace(/functions\/.*\/invocations/, `functions/${functionArn}/invocations`);
  const invoked = { "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri } };
  const paths = {
    "/mock": { get: mock("{}") },
    "/cached": { get: mock('{"at": "$context.requestTime"}') },
    "/orders": { post: queue },
    "/function": { get: invoked },
  };
  const plan = read(paths, {
    components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
    "x-amazon-apigateway-request-validators": { body: { validateRequestBody: true } },
  });
  return {
    name: "v1",
    deployment: { id: "dep001", plan },
    variables: {},
    methodSettings: { "cached/GET": { cachingEnabled: true } },
    cacheClusterEnabled: true,
    canary: undefined,
    accessLogFormat: '{"requestId":"$context.requestId","status":"$context.status","path":"$context.resourcePath"}',
  };
};

const ACCEPTED =
  `{"messageId":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')",` +
  `"requestId":"$context.requestId"}`;

const ORDER_SCHEMA = {
  type: "object",
  required: ["orderId", "note"],
  additionalProperties: false,
  properties: { orderId: { type: "string", pattern: "^[0-9a-f-]{36}$" }, note: { type: "string", maxLength: 1000 } },
};

const measured = async (url: string, bareUrl: string, body?: string): Promise<readonly string[]> => {
  const headers = { "content-type": "application/json", "x-api-key": KEY };
  const request = { headers, seconds: SECONDS, ...(body ? { body } : {}) };
  return rateCells(
    await measure(
      () => load({ ...request, url }),
      () => load({ ...request, url: bareUrl }),
    ),
  );
};

const TURNS = 25;
const LOOKUPS = 100_000;

/** How much more processor time a look-up takes among 1,000 routes than among 10: the median of alternating rounds. */
const routing = (): number => {
  const few = routerOf(10);
  const many = routerOf(1000);
  const ratios = Array.from({ length: TURNS }, () => timeOf(many, 1000) / timeOf(few, 10));
  return median(ratios);
};

const routerOf = (size: number): Router<number> => {
  const router = new Router<number>();
  for (let n = 0; n < size; n++) router.add(`/tenants/{tenant}/things${n}/{thing}`, "GET", n);
  return router;
};

/** The same paths again and again, made beforehand, so that nothing but finding is counted. */
const pathsOf = (size: number): string[] => Array.from({ length: size }, (_, n) => `/tenants/t/things${n}/x`);
const PATHS = { 10: pathsOf(10), 1000: pathsOf(1000) };

const timeOf = (router: Router<number>, size: keyof typeof PATHS): number => {
  const start = process.cpuUsage();
  for (let n = 0; n < LOOKUPS; n++) router.find("GET", PATHS[size][n % size] ?? "");
  const { user, system } = process.cpuUsage(start);
  return user + system;
};
