import assert from "node:assert/strict";
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import { REGION, resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

type Event = Record<string, unknown>;

describe("an HTTP API", () => {
  let cloud: TestCloud;
  let url: string;
  let apiId: string;
  let behaviours: Record<string, (event: Event) => unknown>;
  let called: [name: string, event: Event][];
  let made: number;

  const started = async (api: Properties = {}, stage = "$default") => {
    [behaviours, called, made] = [{}, [], 0];
    const functions: FunctionInvoker = {
      async invoke(arn, event) {
        const name = arn.split(":").at(-1) ?? "";
        const parsed = JSON.parse(event.toString());
        called.push([name, parsed]);
        const said = behaviours[name]?.(parsed);
        const failed = said instanceof Error ? { functionError: "Unhandled" as const } : {};
        return { payload: Buffer.from(JSON.stringify(said ?? null)), executedVersion: "$LATEST", ...failed };
      },
    };
    cloud = await startTestCloud({ services: { lambda: () => ({ name: "lambda", resources: [], functions }) } });
    apiId = (await make("Api", { protocolType: "HTTP", ...api })).id;
    const { outputs } = await make("Stage", { apiId, name: stage, autoDeploy: true });
    url = String(outputs.invokeUrl).replace(/\/$/, "");
  };
  afterEach(() => cloud.close());

  const make = (kind: string, inputs: Properties) => {
    made += 1;
    const type = `aws:apigatewayv2/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return cloud.resource(type).create(inputs, resourceContext(`${kind}${made}`));
  };
  const invokeUri = (name: string) =>
    `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/arn:aws:lambda:${REGION}:000000000000:function:${name}/invocations`;
  const routed = async (routeKey: string, answer: unknown, { format = "2.0", ...route }: Properties = {}) => {
    const name = `f${made}`;
    behaviours[name] = typeof answer === "function" ? (answer as (event: Event) => unknown) : () => answer;
    const integration = await make("Integration", {
      apiId,
      integrationType: "AWS_PROXY",
      integrationUri: invokeUri(name),
      payloadFormatVersion: format,
    });
    await make("Route", { apiId, routeKey, target: `integrations/${integration.id}`, ...route });
  };
  /** What the event of a call says of its caller. */
  const authorizerOf = (at: number): unknown => {
    const context: unknown = called.at(at)?.[1].requestContext;
    assert.ok(typeof context === "object" && context !== null && "authorizer" in context);
    return context.authorizer;
  };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };

  it("takes the most specific route, and $default for the rest", async () => {
    await started();
    for (const key of ["GET /pets/{id}", "GET /pets/dog", "ANY /pets/dog", "ANY /{proxy+}", "GET /pets/{id}/{rest+}"])
      await routed(key, key);
    const routes = [];
    const asked = [["/pets/dog"], ["/pets/7"], ["/pets/dog", "POST"], ["/pets/7/a/b"], ["/other"]];
    for (const [path = "", method] of asked) routes.push((await ask(path, { method })).body);
    const expected = ["GET /pets/dog", "GET /pets/{id}", "ANY /pets/dog", "GET /pets/{id}/{rest+}", "ANY /{proxy+}"];
    assert.deepEqual(routes, expected);
    assert.deepEqual(called[3]?.[1].pathParameters, { id: "7", rest: "a/b" });
    assert.deepEqual([(await ask("/")).status, (await ask("/")).body], [404, '{"message":"Not Found"}']);
    await routed("$default", "rest");
    assert.equal((await ask("/")).body, "rest");
  });

  it("hands over events of both formats", async () => {
    await started({}, "live");
    await routed("POST /two/{id}", "x");
    await routed("POST /one", { statusCode: 200 }, { format: "1.0" });
    const init = {
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json", cookie: "a=1; b=2" },
    };
    await ask("/two/7?q=1&q=2", init);
    const two = called[0]?.[1] ?? {};
    assert.deepEqual(
      [two.version, two.routeKey, two.rawPath, two.rawQueryString, two.body, two.isBase64Encoded, two.cookies],
      ["2.0", "POST /two/{id}", "/live/two/7", "q=1&q=2", '{"a":1}', false, ["a=1", "b=2"]],
    );
    assert.deepEqual([two.queryStringParameters, two.pathParameters], [{ q: "1,2" }, { id: "7" }]);
    assert.equal((two.headers as Record<string, string>).cookie, undefined);
    await ask("/one?q=1&q=2", { ...init, body: new Uint8Array([255]), headers: { "content-type": "image/png" } });
    const one = called[1]?.[1] ?? {};
    assert.deepEqual(
      [one.version, one.resource, one.httpMethod, one.path, one.body, one.isBase64Encoded],
      ["1.0", "/one", "POST", "/live/one", "/w==", true],
    );
    assert.deepEqual([one.queryStringParameters, one.multiValueQueryStringParameters], [{ q: "2" }, { q: ["1", "2"] }]);
  });

  it("reads what functions answer, each format in its way", async () => {
    await started();
    await routed("GET /object", { hello: "you" });
    await routed("GET /whole", { statusCode: 201, cookies: ["a=1", "b=2"], body: "aGk=", isBase64Encoded: true });
    await routed("GET /bare", { hello: "you" }, { format: "1.0" });
    await routed("GET /fails", () => new Error("no"));
    const object = await ask("/object");
    assert.deepEqual(
      [object.status, object.body, object.headers.get("content-type")],
      [200, '{"hello":"you"}', "application/json"],
    );
    const whole = await ask("/whole");
    assert.deepEqual([whole.status, whole.body, whole.headers.getSetCookie()], [201, "hi", ["a=1", "b=2"]]);
    for (const path of ["/bare", "/fails"])
      assert.deepEqual(
        [(await ask(path)).status, (await ask(path)).body],
        [500, '{"message":"Internal Server Error"}'],
      );
  });

  it("answers CORS as it is configured, in the place of the function", async () => {
    await started({
      corsConfiguration: {
        allowOrigins: ["https://site.test"],
        allowMethods: ["GET"],
        allowHeaders: ["x-a"],
        maxAge: 300,
        exposeHeaders: ["x-b"],
        allowCredentials: true,
      },
    });
    await routed("GET /t", { statusCode: 200, headers: { "access-control-allow-origin": "*" }, body: "ok" });
    const preflight = (origin: string) =>
      ask("/t", { method: "OPTIONS", headers: { origin, "access-control-request-method": "GET" } });
    const allowed = await preflight("https://site.test");
    const told = ["origin", "methods", "headers", "credentials"].map((each) =>
      allowed.headers.get(`access-control-allow-${each}`),
    );
    assert.deepEqual(
      [allowed.status, ...told, allowed.headers.get("access-control-max-age")],
      [204, "https://site.test", "GET", "x-a", "true", "300"],
    );
    assert.equal((await preflight("https://other.test")).headers.get("access-control-allow-origin"), null);
    const answer = await ask("/t", { headers: { origin: "https://site.test" } });
    assert.equal(answer.headers.get("access-control-allow-origin"), "https://site.test");
    assert.equal(answer.headers.get("access-control-expose-headers"), "x-b");
    assert.equal(
      (await ask("/t", { headers: { origin: "https://x.test" } })).headers.get("access-control-allow-origin"),
      null,
    );
  });

  describe("with tokens of an issuer", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    let server: Server;
    let issuer: string;
    before(async () => {
      server = createServer((request, response) => {
        const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k", use: "sig" }];
        response.end(JSON.stringify(request.url === "/keys" ? { keys } : { jwks_uri: `${issuer}/keys` }));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => void server.close());

    const token = (claims: Event, key = privateKey) => {
      const now = Math.floor(cloud.clock.now() / 1000);
      const payload = { iss: issuer, aud: "app", iat: now, exp: now + 600, ...claims };
      const text = [{ alg: "RS256", kid: "k" }, payload]
        .map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"))
        .join(".");
      return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
    };
    const guarded = async (authorizationScopes: readonly string[] = []) => {
      await started();
      const { id } = await make("Authorizer", {
        apiId,
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer, audiences: ["app"] },
      });
      await routed("GET /t", "ok", { authorizationType: "JWT", authorizerId: id, authorizationScopes });
    };
    const as = async (authorization?: string) => {
      const { status, headers } = await ask("/t", authorization === undefined ? {} : { headers: { authorization } });
      return [status, headers.get("www-authenticate")];
    };

    it("lets in who has a good one, and hands the claims on", async () => {
      await guarded();
      assert.deepEqual(await as(`Bearer ${token({ sub: "ann", groups: ["a", "b"] })}`), [200, null]);
      const { jwt } = authorizerOf(0) as { jwt: { claims: Event; scopes: null } };
      assert.deepEqual([jwt.claims.sub, jwt.claims.groups, jwt.scopes], ["ann", "[a b]", null]);
    });

    it("refuses every other, and says why", async () => {
      await guarded();
      const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
      const because = (text: string) => [401, `Bearer scope="" error="invalid_token" error_description="${text}"`];
      assert.deepEqual(await as(), [401, "Bearer"]);
      assert.deepEqual(await as("x"), because("token contains an invalid number of segments"));
      assert.deepEqual(await as(token({ aud: "b" })), because("the token does not have a valid audience"));
      assert.deepEqual(await as(token({ exp: 1 })), because("the token has expired"));
      assert.deepEqual(await as(token({ iss: "https://x.test" })), because("the token has an invalid issuer"));
      assert.deepEqual(await as(token({}, other)), because("signature is invalid"));
      const [head, payload] = token({}).split(".");
      const none = Buffer.from('{"alg":"none"}').toString("base64url");
      assert.deepEqual(await as(`${none}.${payload}.x`), because("signature is invalid"));
      assert.ok(head);
      assert.equal(called.length, 0);
    });

    it("asks for one of the route's scopes", async () => {
      await guarded(["read", "write"]);
      assert.equal((await as(token({ scope: "openid write" })))[0], 200);
      const refused =
        'Bearer scope="read write" error="insufficient_scope" error_description="expected scopes: [read write]"';
      assert.deepEqual(await as(token({ scope: "openid" })), [403, refused]);
    });
  });

  it("asks a function whether a caller may, and keeps its answer for its time", async () => {
    await started();
    behaviours.guard = ({ identitySource }) => ({
      isAuthorized: (identitySource as string[])[0] === "good",
      context: { n: 1 },
    });
    const { id } = await make("Authorizer", {
      apiId,
      authorizerType: "REQUEST",
      authorizerUri: invokeUri("guard"),
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySources: ["$request.header.x-key"],
      authorizerResultTtlInSeconds: 60,
    });
    await routed("GET /t", "ok", { authorizationType: "CUSTOM", authorizerId: id });
    const as = async (key?: string) => (await ask("/t", key ? { headers: { "x-key": key } } : {})).status;
    assert.deepEqual([await as(), await as("bad"), await as("good"), await as("good")], [401, 403, 200, 200]);
    const asked = () => called.filter(([name]) => name === "guard").length;
    assert.equal(asked(), 2);
    assert.deepEqual(authorizerOf(-1), { lambda: { n: 1 } });
    cloud.clock.advanceBy(61_000);
    await as("good");
    assert.equal(asked(), 3);
  });
});
