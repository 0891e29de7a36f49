import assert from "node:assert/strict";
import { resolve } from "node:path";
import { dependencies, listed, type Registration, the } from "serverless-tiers-local/testing";
import { UNSCOPED_ACTIONS } from "../components/core/rights/unscoped-actions";
import type { OpenApiDocument } from "../components/logic/rest-api/document/openapi";
import { lintOpenApi } from "../components/logic/rest-api/document/openapi-lint";
import { readProject } from "../local/engine/program/project";
import { recordingEngine } from "../local/engine/program/recording-engine";
import type { RegisteredOutputs } from "../local/engine/program/registration";
import { runProgram } from "../local/engine/program/run-program";
import { DEV, LOCAL, PROD } from "./program.resources";

const ROOT = resolve(__dirname, "..");
const PROGRAM = resolve(ROOT, "index.ts");
const STACKS = ["dev", "prod", "local"] as const;
type Stack = (typeof STACKS)[number];

interface Evaluated extends RegisteredOutputs {
  readonly made: readonly Registration[];
}

const evaluate = async (stack: Stack, preview: boolean): Promise<Evaluated> => {
  const project = readProject(ROOT, stack);
  const engine = recordingEngine({ ...project.provider, preview });
  const run = await runProgram(engine, { ...project, preview }, () => {
    // A program runs when it is loaded.
    delete require.cache[PROGRAM];
    return require(PROGRAM);
  });
  return { ...run, made: engine.registrations };
};

const OUTPUTS = [
  "mobileSignInUrl",
  "mobileUrl",
  "mobileUserPoolClientId",
  "mobileUserPoolId",
  "ordersApiKey",
  "ordersDatabaseEndpoint",
  "ordersDeadLetterQueueUrl",
  "ordersQueueUrl",
  "ordersUrl",
  "platform",
  "platformNotificationsUrl",
  "platformUrl",
  "platformUserPoolClientId",
  "platformUserPoolId",
  "spaApiUrl",
  "spaAudience",
  "spaClientId",
  "spaIssuer",
  "spaUrl",
  "webApiUrl",
  "webLiveUrl",
  "webSignInUrl",
  "webUrl",
  "webUserPoolClientId",
  "webUserPoolId",
];

const filesOf = (site: string) => `aws:s3/bucketObjectv2:BucketObjectv2 ${site}-files/`;

/** All but the files of the sites, of which each build may have others. */
const withoutFiles = (made: readonly Registration[]): string[] =>
  listed(made).filter((line) => !["shop", "web"].some((site) => line.startsWith(filesOf(site))));

const NO_RIGHTS = new Set(["aws:apigateway/restApi:RestApi", "aws:ec2/vpcEndpoint:VpcEndpoint"]);

