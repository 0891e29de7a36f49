import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { readRule } from "../../../../components/contracts/caller";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";
import type { SinglePageAppArgs } from "../../../../components/patterns/single-page-app/args";
import { SinglePageApp } from "../../../../components/patterns/single-page-app/single-page-app";
import { TokenAuthorizer } from "../../../../components/presentation/token-authorizer/token-authorizer";
import { target } from "../../logic/rest-api/targets";
import { APP, built } from "../../presentation/static-site/built-site";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const API = "aws:apigateway/restApi:RestApi";
const ISSUER = "https://login.example.com/";

type Given = Partial<Omit<SinglePageAppArgs, "site">> & { readonly site?: Partial<SinglePageAppArgs["site"]> };

const deploy = async (args: (() => Given) | Given = {}) => {
  const apps: SinglePageApp[] = [];
  const made = await registered(() => {
    const { site, ...given } = typeof args === "function" ? args() : args;
    const routes = { "GET /tickets": { to: checking() } };
    const logRole = new AccountLogRole("api-log-role", { role: "existing" });
    const tokens = { issuer: ISSUER, audience: "shop" };
    apps.push(new SinglePageApp("shop", { site: { folder: built(), ...site }, tokens, routes, logRole, ...given }));
  });
  const [app] = apps;
  assert.ok(app);
  return { made, app, inputs: (type: string, name = "shop") => the(made, type, name).inputs };
};

/** One that holds its callers against what the gateway was told of their tokens. */
const checking = () => ({ ...target(), checksCallers: true });

const schemes = (body: unknown) => {
  const { paths, components } = JSON.parse(String(body));
  return [paths["/tickets"].get.security, Object.keys(components.securitySchemes ?? {})];
};

