import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, resolved, the } from "serverless-tiers-local/testing";
import { http, RestApi, type RestApiArgs } from "../../../../../components";
import type { SecurityScheme } from "../../../../../components/core/authorizer";
import type { HttpArgs } from "../../../../../components/logic/rest-api/targets/http";

const route = { credentials: undefined, region: "eu-west-1", partition: "aws" } as const;

const extensionOf = async (target: ReturnType<typeof http>, more = {}) =>
  (await resolved(target.integrate({ method: "GET", path: "/quotes/{id}", ...route, ...more }))).extension;

const PARTNER = "https://partner.example.com";

describe("the target http()", () => {
  it("sends a request on as it came, with the variables of its path", async () => {
    assert.deepEqual(await extensionOf(http(`${PARTNER}/v2/{id}`, { timeout: "5 seconds" })), {
      type: "http_proxy",
      httpMethod: "GET",
      uri: `${PARTNER}/v2/{id}`,
      passthroughBehavior: "when_no_match",
      timeoutInMillis: 5000,
      requestParameters: { "integration.request.path.id": "method.request.path.id" },
    });
  });

  it("adds what it is told to, takes another method, and a greedy variable by its name", async () => {
    const target = http(pulumi.output(PARTNER), {
      path: "/{rest+}",
      method: "POST",
      headers: { "X-Tenant": { from: "stageVariables.tenant" }, Host: "a.example" },
      query: { who: { from: "context.authorizer.sub" } },
      tls: "unverified",
    });
    const extension = await extensionOf(target, { path: "/{rest+}" });
    assert.equal(extension.uri, `${PARTNER}/{rest}`);
    assert.equal(extension.httpMethod, "POST");
    assert.deepEqual(extension.tlsConfig, { insecureSkipVerification: true });
    assert.deepEqual(extension.requestParameters, {
      "integration.request.path.rest": "method.request.path.rest",
      "integration.request.header.X-Tenant": "stageVariables.tenant",
      "integration.request.header.Host": "'a.example'",
      "integration.request.querystring.who": "context.authorizer.sub",
    });
  });

  it("keeps from the server what callers show to the gateway, unless it is passed on", async () => {
    const parametersFor = async (args: HttpArgs) => {
      const { requestParameters } = await extensionOf(http(PARTNER, args), { path: "/", checked: ["Authorization"] });
      return requestParameters;
    };
    assert.deepEqual(await parametersFor({}), { "integration.request.header.Authorization": "'withheld'" });
    assert.deepEqual(await parametersFor({ credentials: "passed" }), {});
    // Its own token for the server is the last word.
    assert.deepEqual(await parametersFor({ headers: { Authorization: "Bearer own" } }), {
      "integration.request.header.Authorization": "'Bearer own'",
    });
  });

  it("knows which headers a route checks, whatever the authorizer", async () => {
    const integrationOf = async (args: Partial<RestApiArgs["routes"]["GET /a"]>) => {
      const made = await registered(() => {
        new RestApi("shop", { routes: { "GET /a": { to: http(PARTNER), auth: "none", ...args } } });
      });
      const { body } = the(made, "aws:apigateway/restApi:RestApi", "shop").inputs;
      const { requestParameters } = JSON.parse(String(body)).paths["/a"].get["x-amazon-apigateway-integration"];
      return Object.keys(requestParameters).map((key) => key.replace("integration.request.header.", ""));
    };
    const scheme = (more: object) => ({
      name: "guard",
      settings: {},
      scheme: () => pulumi.output(more).apply((): SecurityScheme => ({ type: "apiKey", in: "header", ...more })),
    });
    const identitySource = "method.request.header.X-One, method.request.querystring.two,method.request.header.X-Three";
    assert.deepEqual(await integrationOf({}), []);
    assert.deepEqual(await integrationOf({ auth: "iam", apiKey: true }), ["Authorization", "x-api-key"]);
    assert.deepEqual(await integrationOf({ auth: scheme({ name: "X-Token" }) }), ["X-Token"]);
    assert.deepEqual(
      await integrationOf({ auth: scheme({ name: "Unused", "x-amazon-apigateway-authorizer": { identitySource } }) }),
      ["X-One", "X-Three"],
    );
  });

  it("refuses a URL that API Gateway would, or that a client could turn elsewhere", () => {
    for (const [url, args, message] of [
      ["partner.example.com", {}, /^http: url must begin with https:\/\//],
      ["http://partner.example.com", {}, /^http: url must begin with https:\/\/ .* plain HTTP, .* is tls: "none"/],
      [PARTNER, { tls: "none" }, /^http: url must begin with http:\/\//],
      ["https://a b", {}, /^http: url must be a URL/],
      ["https://user:word@a.example", {}, /^http: url must be a URL/],
      ["https://a.example/#top", {}, /^http: url must be a URL/],
      ["https://a.example/{id", {}, /^http: url must be a URL/],
      ["https://a.example/${variables.id}", {}, /^http: url must be a URL/],
      ["https://{host}/a", {}, /^http: url must have no \{parameter\} in its host/],
      ["https://{tenant}.a.example/a", {}, /^http: url must have no \{parameter\} in its host/],
      [pulumi.output(PARTNER), { path: "/a b" }, /^http: path must be a URL/],
      [PARTNER, { timeout: "30 seconds" }, /^http: timeout must be at most "29 seconds"/],
      [PARTNER, { headers: { "Content-Length": "1" } }, /^http: headers\["Content-Length"\] must be a name of HTTP/],
      [PARTNER, { headers: { a: "it's" } }, /^http: headers\["a"\] must be a text of ASCII without apostrophes/],
      [PARTNER, { query: { a: { from: "path." } } }, /^http: query\["a"\] must be from the path/],
      [PARTNER, { timeout: 5 }, /^http: timeout must be a length of time/],
      [PARTNER, { metod: "GET" }, /^http: metod is unknown; did you mean method\?/],
      [undefined, {}, /^http: url must be a URL/],
    ] as const)
      assert.throws(() => http(url as string, args as HttpArgs), { name: "ArgsError", message });
  });

  it("refuses a route or an API that lacks what its URL is made of, before anything is registered", async () => {
    const api = (target: ReturnType<typeof http>, more: Partial<RestApiArgs> = {}) =>
      new RestApi("shop", { routes: { "GET /quotes/{id}": { to: target, auth: "none" } }, ...more });
    const made = await registered(() => {
      const at = 'shop: routes["GET /quotes/{id}"].to must';
      assert.throws(() => api(http(`${PARTNER}/{quoteId}`)), {
        message: `${at} name parameters of the path: it has no {quoteId}`,
      });
      assert.throws(() => api(http("https://${stageVariables.partner}/{id}")), {
        message: `${at} have its stage variables in the variables of the API: partner is none of them`,
      });
      assert.throws(() => api(http(PARTNER, { headers: { a: { from: "stageVariables.tenant" } } })), {
        message: `${at} have its stage variables in the variables of the API: tenant is none of them`,
      });
      for (const [variables, message] of [
        [{ "a-b": "c" }, 'shop: variables["a-b"] must be called by 1 to 64 letters, digits and underscores'],
        [{ a: "b c" }, 'shop: variables["a"] must be 1 to 512 letters, digits and - . _ ~ : / ? # & = , (it is "b c")'],
        [{ a: "" }, 'shop: variables["a"] must be 1 to 512 letters, digits and - . _ ~ : / ? # & = , (it is "")'],
        [{ a: 1 }, "shop: variables.a must be the value of a stage variable (it is 1)"],
        [
          { serverlessTiersCaller_a: "b" },
          'shop: variables["serverlessTiersCaller_a"] must be called otherwise: serverlessTiersCaller_… are those by which routes know callers',
        ],
      ] as const)
        assert.throws(() => api(http(PARTNER), { variables: variables as never }), { message });
    });
    assert.deepEqual(made, []);
  });

  it("leaves the variables to the stage, which the deployment does not see", async () => {
    const deployed = async (partner: string) => {
      const made = await registered(() => {
        const to = http("https://${stageVariables.partner}/a");
        new RestApi("shop", { variables: { partner }, routes: { "GET /a": { to, auth: "none" } } });
      });
      return [
        the(made, "aws:apigateway/stage:Stage", "shop-stage").inputs.variables,
        the(made, "aws:apigateway/deployment:Deployment", "shop-deployment").inputs.triggers,
      ];
    };
    const [[one, first], [other, second]] = [await deployed("a.example"), await deployed("b.example")];
    assert.deepEqual([one, other], [{ partner: "a.example" }, { partner: "b.example" }]);
    assert.deepEqual(first, second);
  });
});
