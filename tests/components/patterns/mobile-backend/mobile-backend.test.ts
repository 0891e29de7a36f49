import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import * as z from "zod";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import type { MobileBackendArgs } from "../../../../components/patterns/mobile-backend/args";
import { MobileBackend } from "../../../../components/patterns/mobile-backend/mobile-backend";
import type { UserPoolArgs } from "../../../../components/presentation/user-pool/args";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";
import { target } from "../../logic/rest-api/targets";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
/** One that holds its callers against the rule of the route. */
const ASKING = "tests/components/patterns/mobile-backend/who-am-i.handler.ts";
const API = "aws:apigateway/restApi:RestApi";

const users: UserPoolArgs = { signIn: "email", clients: { app: { kind: "public" } }, groups: ["organisers"] };

type Given = Partial<MobileBackendArgs>;

const deploy = async (args: (() => Given) | Given = {}, preview = false) => {
  const backends: MobileBackend[] = [];
  const made = await registered(
    () => {
      const logRole = new AccountLogRole("api-log-role", { role: "existing" });
      const routes = () => ({ "GET /shows": { to: new LambdaFunction("list-shows", { entry: ENTRY }) } });
      const given = typeof args === "function" ? args() : args;
      backends.push(new MobileBackend("mobile", { users, logRole, ...given, routes: given.routes ?? routes() }));
    },
    { preview },
  );
  const [backend] = backends;
  assert.ok(backend);
  return { made, backend, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

const components = (made: Parameters<typeof listed>[0]) =>
  listed(made)
    .filter((line) => line.startsWith("serverless-tiers:index:"))
    .map((line) => line.replace("serverless-tiers:index:", ""));

/** Who may call, by route: the scheme of security and its scopes. */
const security = (document: unknown) => {
  const { paths } = JSON.parse(String(document));
  return Object.fromEntries(
    Object.entries<Record<string, { security?: unknown }>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => [`${method} ${path}`, security]),
    ),
  );
};

