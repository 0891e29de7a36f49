import assert from "node:assert/strict";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import * as z from "zod";
import type { RestApiArgs } from "../../../../components/logic/rest-api/args";
import type { RestApiTransform } from "../../../../components/logic/rest-api/children";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import { PROXY, QUEUE_ARN, queueTarget, target } from "./targets";

const API = "aws:apigateway/restApi:RestApi";
const DEPLOYMENT = "aws:apigateway/deployment:Deployment";
const STAGE = "aws:apigateway/stage:Stage";
const SETTINGS = "aws:apigateway/methodSettings:MethodSettings";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const PERMISSION = "aws:lambda/permission:Permission";

const LOG_ROLE = [
  "aws:apigateway/account:Account api-log-role",
  "aws:iam/role:Role api-log-role",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment api-log-role-policy",
  "serverless-tiers:index:AccountLogRole api-log-role",
];

const CHILDREN = [
  `${DEPLOYMENT} orders-deployment`,
  `${SETTINGS} orders-settings`,
  `${SETTINGS} orders-settings-postOrders`,
  `${API} orders`,
  `${STAGE} orders-stage`,
  `${LOGS} orders-access-logs`,
  `${LOGS} orders-execution-logs`,
  `${ALARM} orders-errors-alarm`,
  `${ALARM} orders-latency-alarm`,
  "aws:iam/role:Role orders-role",
  "aws:iam/rolePolicy:RolePolicy orders-policy",
  `${PERMISSION} orders-invoke-get-order`,
  "serverless-tiers:index:RestApi orders",
];

const routes = (): RestApiArgs["routes"] => {
  const getOrder = target();
  return {
    "POST /orders": { to: queueTarget(), auth: "none", throttle: { rate: 10, burst: 20 } },
    "GET /orders/{orderId}": { to: getOrder, auth: "none" },
    "HEAD /orders/{orderId}": { to: getOrder, auth: "none" },
  };
};

