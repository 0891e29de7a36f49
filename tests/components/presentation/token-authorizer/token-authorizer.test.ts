import assert from "node:assert/strict";
import { join } from "node:path";
import { listed, registered, the } from "serverless-tiers-local/testing";
import { readRule } from "../../../../components/contracts/caller";
import { TOKEN_SETTINGS } from "../../../../components/contracts/tokens";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { authorizedBy, planRestApi } from "../../../../components/logic/rest-api/plan";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import type { Routes } from "../../../../components/logic/rest-api/route";
import { Network } from "../../../../components/network/network";
import type { TokenAuthorizerArgs } from "../../../../components/presentation/token-authorizer/args";
import { tokenAuthorizer } from "../../../../components/presentation/token-authorizer/authorizer";
import { planTokenAuthorizer } from "../../../../components/presentation/token-authorizer/plan";
import { TokenAuthorizer } from "../../../../components/presentation/token-authorizer/token-authorizer";
import { queueTarget, target } from "../../logic/rest-api/targets";

const CHECKED = join(__dirname, "../user-pool/checked.handler.ts");
const FUNCTION = "aws:lambda/function:Function";
const ARGS = { issuer: "https://login.example.com/", audience: "https://shop.example.com/api" } as const;

const deploy = async (args: Partial<TokenAuthorizerArgs> = {}, routes?: (tokens: TokenAuthorizer) => Routes) => {
  const made = await registered(() => {
    const tokens = new TokenAuthorizer("tokens", { ...ARGS, ...args });
    if (routes) new RestApi("shop", { auth: tokens, routes: routes(tokens) });
  });
  return { made, of: (type: string, name: string) => the(made, type, name).inputs };
};