describe("the program", () => {
  const updates = new Map<Stack, Evaluated>();
  const previews = new Map<Stack, Evaluated>();

  before(async function () {
    this.timeout(240_000);
    for (const stack of STACKS) {
      previews.set(stack, await evaluate(stack, true));
      updates.set(stack, await evaluate(stack, false));
    }
  });

  const of = (evaluated: ReadonlyMap<Stack, Evaluated>, stack: Stack): Evaluated => {
    const found = evaluated.get(stack);
    assert.ok(found);
    return found;
  };
  const inputs = (stack: Stack, type: string, name: string) => the(of(updates, stack).made, type, name).inputs;

  const EXACT: Readonly<Record<Stack, readonly string[]>> = {
    dev: DEV,
    prod: PROD,
    local: LOCAL,
  };
  for (const stack of STACKS) {
    const expected = EXACT[stack].map((line) => line.replace("{stack}", stack)).sort();

    it(`makes exactly these resources in ${stack}`, () => {
      assert.deepEqual(withoutFiles(of(updates, stack).made), expected);
    });

    it(`shows the same in a preview of ${stack}, while ids are unknown`, () => {
      assert.deepEqual(withoutFiles(of(previews, stack).made), expected);
    });

    it(`has the same outputs in ${stack}, the key a secret`, () => {
      const { outputs, secretPaths } = of(updates, stack);
      assert.deepEqual(Object.keys(outputs).sort(), OUTPUTS);
      assert.deepEqual(secretPaths, ["ordersApiKey"]);
      assert.match(String(outputs.ordersUrl), /^https:\/\/[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com\/v1$/);
      assert.match(
        String(outputs.ordersQueueUrl),
        /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/000000000000\/orders-[0-9a-f]{7}$/,
      );
      assert.match(String(outputs.ordersDeadLetterQueueUrl), /\/orders-dead-letters-[0-9a-f]{7}$/);
      assert.match(
        String(outputs.ordersDatabaseEndpoint),
        /^orders-\d{26}\.cluster-[a-z0-9]+\.eu-west-1\.rds\.amazonaws\.com$/,
      );
      assert.match(String(outputs.mobileUrl), /^https:\/\/[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com\/v1$/);
      assert.match(String(outputs.mobileUserPoolId), /^eu-west-1_[A-Za-z0-9]{9}$/);
      assert.match(String(outputs.mobileUserPoolClientId), /^[a-z0-9]{26}$/);
      const signIn = new URL(String(outputs.mobileSignInUrl));
      assert.match(signIn.host, /^box-office(-dev)?(-tiers)?\.auth\.eu-west-1\.amazoncognito\.com$/);
      assert.equal(signIn.searchParams.get("client_id"), outputs.mobileUserPoolClientId);
      assert.match(String(outputs.spaUrl), /^https:\/\/d[a-z0-9]{13}\.cloudfront\.net$/);
      assert.equal(outputs.spaApiUrl, `${outputs.spaUrl}/api`);
      const [page, api] =
        stack === "prod"
          ? [/^https:\/\/main\.d[a-z0-9]{13}\.amplifyapp\.com$/, /^https:\/\/[a-z0-9]{10}\.execute-api\.\S+\/api$/]
          : [/^https:\/\/d[a-z0-9]{13}\.cloudfront\.net$/, /^https:\/\/d[a-z0-9]{13}\.cloudfront\.net\/api$/];
      assert.match(String(outputs.webUrl), page);
      assert.match(String(outputs.webApiUrl), api);
      assert.match(String(outputs.webLiveUrl), /^wss:\/\/[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com\/live$/);
      assert.deepEqual(Object.keys(of(previews, stack).outputs).sort(), OUTPUTS);
    });

    it(`gives no right in ${stack} that AWS knows to be narrower`, () => {
      const statements = statementsOf(of(updates, stack).made);
      assert.ok(statements.length > 10);
      for (const { type, name, Effect, Action, Resource } of statements) {
        // In the policy of an API all resources are its own; that of an endpoint gives nothing, and lets through less.
        if (Effect === "Deny" || NO_RIGHTS.has(type)) continue;
        for (const action of Action) assert.ok(!action.includes("*"), `${name}: ${action}`);
        if (Resource.includes("*"))
          for (const action of Action) assert.ok(action in UNSCOPED_ACTIONS, `${name}: ${action} on *`);
      }
    });

    it(`has a document in ${stack} that API Gateway refuses nothing of`, () => {
      for (const api of ["orders", "mobile", "shop", "web", "platform-show-service", "platform-booking-service"]) {
        const { body } = inputs(stack, "aws:apigateway/restApi:RestApi", api);
        // The program made the text of such a document.
        const document = JSON.parse(String(body)) as OpenApiDocument;
        assert.deepEqual(
          lintOpenApi(document).filter(({ effect }) => effect === "refused"),
          [],
          api,
        );
      }
    });

    it(`has dashboards in ${stack} that are free: three at most, of 50 metrics each`, () => {
      const dashboards = of(updates, stack).made.filter(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard");
      assert.deepEqual(dashboards.map(({ name }) => name).sort(), ["bookings", "mobile", "orders"]);
      for (const { name, inputs } of dashboards) {
        const { widgets } = JSON.parse(String(inputs.dashboardBody));
        const lines: unknown[][] = widgets.flatMap(({ properties }: { properties: object }) =>
          "metrics" in properties ? properties.metrics : [],
        );
        // A metric that is drawn by several statistics is one.
        const metrics = new Set(lines.map((line) => JSON.stringify(line.slice(0, -1))));
        assert.ok(metrics.size <= 50, `${name}: ${metrics.size}`);
      }
    });
  }

  it("lets the gateway send to the queue of orders and do nothing else", () => {
    const policy = statementsOf(of(updates, "prod").made).filter(({ name }) => name === "orders-policy");
    const [statement, ...more] = policy.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(more, []);
    assert.deepEqual([statement?.Action, statement?.Resource.length], [["sqs:SendMessage"], 1]);
    assert.match(String(statement?.Resource[0]), /^arn:aws:sqs:eu-west-1:000000000000:orders-[0-9a-f]{7}$/);
  });

  it("protects and doubles the data of prod, and lets that of dev pause and go", () => {
    const cluster = (stack: Stack) => {
      const made = the(of(updates, stack).made, "aws:rds/cluster:Cluster", "orders");
      const { deletionProtection, skipFinalSnapshot, backupRetentionPeriod, serverlessv2ScalingConfiguration } =
        made.inputs;
      return [
        made.protect,
        deletionProtection,
        skipFinalSnapshot,
        backupRetentionPeriod,
        serverlessv2ScalingConfiguration,
      ];
    };
    assert.deepEqual(cluster("prod"), [true, true, false, 14, { minCapacity: 1, maxCapacity: 16 }]);
    const pausing = { minCapacity: 0, maxCapacity: 2, secondsUntilAutoPause: 300 };
    assert.deepEqual(cluster("dev"), [false, false, true, 1, pausing]);
  });

  it("protects users and tables of prod, with all that was in them for 35 days", () => {
    const kept = (stack: Stack) => {
      const { made } = of(updates, stack);
      const pool = the(made, "aws:cognito/userPool:UserPool", "people");
      const tables = ["audit", "shows", "tickets"].map((name) => the(made, "aws:dynamodb/table:Table", name));
      return [pool, ...tables].map(({ protect, inputs }) => [
        protect,
        inputs.deletionProtection ?? inputs.deletionProtectionEnabled,
        inputs.pointInTimeRecovery,
      ]);
    };
    const restored = { enabled: true, recoveryPeriodInDays: 35 };
    const table = [true, true, restored];
    assert.deepEqual(kept("prod"), [[true, "ACTIVE", undefined], table, table, table]);
    for (const [protect, deletionProtection] of kept("dev"))
      assert.deepEqual([protect, [true, "ACTIVE"].includes(deletionProtection as never)], [false, false]);
  });

  it("asks users of the app for their access token on every route, and lets each function at its tables alone", () => {
    const { body } = inputs("prod", "aws:apigateway/restApi:RestApi", "mobile");
    const { paths } = JSON.parse(String(body)) as { paths: Record<string, Record<string, { security?: unknown }>> };
    const methods = Object.entries(paths).flatMap(([path, all]) =>
      Object.entries(all).map(([method, { security }]) => [`${method.toUpperCase()} ${path}`, security]),
    );
    const signedIn = [{ people: ["aws.cognito.signin.user.admin"] }];
    assert.deepEqual(Object.fromEntries(methods), {
      "GET /info": signedIn,
      "GET /info/{venueId}": signedIn,
      "GET /shows": signedIn,
      "GET /shows/{showId}": signedIn,
      "GET /tickets": signedIn,
      "POST /tickets": signedIn,
      "DELETE /tickets/{ticketId}": signedIn,
    });
    const statements = statementsOf(of(updates, "prod").made);
    const tables = (policy: string) =>
      statements
        .filter(({ name }) => name === policy)
        .flatMap(({ Action, Resource }) =>
          Action.some((action) => action.startsWith("dynamodb:"))
            ? Resource.map((arn) => arn.replace(/^.*:table\/([a-z]+)-[0-9a-f]{7}/, "$1"))
            : [],
        );
    const read = ["shows", "shows/index/by-city", "shows/index/by-year"];
    assert.deepEqual(
      Object.fromEntries(
        ["list-shows", "get-show", "book-tickets", "list-tickets", "cancel-ticket", "audit-bookings", "seed-shows"].map(
          (name) => [name, tables(`${name}-policy`)],
        ),
      ),
      {
        "list-shows": read,
        "get-show": read,
        "book-tickets": ["shows", "tickets", "tickets"],
        "list-tickets": ["tickets"],
        "cancel-ticket": ["shows", "tickets", "tickets"],
        "audit-bookings": ["audit"],
        "seed-shows": ["shows"],
      },
    );
  });

  it("lets anybody look at shows of the shop, whoever has a token of its issuer book, and nobody past its site", () => {
    for (const stack of STACKS) {
      const { body, policy } = inputs(stack, "aws:apigateway/restApi:RestApi", "shop");
      const { paths } = JSON.parse(String(body)) as { paths: Record<string, Record<string, { security?: unknown }>> };
      const methods = Object.entries(paths).flatMap(([path, all]) =>
        Object.entries(all).map(([method, { security }]) => [`${method.toUpperCase()} ${path}`, security]),
      );
      const token = [{ "shop-tokens": [] }];
      assert.deepEqual(Object.fromEntries(methods), {
        "GET /info/{page}": undefined,
        "GET /shows": undefined,
        "GET /shows/{showId}": undefined,
        "GET /tickets": token,
        "POST /tickets": token,
        "DELETE /tickets/{ticketId}": token,
      });
      assert.match(String(policy), /"DenyPastSites"/);
      const { stageName } = inputs(stack, "aws:apigateway/stage:Stage", "shop-stage");
      assert.equal(stageName, "api");
    }
  });

  it("publishes the built site with what it has to know, and nothing secret", () => {
    for (const stack of STACKS) {
      const { made, outputs } = of(updates, stack);
      const files = listed(made).flatMap((line) =>
        line.startsWith(filesOf("shop")) ? [line.slice(filesOf("shop").length)] : [],
      );
      assert.ok(
        files.includes("index.html") && files.some((file) => /^assets\/main-\w+\.js$/.test(file)),
        String(files),
      );
      const config = the(made, "aws:s3/bucketObjectv2:BucketObjectv2", "shop-files/config.json");
      assert.deepEqual(config.secretPaths, []);
      assert.deepEqual(JSON.parse(String(config.inputs.content)), {
        apiUrl: "/api",
        issuer: outputs.spaIssuer,
        audience: outputs.spaAudience,
        clientId: outputs.spaClientId,
      });
    }
  });

  it("bounds what a table answers, and so costs, in dev and prod", () => {
    const bound = (stack: Stack) => inputs(stack, "aws:dynamodb/table:Table", "tickets").onDemandThroughput;
    assert.deepEqual(STACKS.map(bound), [
      { maxReadRequestUnits: 100, maxWriteRequestUnits: 50 },
      { maxReadRequestUnits: 4000, maxWriteRequestUnits: 1000 },
      undefined,
    ]);
  });

  it("bounds the clients of each stack, and each method for all of them", () => {
    const bounds = (stack: Stack) => {
      const { throttleSettings, quotaSettings } = inputs(stack, "aws:apigateway/usagePlan:UsagePlan", "orders");
      const methods = inputs(stack, "aws:apigateway/methodSettings:MethodSettings", "orders-settings");
      const { throttlingRateLimit, throttlingBurstLimit } = methods.settings as Record<string, number>;
      assert.deepEqual(throttleSettings, { rateLimit: throttlingRateLimit, burstLimit: throttlingBurstLimit });
      return [methods.methodPath, throttleSettings, quotaSettings];
    };
    assert.deepEqual(bounds("dev"), ["*/*", { rateLimit: 50, burstLimit: 100 }, { limit: 100_000, period: "MONTH" }]);
    assert.deepEqual(bounds("prod"), [
      "*/*",
      { rateLimit: 500, burstLimit: 1000 },
      { limit: 50_000_000, period: "MONTH" },
    ]);
    assert.deepEqual(bounds("local"), ["*/*", { rateLimit: 10_000, burstLimit: 10_000 }, undefined]);
  });

  it("protects the database of venues: by the throttles of its routes, and by what is reserved for its functions", () => {
    const protection = (stack: Stack) => {
      const methods = ["getInfo", "getInfoVenueId"].map(
        (method) => inputs(stack, "aws:apigateway/methodSettings:MethodSettings", `mobile-settings-${method}`).settings,
      ) as { throttlingRateLimit: number; throttlingBurstLimit: number }[];
      const reserved = ["get-venue", "search-venues"].map(
        (name) => inputs(stack, "aws:lambda/function:Function", name).reservedConcurrentExecutions,
      );
      return [...methods.map((each) => [each.throttlingRateLimit, each.throttlingBurstLimit]), ...reserved];
    };
    assert.deepEqual(protection("dev"), [[50, 5], [50, 5], undefined, undefined]);
    assert.deepEqual(protection("prod"), [[200, 20], [200, 20], 40, 40]);
    assert.deepEqual(protection("local"), [[10_000, 20], [10_000, 20], 40, 40]);
  });

  it("lets the functions of venues read the password of their user, from private subnets, and no more", () => {
    for (const name of ["get-venue", "search-venues"]) {
      const { vpcConfig, environment } = inputs("prod", "aws:lambda/function:Function", name);
      assert.equal((vpcConfig as { subnetIds: string[] }).subnetIds.length, 3);
      const variables = Object.keys((environment as { variables: Record<string, string> }).variables);
      assert.ok(variables.includes("VENUES_SECRET_ARN") && !variables.includes("VENUES_USER"), String(variables));
      const policy = statementsOf(of(updates, "prod").made).filter((statement) => statement.name === `${name}-policy`);
      assert.deepEqual(
        policy.flatMap(({ Action }) => Action).filter((action) => /^(rds|secrets|kms)/.test(action)),
        ["secretsmanager:GetSecretValue"],
      );
    }
  });

  it("is quick on the laptop: five seconds to work, three receives", () => {
    const { visibilityTimeoutSeconds, redrivePolicy } = inputs("local", "aws:sqs/queue:Queue", "orders");
    assert.equal(visibilityTimeoutSeconds, 6 * 5 + 1);
    assert.equal(JSON.parse(String(redrivePolicy)).maxReceiveCount, 3);
    assert.equal(inputs("local", "aws:lambda/function:Function", "store-orders").timeout, 5);
  });

  it("tells of alarms where an address is given", () => {
    const { alarmActions } = inputs("prod", "aws:cloudwatch/metricAlarm:MetricAlarm", "orders-dead-letters-alarm");
    assert.equal((alarmActions as string[]).length, 1);
    assert.equal(
      "alarmActions" in inputs("dev", "aws:cloudwatch/metricAlarm:MetricAlarm", "orders-dead-letters-alarm"),
      false,
    );
  });

  it("lets nobody in before the tables are there, and opens the stage last", () => {
    const { made } = of(updates, "prod");
    for (const alias of ["get-order-live", "store-orders-live"])
      assert.ok(
        dependencies(the(made, "aws:lambda/alias:Alias", alias)).includes(
          "aws:lambda/invocation:Invocation orders-migrate",
        ),
        alias,
      );
    const stage = dependencies(the(made, "aws:apigateway/stage:Stage", "orders-stage"));
    for (const first of [
      "aws:apigateway/account:Account api-log-role",
      "aws:iam/rolePolicy:RolePolicy orders-policy",
      "aws:lambda/permission:Permission orders-invoke-get-order",
    ])
      assert.ok(stage.includes(first), first);
  });

  it("is refused before anything is registered when the stack file is wrong", async () => {
    const project = readProject(ROOT, "dev");
    const engine = recordingEngine(project.provider);
    const config = { ...project.config, "serverless-tiers:logRetention": "8 days" };
    const run = runProgram(engine, { ...project, config, preview: false }, () => {
      delete require.cache[PROGRAM];
      return require(PROGRAM);
    });
    await assert.rejects(run, /Pulumi\.dev\.yaml: serverless-tiers:logRetention must be a span/);
    assert.deepEqual(
      listed(engine.registrations).filter((line) => !line.startsWith("pulumi:pulumi:Stack")),
      [],
    );
  });
});

interface Statement {
  readonly type: string;
  readonly name: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** All identity policies and resource policies, lists where AWS allows one value. */
const statementsOf = (made: readonly Registration[]): Statement[] =>
  made.flatMap(({ type, name, inputs: { policy } }) => {
    if (typeof policy !== "string") return [];
    const { Statement } = JSON.parse(policy) as { Statement: Record<string, unknown>[] };
    return Statement.map(({ Effect, Action, Resource }) => ({
      type,
      name,
      Effect: String(Effect),
      Action: [Action].flat().map(String),
      Resource: [Resource].flat().map(String),
    }));
  });