describe("the mobile backend", () => {
  it("is users, an API and a dashboard, and makes no resource of AWS itself", async () => {
    const { made, backend } = await deploy();
    assert.deepEqual(components(made), [
      "AccountLogRole api-log-role",
      "Dashboard mobile",
      "LambdaFunction list-shows",
      "MobileBackend mobile",
      "RestApi mobile",
      "UserPool mobile",
    ]);
    const { urn } = the(made, "serverless-tiers:index:MobileBackend", "mobile");
    assert.deepEqual(
      made.filter(({ parent, type }) => parent === urn && !type.startsWith("serverless-tiers:")),
      [],
    );
    assert.match(await resolved(backend.url), /^https:\/\/.*\/v1$/);
  });

  it("asks for the access token of its users on each route that does not say otherwise", async () => {
    const { backend, inputs } = await deploy({
      routes: {
        "GET /shows": { to: target() },
        "GET /health": { to: target(), auth: "none" },
        "GET /report": { to: target(), auth: "iam" },
      },
    });
    const { body } = inputs(API, "mobile");
    const { "get /health": open, "get /report": signed, ...rest } = security(body);
    assert.deepEqual(rest, { "get /shows": [{ mobile: ["aws.cognito.signin.user.admin"] }] });
    assert.equal(open, undefined);
    assert.match(JSON.stringify(signed), /sigv4/);
    const { mobile } = JSON.parse(String(body)).components.securitySchemes;
    assert.deepEqual(mobile["x-amazon-apigateway-authorizer"], {
      type: "cognito_user_pools",
      providerARNs: [await resolved(backend.users.arn)],
    });
  });

  it("lets the clients of its own pool in, by their ids", async () => {
    const { backend, inputs } = await deploy(() => ({
      routes: { "GET /me": { to: new LambdaFunction("who-am-i", { entry: ASKING }) } },
    }));
    const { app } = backend.users.clients;
    assert.ok(app);
    const { variables } = inputs("aws:apigateway/stage:Stage", "mobile-stage") as { variables: Record<string, string> };
    const [rule, ...more] = Object.values(variables);
    assert.deepEqual(more, []);
    assert.ok(rule?.includes(await resolved(app.id)), rule);
  });

  it("needs none of what it asks for by default where all routes say who may call", async () => {
    const machines: UserPoolArgs = {
      signIn: "email",
      clients: { job: { kind: "confidential", machine: { scopes: ["shows/export"] } } },
      resourceServers: { shows: { export: "to read all shows at once" } },
      domain: { prefix: "people-of-shows" },
    };
    const { inputs } = await deploy(() => {
      const people = new UserPool("people", machines);
      const auth = people.authorizer({ token: "access", scopes: ["shows/export"] });
      assert.throws(() => new MobileBackend("none", { users: people, routes: { "GET /shows": { to: target() } } }), {
        message: /^people: authorizer\.scopes must have one that tokens of job carry, shows\/export/,
      });
      return { users: people, routes: { "GET /shows": { to: target(), auth } } };
    });
    assert.deepEqual(security(inputs(API, "mobile").body), { "get /shows": [{ people: ["shows/export"] }] });
  });

  it("adopts users, and takes routes that ask more of them", async () => {
    const { made, inputs } = await deploy(() => {
      const people = new UserPool("people", users);
      const manage = new LambdaFunction("manage", { entry: ASKING });
      return {
        users: people,
        routes: {
          "GET /me": { to: target(), auth: people.authorizer({ token: "id" }) },
          "POST /shows": { to: manage, groups: ["organisers"] },
        },
      };
    });
    assert.deepEqual(
      components(made).filter((line) => line.startsWith("UserPool")),
      ["UserPool people"],
    );
    assert.deepEqual(security(inputs(API, "mobile").body), {
      "get /me": [{ people: [] }],
      "post /shows": [{ people: ["aws.cognito.signin.user.admin"] }],
    });
  });

  it("lets another default be named", async () => {
    const { inputs } = await deploy({ auth: "iam" });
    assert.match(JSON.stringify(security(inputs(API, "mobile").body)["get /shows"]), /sigv4/);
  });

  it("is the same in a preview, before any id is known", async () => {
    const [previewed, updated] = [await deploy({}, true), await deploy()];
    assert.deepEqual(listed(previewed.made), listed(updated.made));
  });

  it("has a dashboard of its API, its users, its functions and their tables", async () => {
    const { inputs } = await deploy(() => {
      const shows = new Table("shows", { key: { partition: "showId" } });
      const getShow = new LambdaFunction("get-show", { entry: ENTRY, links: { shows: shows.read() } });
      return { routes: { "GET /shows/{showId}": { to: getShow } } };
    });
    const { widgets } = JSON.parse(String(inputs("aws:cloudwatch/dashboard:Dashboard", "mobile").dashboardBody));
    assert.deepEqual(
      widgets.flatMap(({ properties }: { properties: { markdown?: string } }) => properties.markdown ?? []),
      ["## API mobile", "## Users", "## Functions", "## Tables"],
    );
  });

  it("has no dashboard and no alarms where none are wanted", async () => {
    const { made, backend } = await deploy({ dashboard: false, alarms: false });
    assert.equal(backend.dashboard, undefined);
    assert.deepEqual(
      listed(made).filter((line) => /Dashboard|MetricAlarm/.test(line)),
      [],
    );
  });

  it("tells of users who are turned away where it tells of the API", async () => {
    const { inputs } = await deploy({ alarms: { topicArn: "arn:topic" } });
    for (const name of ["mobile-app-throttles-alarm", "mobile-errors-alarm"])
      assert.deepEqual(inputs("aws:cloudwatch/metricAlarm:MetricAlarm", name).alarmActions, ["arn:topic"]);
  });

  it("hands on what is said of the API", async () => {
    const { inputs } = await deploy({
      stage: "live",
      throttle: { rate: 5, burst: 6 },
      retention: "7 days",
      alarms: { topicArn: "arn:topic", latency: "2 seconds" },
      cors: { origins: ["https://app.example.com"] },
      transform: { api: { description: "tickets" } },
    });
    const { settings } = inputs("aws:apigateway/methodSettings:MethodSettings", "mobile-settings") as {
      settings: Record<string, number>;
    };
    assert.deepEqual([settings.throttlingRateLimit, settings.throttlingBurstLimit], [5, 6]);
    assert.equal(inputs("aws:cloudwatch/logGroup:LogGroup", "mobile-access-logs").retentionInDays, 7);
    assert.equal(inputs("aws:cloudwatch/metricAlarm:MetricAlarm", "mobile-latency-alarm").threshold, 2000);
    assert.equal(inputs(API, "mobile").description, "tickets");
    assert.match(String(inputs(API, "mobile").body), /https:\/\/app\.example\.com/);
    assert.equal(inputs("aws:apigateway/stage:Stage", "mobile-stage").stageName, "live");
  });

  it("protects a database behind its routes", async () => {
    const venues = { description: "database venues", maxConnections: 80 };
    const { invokes, ...rest } = target("get-venue");
    assert.ok(invokes);
    const getVenue = { ...rest, invokes: { ...invokes, connections: [{ of: venues, most: 20 }] } };
    const { inputs } = await deploy({
      routes: { "GET /info/{venueId}": { to: getVenue }, "GET /shows": { to: target() } },
      throttle: { rate: 500, burst: 500 },
      protects: venues,
    });
    const throttles = (name: string) => {
      const { settings } = inputs("aws:apigateway/methodSettings:MethodSettings", name);
      const { throttlingRateLimit, throttlingBurstLimit } = settings as Record<string, number>;
      return [throttlingRateLimit, throttlingBurstLimit];
    };
    assert.deepEqual(
      [throttles("mobile-settings"), throttles("mobile-settings-getInfoVenueId")],
      [
        [500, 500],
        [100, 10],
      ],
    );
  });

  const to = target();
  const REFUSED: readonly (readonly [args: Given, message: string | RegExp])[] = [
    [
      { users: "people" as never },
      /^mobile: users must be a UserPool or { signIn, clients\?, .* } \(it is "people"\)$/,
    ],
    [{ users: { ...users, clients: {} } }, /^mobile: users\.clients must hold one at least/],
    [
      { users: { ...users, clients: { app: { kind: "public", accessToken: "1 minute" } } } },
      'mobile: users.clients.app.accessToken must be at least "5 minutes" (it is "1 minute")',
    ],
    [{ routes: {} }, /^mobile: routes must hold at least one route/],
    [{ routes: { "GET shows": { to } } as Given["routes"] }, /^mobile: routes\["GET shows"\] must read/],
    [{ routes: { "GET /shows": { to, body: z.object({}) } } }, /^mobile: routes\["GET \/shows"\]\.body must be absent/],
    [
      { routes: { "GET /shows": { to, groups: ["strangers"] } } },
      'mobile: routes["GET /shows"].groups must be groups of the user pool ("strangers" is none, there are organisers)',
    ],
    [{ routes: { "GET /shows": { to, groups: ["organisers"] } } }, /^mobile: routes\["GET \/shows"\]\.groups /],
    [{ throttle: { rate: 0, burst: 1 } }, "mobile: throttle.rate must be above 0 requests per second (it is 0)"],
    [{ alarms: { latency: "1 minute" } }, 'mobile: alarms.latency must be at most "29 seconds" (it is "1 minute")'],
    [{ cors: { origins: "*", credentials: true } }, /^mobile: cors\.origins must list the origins/],
    [{ stage: "" }, /^mobile: stage must be/],
    [
      { protects: { description: "database venues", maxConnections: 80 } },
      "mobile: protects must be reached by a route: no function of the API has a link to database venues",
    ],
  ];
  for (const [args, message] of REFUSED)
    it(`is refused before anything is registered: ${message}`, async () => {
      const made = await registered(() => {
        const all: MobileBackendArgs = { users, routes: { "GET /shows": { to } }, ...args };
        assert.throws(() => new MobileBackend("mobile", all), { name: "ArgsError", message });
      });
      assert.deepEqual(listed(made), []);
    });
});