describe("the single-page app", () => {
  it("is a site, an API, an authorizer and a dashboard, and makes no resource of AWS itself", async () => {
    const { made, app } = await deploy();
    const { urn } = the(made, "serverless-tiers:index:SinglePageApp", "shop");
    const parts = made.filter(({ parent }) => parent === urn).map(({ type, name }) => `${type.split(":")[2]} ${name}`);
    assert.deepEqual(parts.sort(), [
      "Dashboard shop",
      "RestApi shop",
      "StaticSite shop",
      "TokenAuthorizer shop-tokens",
    ]);
    assert.equal(await resolved(app.apiUrl), `${await resolved(app.url)}/api`);
  });

  it("asks for a token of the issuer on each route that does not say otherwise", async () => {
    const { inputs } = await deploy({
      routes: { "GET /tickets": { to: checking() }, "GET /shows": { to: target(), auth: "none" } },
    });
    const { body } = inputs(API);
    assert.deepEqual(schemes(body), [[{ "shop-tokens": [] }], ["shop-tokens"]]);
    assert.equal(JSON.parse(String(body)).paths["/shows"].get.security, undefined);
  });

  it("takes an authorizer that is made, or a function that answers as one", async () => {
    const made = await deploy(() => ({ tokens: new TokenAuthorizer("mine", { issuer: ISSUER, audience: "shop" }) }));
    assert.deepEqual(schemes(made.inputs(API).body), [[{ mine: [] }], ["mine"]]);
    const own = await deploy(() => ({ tokens: new LambdaFunction("guard", { entry: ENTRY }) }));
    assert.deepEqual(schemes(own.inputs(API).body), [[{ guard: [] }], ["guard"]]);
  });

  it("tells functions behind an authorizing function of one's own who calls, and keeps nothing where nothing looks", async () => {
    const { inputs } = await deploy(() => ({
      tokens: new LambdaFunction("guard", { entry: ENTRY }),
      routes: { "GET /tickets": { to: checking() }, "GET /shows": { to: target("list-shows") } },
    }));
    const { variables } = inputs("aws:apigateway/stage:Stage", "shop-stage") as { variables: Record<string, string> };
    assert.deepEqual(Object.values(variables).map(readRule), [{ skewSeconds: 0, groups: [] }]);
    const { paths } = JSON.parse(String(inputs(API).body));
    assert.deepEqual(
      [paths["/tickets"].get.security, paths["/shows"].get.security],
      [[{ guard: [] }], [{ "guard-uncached": [] }]],
    );
  });

  it("lets nobody at the API past the site", async () => {
    const { inputs } = await deploy();
    assert.match(String(inputs(API).policy), /"DenyPastSites"/);
    await assert.rejects(deploy({ sitesOnly: false as never }), /shop: site\.api must be made with sitesOnly: true/);
  });

  it("tells the app where its API is, and browsers whom it may ask", async () => {
    const { inputs } = await deploy({ site: { config: { clientId: "app" } } });
    const { content } = inputs("aws:s3/bucketObjectv2:BucketObjectv2", "shop-files/config.json");
    assert.deepEqual(JSON.parse(String(content)), { apiUrl: "/api", clientId: "app" });
    const csp = (from: typeof inputs) =>
      JSON.stringify(from("aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy", "shop-headers"));
    assert.match(csp(inputs), /connect-src 'self' https:\/\/login\.example\.com"/);
    const own = await deploy({ site: { headers: { csp: { "connect-src": ["'self'"] } } } });
    assert.match(csp(own.inputs), /connect-src 'self'"/);
    assert.doesNotMatch(csp((await deploy({ site: { headers: { csp: false } } })).inputs), /connect-src/);
  });

  it("has a dashboard of the site, its API and what is behind it, with the metrics of CloudFront where they are", async () => {
    const { inputs } = await deploy(() => ({
      routes: { "GET /tickets": { to: new LambdaFunction("list-tickets", { entry: ENTRY }) } },
    }));
    const { widgets } = JSON.parse(String(inputs("aws:cloudwatch/dashboard:Dashboard").dashboardBody));
    const regions = new Map<string, Set<string>>();
    for (const { properties } of widgets)
      for (const [namespace] of properties.metrics ?? [])
        regions.set(namespace, (regions.get(namespace) ?? new Set()).add(properties.region));
    assert.deepEqual([...(regions.get("AWS/CloudFront") ?? [])], ["us-east-1"]);
    for (const namespace of ["AWS/ApiGateway", "AWS/Lambda"])
      assert.deepEqual([...(regions.get(namespace) ?? [])], ["eu-west-1"], namespace);
    assert.equal((await deploy({ dashboard: false })).app.dashboard, undefined);
  });

  it("sends alarms of the API and of the authorizer to one topic, and the site's to one in us-east-1", async () => {
    const alarms = async (args: Given) =>
      Object.fromEntries(
        (await deploy(args)).made.flatMap(({ type, name, inputs }) =>
          type === "aws:cloudwatch/metricAlarm:MetricAlarm" ? [[name, inputs.alarmActions]] : [],
        ),
      );
    const all = await alarms({ alarms: { topicArn: "arn:here" }, site: { alarms: { topicArn: "arn:there" } } });
    assert.deepEqual(all, {
      "shop-errors-alarm": ["arn:here"],
      "shop-latency-alarm": ["arn:here"],
      "shop-site-errors-alarm": ["arn:there"],
      "shop-tokens-failures-alarm": ["arn:here"],
      "shop-tokens-throttles-alarm": ["arn:here"],
    });
    assert.equal((await alarms({ alarms: { topicArn: "arn:here" } }))["shop-site-errors-alarm"], undefined);
    assert.deepEqual(await alarms({ alarms: false }), {});
  });

  it("refuses what a part refuses, by the place in its own arguments, before anything is registered", async () => {
    const wrong: [Given, RegExp][] = [
      [{ site: { folder: "/nowhere" } }, /^ArgsError: shop: site\.folder must be a folder with the built site/],
      [
        { site: { folder: built({ ...APP, "api/x.js": "" }) } },
        /^ArgsError: shop: site\.folder must hold no file that the API/,
      ],
      [
        { tokens: { issuer: "http://login.example.com", audience: "shop" } },
        /^ArgsError: shop-?.*tokens\.issuer must be an https address/,
      ],
      [
        { routes: { "GET /tickets": { to: target(), auth: "iam" } } },
        /^ArgsError: shop: routes\["GET \/tickets"\]\.auth must be "none" or an authorizer/,
      ],
      [{ stage: "a b" }, /^ArgsError: shop: stage must be/],
    ];
    for (const [args, message] of wrong) {
      const made: string[] = [];
      await assert.rejects(deploy(args), (error) => {
        assert.match(String(error), message);
        return true;
      });
      assert.deepEqual(made, []);
    }
  });

  it("leaves the names of its parts to them: two in a stack share none", async () => {
    const made = await registered(() => {
      for (const name of ["shop", "desk"])
        new SinglePageApp(name, {
          site: { folder: built() },
          tokens: { issuer: ISSUER, audience: name },
          routes: { "GET /tickets": { to: target(`to-${name}`) } },
        });
    });
    assert.equal(new Set(made.map(({ urn }) => urn)).size, made.length);
    assert.ok(listed(made).includes("serverless-tiers:index:TokenAuthorizer desk-tokens"));
  });
});
