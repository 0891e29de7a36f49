import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, resolved, the } from "serverless-tiers-local/testing";
import { readSession, SESSION_VARIABLE } from "../../../../components/contracts/session";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { WebAppArgs } from "../../../../components/patterns/web-app/args";
import { WebApp } from "../../../../components/patterns/web-app/web-app";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";
import { target } from "../../logic/rest-api/targets";
import { APP, built } from "../../presentation/static-site/built-site";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const API = "aws:apigateway/restApi:RestApi";
const STAGE = "aws:apigateway/stage:Stage";
const CLIENT = "aws:cognito/userPoolClient:UserPoolClient";

const HOSTINGS = ["cloudfront", "amplify"] as const;
const DOMAIN = { name: "example.com", site: "www", api: "api", zoneId: "Z1" };
const USERS = { signIn: "email", domain: { prefix: "box-office" }, groups: ["organisers"] } as const;

type Given = Partial<Omit<WebAppArgs, "site">> & { readonly site?: Partial<WebAppArgs["site"]> };

const deploy = async (args: (() => Given) | Given = {}) => {
  const apps: WebApp[] = [];
  const made = await registered(() => {
    const { site, ...given } = typeof args === "function" ? args() : args;
    const routes = { "GET /shows": { to: checking() } };
    const all = { hosting: "cloudfront", site: { folder: built(), ...site }, users: USERS, routes, ...given } as const;
    apps.push(new WebApp("web", all));
  });
  const [app] = apps;
  assert.ok(app);
  const inputs = (type: string, name = "web") => the(made, type, name).inputs;
  const text = (type: string, name?: string) => JSON.stringify(inputs(type, name));
  return {
    made,
    app,
    inputs,
    parts: () => {
      const { urn } = the(made, "serverless-tiers:index:WebApp", "web");
      return made.flatMap(({ type, name, parent }) => (parent === urn ? [`${type.split(":")[2]} ${name}`] : [])).sort();
    },
    client: (name = "web-web") => inputs(CLIENT, name),
    variables: () => inputs(STAGE, "web-stage").variables as Readonly<Record<string, string>>,
    config: async () => JSON.parse(await resolved(jsonOf(app))),
    policy: () =>
      /connect-src [^;"\\]*/.exec(
        app.plan.hosted.hosting === "amplify"
          ? text("aws:amplify/app:App", "web-site")
          : text("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "web-headers"),
      )?.[0],
  };
};

const jsonOf = (app: WebApp) => {
  assert.ok(app.site.plan.config);
  return pulumi.jsonStringify(app.site.plan.config);
};

const checking = () => ({ ...target(), checksCallers: true });

describe("the web app", () => {
  it("is users, an API, a session, a site on CloudFront and a dashboard, and makes no resource of AWS itself", async () => {
    const { parts, app } = await deploy();
    assert.deepEqual(parts(), [
      "Dashboard web",
      "LambdaFunction web-session",
      "RestApi web",
      "StaticSite web",
      "UserPool web",
    ]);
    assert.equal(await resolved(app.apiUrl), `${await resolved(app.url)}/api`);
  });

  it("is the same on Amplify Hosting, where no browser would keep a session", async () => {
    const { parts, app } = await deploy({ hosting: "amplify" });
    assert.deepEqual(parts(), ["AmplifyApp web-site", "Dashboard web", "RestApi web", "UserPool web"]);
    assert.match(await resolved(app.apiUrl), /^https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/api$/);
    assert.match(await resolved(app.url), /^https:\/\/main\.\w+\.amplifyapp\.com$/);
  });

  it("tells the page where everything is, in one set of words", async () => {
    const live = (): Given => ({ live: liveOf(), site: { config: { mediaUrl: "https://media.example.com" } } });
    for (const hosting of HOSTINGS) {
      const { app, config } = await deploy(() => ({ ...live(), hosting }));
      assert.ok(app.live);
      assert.deepEqual(await config(), {
        apiUrl: hosting === "cloudfront" ? "/api" : await resolved(app.apiUrl),
        hosting,
        session: hosting === "cloudfront" ? "cookie" : "memory",
        issuer: await resolved(app.users.issuer),
        clientId: await resolved(app.client.id),
        signInUrl: "https://box-office.auth.eu-west-1.amazoncognito.com",
        liveUrl: await resolved(app.live.url),
        mediaUrl: "https://media.example.com",
      });
    }
  });

  it("lets browsers connect to what the page needs and what the program names, and to nothing else", async () => {
    const given = (hosting: (typeof HOSTINGS)[number]) => (): Given => ({
      hosting,
      live: liveOf(),
      site: { headers: { csp: { "connect-src": [pulumi.output("https://uploads.example.com")] } } },
    });
    const needed = "https://box-office.auth.eu-west-1.amazoncognito.com wss://";
    const own = await deploy(given("cloudfront"));
    assert.match(
      own.policy() ?? "",
      new RegExp(`^connect-src 'self' ${needed}\\S+\\.com https://uploads.example.com$`),
    );
    const there = await deploy(given("amplify"));
    const host = await resolved(there.app.api.host);
    assert.match(
      there.policy() ?? "",
      new RegExp(`^connect-src 'self' https://${host} ${needed}\\S+\\.com https://uploads.example.com$`),
    );
    assert.doesNotMatch(there.policy() ?? "", /\*/);
    assert.equal((await deploy({ site: { headers: { csp: false } } })).policy(), undefined);
  });

  it("is an app of its users by its own address alone", async () => {
    for (const hosting of HOSTINGS) {
      const { app, client } = await deploy({ hosting });
      const url = await resolved(app.url);
      const { callbackUrls, logoutUrls, generateSecret, allowedOauthFlows } = client();
      assert.deepEqual(
        [callbackUrls, logoutUrls, generateSecret, allowedOauthFlows],
        [[`${url}/signed-in`], [`${url}/`], false, ["code"]],
      );
    }
  });

  it("lets nobody at the API past the site, or the pages of the site alone", async () => {
    const own = await deploy();
    assert.match(String(own.inputs(API).policy), /"DenyPastSites"/);
    assert.doesNotMatch(String(own.inputs(API).body), /Access-Control/);
    const there = await deploy({ hosting: "amplify" });
    assert.equal(there.inputs(API).policy, undefined);
    const { options } = JSON.parse(String(there.inputs(API).body)).paths["/shows"];
    const [{ responseParameters, responseTemplates }] = Object.values<Record<string, Record<string, string>>>(
      options["x-amazon-apigateway-integration"].responses,
    ) as [Record<string, Record<string, string>>];
    assert.match(
      String(responseParameters?.["method.response.header.Access-Control-Allow-Headers"]),
      /Authorization,.*X-Requested-By/,
    );
    assert.equal(responseParameters?.["method.response.header.Access-Control-Allow-Credentials"], undefined);
    assert.match(
      String(responseTemplates?.["application/json"]),
      /\$origin == \$stageVariables\.serverlessTiersOrigin1\b/,
    );
    assert.equal(there.variables().serverlessTiersOrigin1, await resolved(there.app.url));
  });

  it("keeps a session where page and API are of one site: always on CloudFront, by two names of one domain on Amplify", async () => {
    const sessionOf = ({ variables }: Awaited<ReturnType<typeof deploy>>) =>
      readSession(variables()[SESSION_VARIABLE] ?? "");
    const own = await deploy();
    assert.deepEqual(sessionOf(own), {
      issuer: await resolved(own.app.users.issuer),
      clientId: await resolved(own.app.client.id),
      seconds: 30 * 86_400,
      origins: [await resolved(own.app.url)],
    });
    const named = await deploy({ hosting: "amplify", domain: DOMAIN });
    assert.deepEqual(sessionOf(named)?.origins, ["https://www.example.com"]);
    assert.equal(named.variables().serverlessTiersCredentials, "true");
    for (const without of [{ hosting: "amplify" }, { session: "memory" }] as const) {
      const { made, variables } = await deploy(without);
      assert.equal(variables()[SESSION_VARIABLE], undefined);
      assert.ok(!made.some(({ name }) => name === "web-session"));
    }
    await assert.rejects(
      deploy({ hosting: "amplify", session: "cookie", domain: { name: "example.com" } }),
      /web: session must be "memory" on Amplify Hosting while page and API share no domain.*domain: \{ name/,
    );
  });

  it("has names of its own on both, by the same words", async () => {
    const own = await deploy({ domain: DOMAIN });
    assert.deepEqual(
      [await resolved(own.app.url), await resolved(own.app.apiUrl)],
      ["https://www.example.com", "https://www.example.com/api"],
    );
    assert.deepEqual(own.inputs("aws:cloudfront/distribution:Distribution").aliases, ["www.example.com"]);
    const there = await deploy({ hosting: "amplify", domain: DOMAIN });
    assert.deepEqual(
      [await resolved(there.app.url), await resolved(there.app.apiUrl)],
      ["https://www.example.com", "https://api.example.com"],
    );
    assert.match(there.policy() ?? "", /^connect-src 'self' https:\/\/api\.example\.com /);
    for (const { client } of [own, there])
      assert.deepEqual(client().callbackUrls, ["https://www.example.com/signed-in"]);
  });

  it("adopts users, who keep the apps that they have, and asks for their access token", async () => {
    const { inputs, client, variables, app } = await deploy(() => ({
      users: new UserPool("people", { ...USERS, clients: { app: { kind: "public" } } }),
    }));
    assert.deepEqual(client("people-web").userPoolId, await resolved(app.users.id));
    const { paths } = JSON.parse(String(inputs(API).body));
    assert.deepEqual(paths["/shows"].get.security, [{ people: ["aws.cognito.signin.user.admin"] }]);
    assert.match(Object.values(variables()).join(), new RegExp(await resolved(app.client.id)));
  });

  it("moves with its password and its redirects from one hosting to the other", async () => {
    const site = { password: { user: "team", password: "correct horse battery" }, redirects: { "/old": "/new" } };
    const own = await deploy({ site });
    assert.match(String(own.inputs("aws:cloudfront/function:Function", "web-viewer-request").code), /\/old/);
    const there = await deploy({ hosting: "amplify", site });
    const [moved] = there.inputs("aws:amplify/app:App", "web-site").customRules as unknown[];
    assert.deepEqual(moved, { source: "/old", target: "/new", status: "301" });
    assert.equal(there.inputs("aws:amplify/branch:Branch", "web-site-branch/main").enableBasicAuth, true);
  });

  it("is the same in a preview, before any address is known", async () => {
    for (const hosting of HOSTINGS) {
      const preview = async () =>
        registered(
          () => {
            new WebApp("web", {
              hosting,
              site: { folder: built() },
              users: USERS,
              routes: { "GET /shows": { to: checking() } },
            });
          },
          { preview: true },
        );
      const names = (all: Awaited<ReturnType<typeof preview>>) =>
        all.map(({ urn }) => urn.split("::").slice(2).join()).sort();
      assert.deepEqual(names(await preview()), names((await deploy({ hosting })).made));
    }
  });

  it("sends alarms of its parts to one topic, and that of CloudFront to one in us-east-1", async () => {
    const alarms = async (args: () => Given) =>
      Object.fromEntries(
        (await deploy(args)).made.flatMap(({ type, name, inputs }) =>
          type === "aws:cloudwatch/metricAlarm:MetricAlarm" ? [[name, inputs.alarmActions]] : [],
        ),
      );
    const here = { alarms: { topicArn: "arn:here" } };
    const own = await alarms(() => ({
      ...here,
      live: liveOf(),
      site: { cloudfront: { alarms: { topicArn: "arn:there" } } },
    }));
    assert.deepEqual(own["web-site-errors-alarm"], ["arn:there"]);
    const there = await alarms(() => ({ ...here, live: liveOf(), hosting: "amplify" }));
    for (const name of [
      "web-errors-alarm",
      "web-site-errors-alarm",
      "web-live-errors-alarm",
      "web-web-throttles-alarm",
    ])
      assert.deepEqual(there[name], ["arn:here"], name);
    assert.deepEqual(Object.keys(await alarms(() => ({ alarms: false, hosting: "amplify" }))), []);
  });

  it("refuses what a part refuses, by the place in its own arguments, before anything is registered", async () => {
    const wrong: [Given, RegExp][] = [
      [{ hosting: "netlify" as never }, /^ArgsError: web: hosting must be "cloudfront" or "amplify"/],
      [{ site: { folder: "/nowhere" } }, /^ArgsError: web: site\.folder must be a folder with the built site/],
      [
        { hosting: "amplify", site: { folder: "/nowhere" } },
        /^ArgsError: web: site\.folder must be a folder with the built site/,
      ],
      [
        { site: { folder: built({ ...APP, "api/x.js": "" }) } },
        /^ArgsError: web: site\.folder must hold no file that the API/,
      ],
      [{ users: { signIn: "email" } }, /^ArgsError: web: users\.domain must be there, since the page signs in/],
      [{ cors: { origins: "*" } } as never, /^ArgsError: web: cors is unknown/],
      [{ stage: "v1" } as never, /^ArgsError: web: stage is unknown/],
      [
        { hosting: "amplify", sitesOnly: { secret: 2 } },
        /^ArgsError: web: sitesOnly must be absent with hosting "amplify"/,
      ],
      [
        { routes: { "POST /session": { to: target(), auth: "none" } } },
        /^ArgsError: web: routes\["POST \/session"\] must be absent: it is a route of the session/,
      ],
      [{ domain: { name: "Example.com" } }, /^ArgsError: web: domain\.name must be a name in lower case/],
      [{ domain: { name: "example.com", api: "a b" } }, /^ArgsError: web: domain\.api must be a name in lower case/],
      [
        { domain: { name: "example.com", site: "www", api: "www" } },
        /^ArgsError: web: domain\.api must be another name than that of the page/,
      ],
    ];
    for (const [args, message] of wrong)
      await assert.rejects(deploy(args), (error) => {
        assert.match(String(error), message);
        return true;
      });
  });
});

const liveOf = () => {
  const throwAway = { protection: "throw-away" } as const;
  const tickets = new Table("live-tickets", { key: { partition: "ticket" }, timeToLive: "expires", ...throwAway });
  return { connect: { authorizer: { tickets } }, routes: { follow: new LambdaFunction("follow", { entry: ENTRY }) } };
};