/** What a program with these arguments, or routes, is told. */
const refusal = async (args: unknown, routes?: () => Routes): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    try {
      const tokens = new TokenAuthorizer("tokens", { ...ARGS, ...(args as Partial<TokenAuthorizerArgs>) });
      if (routes) new RestApi("shop", { auth: tokens, routes: routes() });
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

const checking = () => new LambdaFunction("checking", { entry: CHECKED });

describe("an authorizer of tokens", () => {
  it("is a function with the rights to its log alone, and two alarms", async () => {
    const { made, of } = await deploy();
    assert.deepEqual(listed(made), [
      "aws:cloudwatch/logGroup:LogGroup tokens-authorize-logs",
      "aws:cloudwatch/metricAlarm:MetricAlarm tokens-failures-alarm",
      "aws:cloudwatch/metricAlarm:MetricAlarm tokens-throttles-alarm",
      "aws:iam/role:Role tokens-authorize-role",
      "aws:iam/rolePolicy:RolePolicy tokens-authorize-policy",
      "aws:lambda/alias:Alias tokens-authorize-live",
      "aws:lambda/function:Function tokens-authorize",
      "serverless-tiers:index:LambdaFunction tokens-authorize",
      "serverless-tiers:index:TokenAuthorizer tokens",
    ]);
    const { environment } = of(FUNCTION, "tokens-authorize") as {
      environment: { variables: Record<string, string> };
    };
    assert.deepEqual(JSON.parse(environment.variables[TOKEN_SETTINGS] ?? ""), {
      issuers: [{ url: ARGS.issuer }],
      audiences: [ARGS.audience],
      algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
      skewSeconds: 30,
      roleClaim: "roles",
    });
  });

  it("keeps log lines as long as it is told, and no alarm where none is asked for", async () => {
    const { made, of } = await deploy({ retention: "7 days", alarms: false });
    assert.equal(of("aws:cloudwatch/logGroup:LogGroup", "tokens-authorize-logs").retentionInDays, 7);
    assert.deepEqual(
      listed(made).filter((one) => one.includes("Alarm")),
      [],
    );
  });

  it("is a bearer's token to the gateway, which asks about nothing else", async () => {
    const { of } = await deploy({}, () => ({ "GET /tickets": { to: checking() } }));
    const { securitySchemes } = JSON.parse(String(of("aws:apigateway/restApi:RestApi", "shop").body)).components;
    assert.deepEqual(Object.keys(securitySchemes), ["tokens"]);
    const { type, authorizerResultTtlInSeconds, identityValidationExpression } =
      securitySchemes.tokens["x-amazon-apigateway-authorizer"];
    assert.deepEqual(
      [securitySchemes.tokens.name, type, authorizerResultTtlInSeconds],
      ["Authorization", "token", 300],
    );
    const asked = new RegExp(identityValidationExpression);
    for (const token of ["Bearer a.b.c", "bearer  a-_.b.c"]) assert.match(token, asked);
    for (const none of ["a.b.c", "Bearer a.b", "Bearer a.b.c.d.e", "Bearer a.b.", "Basic a.b.c", "Bearer a.b.c "])
      assert.doesNotMatch(none, asked);
  });

  it("lets nothing be kept on routes behind which nothing looks at the end of a token", async () => {
    const { made, of } = await deploy({}, () => ({
      "GET /tickets": { to: checking() },
      "GET /health": { to: target(), auth: "none" },
      "GET /shows": { to: target("list-shows") },
      "POST /orders": { to: queueTarget() },
    }));
    const { paths, components } = JSON.parse(String(of("aws:apigateway/restApi:RestApi", "shop").body));
    const security = Object.entries<Record<string, { security?: Record<string, unknown>[] }>>(paths).map(
      ([path, methods]) => [path, Object.values(methods).flatMap(({ security = [] }) => security.flatMap(Object.keys))],
    );
    assert.deepEqual(Object.fromEntries(security), {
      "/health": [],
      "/orders": ["tokens-uncached"],
      "/shows": ["tokens-uncached"],
      "/tickets": ["tokens"],
    });
    const ttls = Object.entries<Record<string, { authorizerResultTtlInSeconds: number }>>(
      components.securitySchemes,
    ).map(([name, scheme]) => [name, scheme["x-amazon-apigateway-authorizer"]?.authorizerResultTtlInSeconds]);
    assert.deepEqual(Object.fromEntries(ttls), { tokens: 300, "tokens-uncached": 0 });
    assert.equal(listed(made).filter((one) => one.includes("authorize-tokens-authorize")).length, 1);
  });

  it("tells the functions behind each route that the end of the token counts, and for which roles it is", async () => {
    const { of } = await deploy({ roles: ["organisers", "press"], skew: "1 minute" }, () => {
      const to = checking();
      return { "GET /tickets": { to }, "POST /shows": { to, groups: ["organisers"] } };
    });
    const { variables } = of("aws:apigateway/stage:Stage", "shop-stage") as { variables: Record<string, string> };
    const rules = Object.values(variables).map(readRule);
    assert.deepEqual(
      rules.sort((a, b) => (a?.groups.length ?? 0) - (b?.groups.length ?? 0)),
      [
        { skewSeconds: 60, groups: [] },
        { skewSeconds: 60, groups: ["organisers"] },
      ],
    );
    for (const value of Object.values(variables)) assert.match(value, /^[A-Za-z0-9._~:/?#&=,-]{1,512}$/);
    const routes =
      (groups: string[], to = checking) =>
      () => ({ "POST /shows": { to: to(), groups } });
    assert.match(
      await refusal({ roles: ["press"] }, routes(["staff"])),
      /groups must be groups that the authorizer knows, its roles \("staff" is none, there are press\)/,
    );
    assert.match(
      await refusal(
        { roles: ["press"] },
        routes(["press"], () => target() as LambdaFunction),
      ),
      /groups must name no groups, which the gateway does not check/,
    );
  });

  it("holds the routes that scopes and roles open against those of the API", async () => {
    const opens = {
      everyone: ["GET /shows", "GET /shows/{showId}"],
      scopes: { "shop/book": ["POST /tickets"] },
      roles: { organisers: ["POST /tickets", "PUT /shows/{showId}"] },
    } as const;
    const all = () => {
      const to = checking();
      return {
        "GET /shows": { to },
        "GET /shows/{showId}": { to },
        "POST /tickets": { to },
        "PUT /shows/{showId}": { to },
      };
    };
    const { of } = await deploy(opens, all);
    const { environment } = of(FUNCTION, "tokens-authorize") as { environment: { variables: Record<string, string> } };
    assert.deepEqual(JSON.parse(environment.variables[TOKEN_SETTINGS] ?? "").opens, {
      everyone: ["GET/shows", "GET/shows/*"],
      scopes: { "shop/book": ["POST/tickets"] },
      roles: { organisers: ["POST/tickets", "PUT/shows/*"] },
    });
    assert.match(
      await refusal(opens, () => ({ ...all(), "DELETE /shows/{showId}": { to: target() } })),
      /^shop: routes\["DELETE \/shows\/\{showId\}"\]\.auth must open the route to somebody/,
    );
    assert.match(
      await refusal({ ...opens, scopes: { "shop/book": ["POST /ticket"] } }, all),
      /^shop: routes must hold POST \/ticket with auth tokens, which opens it to scope shop\/book/,
    );
    const wide = { everyone: ["GET /shows/{showId}"], roles: { organisers: ["GET /shows/{showId}/guests"] } };
    const guests = () => {
      const to = checking();
      return { "GET /shows/{showId}": { to }, "GET /shows/{showId}/guests": { to } };
    };
    assert.match(
      await refusal(wide, guests),
      /^shop: routes\["GET \/shows\/\{showId\}\/guests"\]\.auth must be open to everyone as well, as GET \/shows\/\{showId\} is/,
    );
    const narrow = { roles: { organisers: ["GET /shows/{showId}"] }, everyone: ["GET /shows/{showId}/guests"] };
    assert.match(await refusal(narrow, guests), /must be open to role organisers as well/);
    const both = ["GET /shows/{showId}", "GET /shows/{showId}/guests"];
    assert.equal(await refusal({ roles: { organisers: both }, everyone: both }, guests), "nothing");
  });

  it("stands in a plan before it is made", async () => {
    await registered(() => {
      const plan = planTokenAuthorizer("tokens", ARGS);
      const planned = tokenAuthorizer(plan);
      const api = planRestApi("shop", { auth: planned, routes: { "GET /tickets": { to: target() } } });
      assert.throws(() => planned.scheme({ region: "eu-west-1", partition: "aws" }), /planned only/);
      const tokens = new TokenAuthorizer("tokens", plan);
      const shop = new RestApi("shop", authorizedBy(api, planned, tokens));
      assert.ok(shop);
    });
  });

  it("refuses what no token would fit, or anybody could change on its way", async () => {
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ issuer: "login.example.com" }, /^tokens: issuer must be an https address/],
      [{ issuer: "http://login.example.com" }, /^tokens: issuer must be an https address/],
      [
        { issuer: ["https://a.example", "http://b.example"] },
        /issuer must be an https address, .* \(it is "http:\/\/b\.example"\)/,
      ],
      [{ issuer: "https://u:p@login.example.com" }, /issuer must be/],
      [
        { issuer: { url: "https://a.example", keys: "http://a.example/keys" } },
        /issuer\.keys must be an https address/,
      ],
      [{ issuer: [] }, /issuer must name one at least/],
      [{ audience: [] }, /audience must name one at least/],
      [{ audience: "" }, /audience must not be empty/],
      [{ algorithms: ["HS256"] }, /algorithms\[0\] must be "RS256", .* \(it is "HS256"\)/],
      [{ algorithms: ["none"] }, /algorithms\[0\] must be/],
      [{ algorithms: [] }, /algorithms must name one at least/],
      [{ skew: "6 minutes" }, /skew must be at most "5 minutes"/],
      [{ cache: "2 hours" }, /cache must be at most "1 hour"/],
      [{ roles: ["a b"] }, /roles must be called by .* \(one is "a b"\)/],
      [{ roles: { "a,b": [] } }, /roles\["a,b"\] must be called by/],
      [{ everyone: ["GET shows"] }, /everyone must read "METHOD \/path"/],
      [{ scopes: { "shop/book": ["BOOK /x"] } }, /scopes\["shop\/book"\] must begin with one of/],
      [
        { everyone: Array.from({ length: 200 }, (_, at) => `GET /some/long/path/${at}`) },
        /scopes must name fewer routes/,
      ],
    ];
    for (const [args, message] of refused) assert.match(await refusal(args), message);
    for (const issuer of [
      "http://localhost:9400",
      "http://127.0.0.1:9400",
      { url: "https://a.example", keys: "https://b.example/k" },
    ])
      assert.equal(await refusal({ issuer }), "nothing");
  });

  it("needs a way out of the network that it is in, and gets that one", async () => {
    const message = await new Promise<string>((told) => {
      void registered(() => {
        try {
          new TokenAuthorizer("tokens", { ...ARGS, network: new Network("main") });
        } catch (error) {
          told((error as Error).message);
        }
      });
    });
    assert.match(
      message,
      /^tokens: network call what is outside of AWS, but the network main has no way out; give it one, nat/,
    );
    const made = await registered(() => {
      new TokenAuthorizer("tokens", { ...ARGS, network: new Network("main", { nat: "single" }) });
    });
    const rule = the(
      made,
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      "tokens-authorize-to-internet",
    ).inputs;
    assert.deepEqual([rule.fromPort, rule.toPort, rule.cidrIpv4], [443, 443, "0.0.0.0/0"]);
  });

  it("takes an issuer that is known only once it is deployed", async () => {
    const made = await registered(() => {
      const first = new TokenAuthorizer("first", ARGS);
      const issuer = first.nodes.function.name.apply((name) => `https://${name}.example.com`);
      new TokenAuthorizer("second", { ...ARGS, issuer });
    });
    const { environment } = the(made, FUNCTION, "second-authorize").inputs as {
      environment: { variables: Record<string, string> };
    };
    assert.match(
      JSON.parse(environment.variables[TOKEN_SETTINGS] ?? "").issuers[0].url,
      /^https:\/\/first-authorize.*\.example\.com$/,
    );
  });
});