const deploy = async (args: Partial<RestApiArgs> & { withLogs?: boolean } = {}, preview = false) => {
  const { withLogs = true, ...rest } = args;
  const apis: RestApi[] = [];
  const program = () => {
    const logRole = withLogs ? new AccountLogRole("api-log-role") : undefined;
    apis.push(new RestApi("orders", { routes: routes(), logRole, ...rest }));
  };
  const made = await registered(program, { preview });
  const [api] = apis;
  assert.ok(api);
  return { made, api, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

/** Without an engine, the SDK prints warnings. */
const warned = async <T>(run: () => Promise<T>): Promise<T & { warnings: unknown[] }> => {
  const warnings: unknown[] = [];
  const { warn } = console;
  console.warn = (text: unknown) => warnings.push(text);
  try {
    return { ...(await run()), warnings };
  } finally {
    console.warn = warn;
  }
};

describe("a REST API", () => {
  it("has exactly these children, all of them its own, and none for a route", async () => {
    const { made } = await deploy();
    assert.deepEqual(listed(made), [...CHILDREN, ...LOG_ROLE].sort());
    const parent = the(made, "serverless-tiers:index:RestApi", "orders").urn;
    const children = made.filter(({ custom, type, name }) => custom && CHILDREN.includes(`${type} ${name}`));
    for (const child of children) assert.equal(child.parent, parent, child.name);
  });

  it("has the same children in a preview, before any ARN is known", async () => {
    assert.deepEqual(listed((await deploy({}, true)).made), [...CHILDREN, ...LOG_ROLE].sort());
  });

  it("is regional, and holds its document", async () => {
    const { inputs, api } = await deploy();
    const { body, ...rest } = inputs(API, "orders");
    assert.deepEqual(rest, { endpointConfiguration: { types: "REGIONAL" } });
    assert.equal(body, await resolved(api.document));
    const { paths } = JSON.parse(String(body));
    assert.deepEqual(Object.keys(paths), ["/orders", "/orders/{orderId}"]);
    assert.deepEqual(paths["/orders/{orderId}"].get["x-amazon-apigateway-integration"], PROXY.extension);
  });

  it("lets its gateway send to that queue and do nothing else", async () => {
    const { inputs, made } = await deploy();
    const trust = JSON.parse(String(inputs("aws:iam/role:Role", "orders-role").assumeRolePolicy));
    assert.deepEqual(trust.Statement, [
      { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
    const policy = JSON.parse(String(inputs("aws:iam/rolePolicy:RolePolicy", "orders-policy").policy));
    assert.deepEqual(policy.Statement, [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [QUEUE_ARN] }]);
    const { body } = inputs(API, "orders");
    const { credentials } = JSON.parse(String(body)).paths["/orders"].post["x-amazon-apigateway-integration"];
    assert.match(credentials, /^arn:aws:iam::000000000000:role\/orders-role-[0-9a-f]{7}$/);
    assert.ok(dependencies(the(made, STAGE, "orders-stage")).includes("aws:iam/rolePolicy:RolePolicy orders-policy"));
  });

  it("has no role when all its targets are functions", async () => {
    const { made } = await deploy({ routes: { "GET /": { to: target(), auth: "none" } } });
    assert.deepEqual(
      listed(made).filter((line) => line.startsWith("aws:iam/") && line.includes("orders")),
      [],
    );
  });

  it("has one permission per function, for this API's stage", async () => {
    const { inputs, api } = await deploy();
    const executionArn = await resolved(api.nodes.api.executionArn);
    assert.deepEqual(inputs(PERMISSION, "orders-invoke-get-order"), {
      action: "lambda:InvokeFunction",
      function: "get-order",
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${executionArn}/v1/*`,
    });
  });

  it("logs as JSON into a group with retention, traces, and waits for the account's log role", async () => {
    const { inputs, made, api } = await deploy({ retention: "7 days" });
    assert.deepEqual(inputs(LOGS, "orders-access-logs"), { retentionInDays: 7 });
    const id = await resolved(api.nodes.api.id);
    assert.deepEqual(inputs(LOGS, "orders-execution-logs"), {
      retentionInDays: 7,
      name: `API-Gateway-Execution-Logs_${id}/v1`,
    });
    const { accessLogSettings, xrayTracingEnabled, stageName } = inputs(STAGE, "orders-stage");
    assert.deepEqual([xrayTracingEnabled, stageName], [true, "v1"]);
    const { destinationArn, format } = accessLogSettings as { destinationArn: string; format: string };
    assert.match(destinationArn, /log-group:orders-access-logs-[0-9a-f]{7}$/);
    assert.equal(JSON.parse(format).requestId, "$context.requestId");
    const prerequisites = dependencies(the(made, STAGE, "orders-stage"));
    assert.ok(prerequisites.includes("aws:apigateway/account:Account api-log-role"));
    assert.ok(prerequisites.includes(`${LOGS} orders-execution-logs`));
    assert.ok(prerequisites.includes(`${PERMISSION} orders-invoke-get-order`));
  });

  it("writes no logs without a role for them, and says so", async () => {
    const { made, inputs, warnings } = await warned(() => deploy({ withLogs: false }));
    assert.deepEqual(warnings, [
      'warning: [runtime] orders: the API writes no logs; hand in a logRole, new AccountLogRole("api-log-role", { role: "create" }), or one with role "existing"',
    ]);
    assert.deepEqual(
      listed(made).filter((line) => line.startsWith(LOGS)),
      [],
    );
    assert.equal("accessLogSettings" in inputs(STAGE, "orders-stage"), false);
    assert.deepEqual(inputs(SETTINGS, "orders-settings").settings, {
      loggingLevel: "OFF",
      dataTraceEnabled: false,
      metricsEnabled: false,
    });
  });

  it("bounds all methods, and single ones tighter, one setting after the other", async () => {
    const { inputs, made } = await deploy({ throttle: { rate: 100, burst: 50 }, detailedMetrics: true });
    const all = inputs(SETTINGS, "orders-settings");
    assert.deepEqual(
      [all.methodPath, all.settings],
      [
        "*/*",
        {
          loggingLevel: "ERROR",
          dataTraceEnabled: false,
          metricsEnabled: true,
          throttlingRateLimit: 100,
          throttlingBurstLimit: 50,
        },
      ],
    );
    const post = inputs(SETTINGS, "orders-settings-postOrders");
    assert.deepEqual(
      [post.methodPath, post.settings],
      [
        "orders/POST",
        {
          loggingLevel: "ERROR",
          dataTraceEnabled: false,
          metricsEnabled: true,
          throttlingRateLimit: 10,
          throttlingBurstLimit: 20,
        },
      ],
    );
    assert.ok(dependencies(the(made, SETTINGS, "orders-settings-postOrders")).includes(`${SETTINGS} orders-settings`));
  });

  it("deploys anew when the document changes, and only then", async () => {
    const hash = async (args: Partial<RestApiArgs> = {}) => {
      const { inputs } = await deploy(args);
      return (inputs(DEPLOYMENT, "orders-deployment").triggers as { document: string }).document;
    };
    const first = await hash();
    assert.match(first, /^[0-9a-f]{64}$/);
    assert.equal(await hash({ retention: "7 days", throttle: { rate: 1, burst: 1 } }), first);
    assert.equal(await hash({ routes: Object.fromEntries(Object.entries(routes()).reverse()) }), first);
    assert.notEqual(await hash({ routes: { ...routes(), "GET /": { to: target(), auth: "none" } } }), first);
    const unnoticed = { description: "x", tags: { team: "x" }, failOnWarnings: true };
    assert.equal(await hash({ transform: { api: unnoticed } }), first);
    const noticed: RestApiTransform["api"][] = [
      { policy: '{"Version":"2012-10-17","Statement":[]}' },
      { binaryMediaTypes: ["*/*"] },
      { minimumCompressionSize: "0" },
      { disableExecuteApiEndpoint: true },
      { apiKeySource: "AUTHORIZER" },
      { endpointConfiguration: { types: "EDGE" } },
      (args) => ({ ...args, parameters: { basepath: "prepend" } }),
    ];
    const hashes = await Promise.all(noticed.map((api) => hash({ transform: { api } })));
    assert.equal(new Set([first, ...hashes]).size, 1 + noticed.length);
  });

  it("passes transforms to its children, after the defaults", async () => {
    const { inputs } = await deploy({
      transform: {
        api: { endpointConfiguration: { types: "PRIVATE" } },
        stage: (args) => {
          args.variables = { tone: "warm" };
        },
        methodSettings: { settings: { metricsEnabled: true } },
        accessLogs: { retentionInDays: 1 },
        permissions: { eventSourceToken: "x" },
      },
    });
    assert.deepEqual(inputs(API, "orders").endpointConfiguration, { types: "PRIVATE" });
    assert.deepEqual(inputs(STAGE, "orders-stage").variables, { tone: "warm" });
    assert.equal((inputs(SETTINGS, "orders-settings").settings as { metricsEnabled: boolean }).metricsEnabled, true);
    assert.equal(inputs(LOGS, "orders-access-logs").retentionInDays, 1);
    assert.equal(inputs(PERMISSION, "orders-invoke-get-order").eventSourceToken, "x");
  });

  const REFUSED: readonly (readonly [args: Partial<RestApiArgs>, message: string | RegExp])[] = [
    [{ routes: {} }, /^orders: routes must hold at least one route/],
    [{ stage: "a b" }, 'orders: stage must be 1 to 128 letters, digits, hyphens and underscores (it is "a b")'],
    [{ throttle: { rate: -1, burst: 1 } }, "orders: throttle.rate must be above 0 requests per second (it is -1)"],
    [{ retention: "2 days" }, /^orders: retention must be .* \(it is "2 days"\)$/],
    [
      { routes: { "POST /a": { to: target(), auth: "none", body: z.date() } } },
      /^orders: routes\["POST \/a"\]\.body must be a schema of JSON \(Date cannot be represented in JSON Schema\)$/,
    ],
  ];
  for (const [args, message] of REFUSED)
    it(`is refused before anything is registered: ${message}`, async () => {
      const made = await registered(() => {
        assert.throws(() => new RestApi("orders", { routes: routes(), ...args }), { name: "ArgsError", message });
      });
      assert.deepEqual(listed(made), []);
    });
});

describe("alarms of a REST API", () => {
  it("go off when one in 20 requests fails, or one in ten takes long, and tell the topic", async () => {
    const { api, inputs } = await deploy({ alarms: { topicArn: "arn:topic", latency: "2 seconds" } });
    const shared = {
      namespace: "AWS/ApiGateway",
      dimensions: { ApiName: await resolved(api.nodes.api.name), Stage: "v1" },
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      alarmActions: ["arn:topic"],
      okActions: ["arn:topic"],
    };
    assert.deepEqual(inputs(ALARM, "orders-errors-alarm"), {
      ...shared,
      alarmDescription: "More than one in 20 requests of API orders have failed (5xx) for 3 minutes.",
      metricName: "5XXError",
      statistic: "Average",
      threshold: 0.05,
      evaluationPeriods: 3,
    });
    assert.deepEqual(inputs(ALARM, "orders-latency-alarm"), {
      ...shared,
      alarmDescription: "One in ten requests of API orders has taken more than 2000 ms for 5 minutes.",
      metricName: "Latency",
      extendedStatistic: "p90",
      threshold: 2000,
      evaluationPeriods: 5,
    });
  });

  it("are absent where they are not wanted", async () => {
    const { made } = await deploy({ alarms: false });
    assert.deepEqual(
      made.filter(({ type }) => type === ALARM),
      [],
    );
  });

  it("are refused where no request can take so long", () =>
    registered(() =>
      assert.throws(() => new RestApi("orders", { routes: routes(), alarms: { latency: "30 seconds" } }), {
        name: "ArgsError",
        message: 'orders: alarms.latency must be at most "29 seconds" (it is "30 seconds")',
      }),
    ));
});
