import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, get as httpGet } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Created } from "../../../../local/engine/resources/resource-type";
import { createApigatewayService } from "../../../../local/services/apigateway/service";
import { resourceContext, startTestCloud } from "../../cloud/test-cloud";
import { documentOf, mock } from "./gateway-fixture";

const SECURE = { components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } } };
const body = (text: string) =>
  documentOf({ "/hello": { get: mock(text) }, "/safe": { get: mock(text, { security: [{ key: [] }] }) } }, SECURE);

/** The service with its resource types by their last name, on a cloud in `folder`. */
const start = async (folder: string) => {
  const test = await startTestCloud({ folder });
  const taken: number[] = [];
  const lifecycle = { ...test.cloud.lifecycle, port: async (preferred: number) => taken.push(preferred) * 0 };
  const service = createApigatewayService({ ...test.cloud, lifecycle });
  await service.start?.();
  const type = (name: string) => {
    const found = service.resources.find((each) => each.type.endsWith(`:${name}`));
    return found ?? assert.fail(`no ${name}`);
  };
  return {
    taken,
    warnings: test.warnings,
    type,
    create: (name: string, inputs: Record<string, unknown>, as = name) =>
      type(name).create(inputs, resourceContext(as)),
    update: (name: string, made: Created, inputs: Record<string, unknown>) =>
      type(name).update?.(made.id, inputs, { inputs: {}, outputs: made.outputs }, resourceContext(name)) ??
      assert.fail(),
    async close() {
      await service.stop?.();
      await test.close();
    },
  };
};

const get = async (url: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(String(url), { headers });
  return `${answer.status} ${await answer.text()}`;
};

describe("apigateway: resources", () => {
  let folder: string;
  let cloud: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-gateway-"));
    cloud = await start(folder);
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const deploy = async (text = "one") => {
    const api = await cloud.create("RestApi", { body: body(text) });
    const deployment = await cloud.create("Deployment", { restApi: api.id });
    const stage = await cloud.create("Stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
    return { api, deployment, stage };
  };

  it("serves a stage at its invokeUrl, with AWS's ARNs", async () => {
    const { api, stage } = await deploy();
    assert.match(api.id, /^[a-z0-9]{10}$/);
    assert.equal(api.outputs.executionArn, `arn:aws:execute-api:eu-west-1:000000000000:${api.id}`);
    assert.equal(stage.outputs.executionArn, `${api.outputs.executionArn}/v1`);
    assert.match(String(stage.outputs.invokeUrl), /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), "200 one");
  });

  it("serves a deployment's snapshot until the stage moves to another", async () => {
    const { api, stage } = await deploy();
    await cloud.update("RestApi", api, { body: body("two") });
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), "200 one");
    const next = await cloud.create("Deployment", { restApi: api.id }, "next");
    await cloud.update("Stage", stage, { restApi: api.id, deployment: next.id, stageName: "v1" });
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), "200 two");
  });

  it("puts a policy before the API with the next deployment", async () => {
    const { api, stage } = await deploy();
    const statement = { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const made = await cloud.create("RestApiPolicy", { restApiId: api.id, policy });
    const redeploy = async (name: string) => {
      const next = await cloud.create("Deployment", { restApi: api.id }, name);
      await cloud.update("Stage", stage, { restApi: api.id, deployment: next.id, stageName: "v1" });
      return get(`${stage.outputs.invokeUrl}/hello`);
    };
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), "200 one");
    assert.match(await redeploy("second"), /^403 .*with an explicit deny"}$/);
    await cloud.type("RestApiPolicy").delete(made.id, made.outputs);
    assert.equal(await redeploy("third"), "200 one");
    const wrong = cloud.create("RestApiPolicy", { restApiId: api.id, policy: '{"Statement":1}' });
    await assert.rejects(wrong, /Syntax errors in policy: Statement/);
  });

  it("lets in the key of a plan, and forgets it with either", async () => {
    const { api, stage } = await deploy();
    const key = await cloud.create("ApiKey", {});
    const plan = await cloud.create("UsagePlan", { apiStages: [{ apiId: api.id, stage: "v1" }] });
    const member = await cloud.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    const value = String(key.outputs.value);
    assert.match(value, /^[a-z0-9]{40}$/);
    const call = () => get(`${stage.outputs.invokeUrl}/safe`, { "x-api-key": value });
    assert.equal(await call(), "200 one");
    await cloud.type("UsagePlanKey").delete(member.id, member.outputs);
    assert.equal(await call(), '403 {"message":"Forbidden"}');
  });

  it("keeps a key's value when it is created once more, as after a crash", async () => {
    const first = await cloud.create("ApiKey", {});
    assert.deepEqual(await cloud.create("ApiKey", {}), first);
  });

  it("merges a document into what is there, when it is told to", async () => {
    const api = await cloud.create("RestApi", { body: body("one"), putRestApiMode: "merge" });
    const more = body("more").replace("/hello", "/bye");
    await cloud.update("RestApi", api, { body: more, putRestApiMode: "merge" });
    const deployment = await cloud.create("Deployment", { restApi: api.id });
    const { outputs } = await cloud.create("Stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
    assert.equal(await get(`${outputs.invokeUrl}/hello`), "200 one");
    assert.equal(await get(`${outputs.invokeUrl}/bye`), "200 more");
  });

  it("sets throttles by method, and takes them away again", async () => {
    const { api, stage } = await deploy();
    const settings = { throttlingRateLimit: 0, throttlingBurstLimit: 0 };
    const inputs = { restApi: api.id, stageName: "v1", methodPath: "hello/GET", settings };
    const made = await cloud.create("MethodSettings", inputs);
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), '429 {"message":"Too Many Requests"}');
    await cloud.type("MethodSettings").delete(made.id, made.outputs);
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), "200 one");
  });

  it("brings everything up again after a restart, asking for the port it had", async () => {
    const { stage } = await deploy();
    const port = Number(new URL(String(stage.outputs.invokeUrl)).port);
    await cloud.close();
    cloud = await start(folder);
    assert.deepEqual(cloud.taken, [port]);
  });

  it("tells the URL of now when the port of before was taken", async () => {
    const { stage } = await deploy();
    await cloud.close();
    cloud = await start(folder);
    const outputs = await cloud.type("Stage").read?.(stage.id, stage.outputs);
    assert.notEqual(outputs?.invokeUrl, stage.outputs.invokeUrl);
    assert.equal(await get(`${outputs?.invokeUrl}/hello`), "200 one");
    await cloud.type("Stage").delete(stage.id, stage.outputs);
    assert.equal(await cloud.type("Stage").read?.(stage.id, stage.outputs), undefined);
  });

  it("refuses what AWS refuses, before anything is stored", async () => {
    const check = (inputs: Record<string, unknown>) => cloud.type("RestApi").check?.(inputs) ?? [];
    assert.equal(check({})[0]?.property, "body");
    assert.match(check({ body: "{}" })[0]?.reason ?? "", /Invalid OpenAPI input/);
    const bare = await cloud.create("RestApi", { body: documentOf({ "/a": { get: {} } }) });
    await assert.rejects(cloud.create("Deployment", { restApi: bare.id }), /No integration defined for method GET \/a/);
    await assert.rejects(
      cloud.create("UsagePlan", { apiStages: [{ apiId: "gone", stage: "v1" }] }),
      /API Stage not found: gone:v1/,
    );
  });

  it("names what a stage declares and the local cloud does not execute", async () => {
    const { api, deployment, stage } = await deploy();
    const inputs = { restApi: api.id, deployment: deployment.id, stageName: "v1", documentationVersion: "1" };
    await cloud.update("Stage", stage, { ...inputs, accessLogSettings: { format: "$context.requestId" } });
    assert.deepEqual(cloud.warnings, [
      "Stage: documentationVersion is recorded only",
      "Stage: access logs are on, but no aws.apigateway.Account sets cloudwatchRoleArn; AWS refuses the stage unless the account has one",
    ]);
  });

  it("refuses a stage that AWS refuses", () => {
    const problems = cloud.type("Stage").check?.({
      variables: { "a-b": "x", ok: "a b" },
      canarySettings: { percentTraffic: 101, stageVariableOverrides: { fn: "orders:live" } },
      accessLogSettings: { format: "$context.status" },
    });
    assert.deepEqual(
      problems?.map(({ property }) => property),
      ["variables", "variables", "canarySettings.percentTraffic", "accessLogSettings.format"],
    );
    const format = "$context.extendedRequestId";
    assert.deepEqual(cloud.type("Stage").check?.({ stageName: "v-1", accessLogSettings: { format } }), []);
    const settings = { cacheTtlInSeconds: 3601 };
    assert.equal(cloud.type("MethodSettings").check?.({ settings })?.[0]?.property, "settings.cacheTtlInSeconds");
  });

  it("answers for a custom domain on the APIs' ports, by the longest base path", async () => {
    const { api, stage } = await deploy();
    const domainName = (await cloud.create("DomainName", { domainName: "API.example.test" })).id;
    const map = (inputs: Record<string, unknown>) =>
      cloud.create("BasePathMapping", { restApi: api.id, domainName, ...inputs });
    await map({ basePath: "shop", stageName: "v1" });
    const { port } = new URL(String(stage.outputs.invokeUrl));
    const call = (path: string, host = "api.example.test") =>
      new Promise<string>((resolve, reject) => {
        const request = httpGet({ host: "127.0.0.1", port, path, headers: { Host: host } }, async (answer) => {
          let text = "";
          for await (const chunk of answer) text += chunk;
          resolve(`${answer.statusCode} ${text}`);
        });
        request.on("error", reject);
      });
    assert.equal(await call("/shop/hello?x=1"), "200 one");
    assert.equal(await call("/hello"), '403 {"message":"Forbidden"}');
    assert.equal(await call("/shop/hello", "other.test"), '403 {"message":"Forbidden"}');
    await map({ basePath: "" });
    assert.equal(await call("/v1/hello"), "200 one");
    assert.equal(await call("/shop/v1/hello"), '403 {"message":"Missing Authentication Token"}');
    const wildcard = (await cloud.create("DomainName", { domainName: "*.example.test" })).id;
    await map({ domainName: wildcard, basePath: "all", stageName: "v1" });
    assert.equal(await call("/all/hello", "shop.example.test"), "200 one");
    assert.equal(await call("/all/hello"), '403 {"message":"Forbidden"}');
  });

  it("leads integrations over a VPC link to their own URL, and names the link", async () => {
    const targetArn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/net/inner/1";
    const link = await cloud.create("VpcLink", { name: "inner", targetArn });
    assert.equal(link.outputs.arn, `arn:aws:apigateway:eu-west-1::/vpclinks/${link.id}`);
    const backend = createServer((request, response) => response.end(`${request.method} ${request.url}`));
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
    try {
      const uri = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/inner`;
      const over = { type: "http_proxy", httpMethod: "GET", connectionType: "VPC_LINK", connectionId: link.id, uri };
      const inner = documentOf({ "/inner": { get: { "x-amazon-apigateway-integration": over } } });
      const api = await cloud.create("RestApi", { body: inner });
      const deployment = await cloud.create("Deployment", { restApi: api.id });
      const stage = await cloud.create("Stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
      assert.deepEqual(cloud.warnings, [
        `GET /inner: the VPC link inner to ${targetArn} is recorded only: requests go from this machine to ${uri}`,
      ]);
      assert.equal(await get(`${stage.outputs.invokeUrl}/inner`), "200 GET /inner");
    } finally {
      backend.close();
    }
  });

  it("leaves an API without its default endpoint to its custom domains", async () => {
    const api = await cloud.create("RestApi", { body: body("one"), disableExecuteApiEndpoint: true });
    const deployment = await cloud.create("Deployment", { restApi: api.id });
    const stage = await cloud.create("Stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
    assert.equal(await get(`${stage.outputs.invokeUrl}/hello`), '403 {"message":"Forbidden"}');
    const domainName = (await cloud.create("DomainName", { domainName: "localhost" })).id;
    await cloud.create("BasePathMapping", { restApi: api.id, domainName, stageName: "v1" });
    const { port } = new URL(String(stage.outputs.invokeUrl));
    assert.equal(await get(`http://localhost:${port}/hello`), "200 one");
  });

  it("ends a stage and an API", async () => {
    const { api, stage } = await deploy();
    const url = `${stage.outputs.invokeUrl}/hello`;
    await cloud.type("Stage").delete(stage.id, stage.outputs);
    assert.equal(await get(url), '403 {"message":"Forbidden"}');
    await cloud.type("RestApi").delete(api.id, api.outputs);
    await assert.rejects(get(url));
  });
});
