import assert from "node:assert/strict";
import type { ApiRequest } from "../../../../local/wire/transport/api-request";
import { functionInputs, type Lambda, startLambda } from "./deployed";

const ECHO = "exports.handler = async (event) => event";
const ACCOUNT = "000000000000";
const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`;

describe("invoking functions", () => {
  let lambda: Lambda;
  before(async () => {
    lambda = startLambda();
    await lambda.deploy("echo", ECHO, { publish: true });
    await lambda.create("Alias", "live", { name: "live", functionName: "echo", functionVersion: "1" });
  });
  after(() => lambda.close());

  const api = async (url: string, changes: Partial<ApiRequest> = {}) => {
    const principal = lambda.cloud.access.find(lambda.cloud.access.administrator.accessKeyId)?.principal;
    if (!principal || !lambda.service.handle) throw new Error("no administrator or no API");
    const request = { principal, method: "POST", url, headers: {}, body: Buffer.from("{}"), requestId: "r" };
    const { status, headers, body } = await lambda.service.handle({ ...request, ...changes });
    return { status, headers: headers ?? {}, body: body.toString() };
  };

  describe("by a service", () => {
    const sourceArn = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc123/prod/POST/orders`;
    const asGateway = (arn: string, source = sourceArn) =>
      lambda.service.functions.invoke(arn, '{"a":1}', {
        as: { service: "apigateway.amazonaws.com", sourceArn: source },
      });

    before(async () => {
      await lambda.deploy("served", ECHO, { publish: true });
      await lambda.create("Alias", "served", { name: "live", functionName: "served", functionVersion: "1" });
    });

    it("needs a permission for exactly that qualifier and source", async () => {
      await assert.rejects(asGateway(`${arnOf("served")}:live`), { code: "AccessDeniedException", status: 403 });
      assert.match(
        lambda.lines("lambda").at(-1) ?? "",
        /served:live has no aws.lambda.Permission for apigateway.amazonaws.com/,
      );
      await lambda.create("Permission", "gateway", {
        function: "served",
        qualifier: "live",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:eu-west-1:${ACCOUNT}:abc123/*/*/*`,
      });
      const { payload, executedVersion } = await asGateway(`${arnOf("served")}:live`);
      assert.equal(payload.toString(), '{"a":1}');
      assert.equal(executedVersion, "1");
      await assert.rejects(asGateway(arnOf("served")), { code: "AccessDeniedException" });
      const other = `arn:aws:execute-api:eu-west-1:${ACCOUNT}:other/prod/POST/orders`;
      await assert.rejects(asGateway(`${arnOf("served")}:live`, other), { code: "AccessDeniedException" });
    });
  });

  it("refuses functions, versions and aliases that are not there", async () => {
    await assert.rejects(lambda.invoke("absent"), {
      code: "ResourceNotFoundException",
      message: `Function not found: ${arnOf("absent")}`,
    });
    await assert.rejects(lambda.invoke("echo:2"), { message: `Function not found: ${arnOf("echo")}:2` });
    await assert.rejects(
      lambda.create("Alias", "bad", { name: "bad", functionName: "echo", functionVersion: "9" }),
      /Function not found: .*:9/,
    );
  });

  it("publishes a version only for a change, and old versions keep their code", async () => {
    const role = "arn:aws:iam::000000000000:role/function";
    const update = (code: string) =>
      lambda.update("Function", "echo", functionInputs("echo", role, code, { publish: true }));
    assert.equal((await update(ECHO)).version, "1");
    assert.equal((await update("exports.handler = async () => 'new'")).version, "2");
    assert.equal((await lambda.invoke("echo")).value, "new");
    assert.equal((await lambda.invoke("echo:2")).value, "new");
    assert.deepEqual((await lambda.invoke("echo:live", { old: 1 })).value, { old: 1 });
    await lambda.update("Alias", `${arnOf("echo")}:live`, { name: "live", functionName: "echo", functionVersion: "2" });
    assert.equal((await lambda.invoke("echo:live", { old: 1 })).value, "new");
  });

  it("uses the new code and settings at once", async () => {
    const role = "arn:aws:iam::000000000000:role/function";
    await lambda.deploy("changing", "exports.handler = async () => process.env.WORD", {
      environment: { variables: { WORD: "a" } },
    });
    assert.equal((await lambda.invoke("changing")).value, "a");
    const inputs = functionInputs("changing", role, "exports.handler = async () => process.env.WORD");
    await lambda.update("Function", "changing", { ...inputs, environment: { variables: { WORD: "b" } } });
    assert.equal((await lambda.invoke("changing")).value, "b");
  });

  describe("through the API", () => {
    const path = "/2015-03-31/functions/echo:live/invocations";

    it("answers RequestResponse, DryRun and Event", async () => {
      await lambda.deploy(
        "api",
        "exports.handler = async (event) => { console.log('seen'); if (event.bad) throw new Error('bad'); return event; }",
      );
      const url = "/2015-03-31/functions/api/invocations";
      const good = await api(url, { body: Buffer.from('{"a":"ä"}'), headers: { "x-amz-log-type": "Tail" } });
      assert.deepEqual([good.status, good.body, good.headers["x-amz-executed-version"]], [200, '{"a":"ä"}', "$LATEST"]);
      assert.match(
        Buffer.from(good.headers["x-amz-log-result"] ?? "", "base64").toString(),
        /^START (.|\n)*\tseen\n(.|\n)*REPORT /,
      );
      const bad = await api(url, { body: Buffer.from('{"bad":true}') });
      assert.deepEqual([bad.status, bad.headers["x-amz-function-error"]], [200, "Unhandled"]);
      assert.equal((await api(url, { headers: { "x-amz-invocation-type": "DryRun" } })).status, 204);
      assert.equal((await api(url, { headers: { "x-amz-invocation-type": "Event" } })).status, 202);
    });
    it("refuses what is no JSON, too large or not permitted", async () => {
      assert.equal(
        (await api(path, { body: Buffer.from("{") })).headers["x-amzn-errortype"],
        "InvalidRequestContentException",
      );
      assert.equal((await api(path, { body: Buffer.alloc(6_291_457, "1") })).status, 413);
      const nobody = lambda.cloud.access.assumeRole(
        lambda.cloud.addRole("nobody", { Effect: "Allow", Action: "sqs:*", Resource: "*" }),
        "t",
      );
      const principal = lambda.cloud.access.find(nobody.accessKeyId)?.principal;
      const refused = await api(path, { principal });
      assert.equal(refused.status, 403);
      assert.match(
        refused.body,
        /assumed-role\/nobody\/t is not authorized to perform: lambda:InvokeFunction on resource: .*:echo:live/,
      );
    });
    it("describes functions, and says what it does not answer", async () => {
      const one = await api("/2015-03-31/functions/echo?Qualifier=live", { method: "GET" });
      assert.equal(JSON.parse(one.body).Configuration.Version, "2");
      const all = await api("/2015-03-31/functions/", { method: "GET" });
      assert.ok(JSON.parse(all.body).Functions.some((each: { FunctionName: string }) => each.FunctionName === "echo"));
      assert.equal((await api("/2015-03-31/functions/absent", { method: "GET" })).status, 404);
      assert.equal((await api("/2021-10-31/functions/echo/url", { method: "GET" })).status, 501);
    });
  });

  describe("by aws.lambda.Invocation", () => {
    it("gives the function's answer", async () => {
      const { result } = await lambda.create("Invocation", "call", {
        functionName: "echo",
        qualifier: "1",
        input: '{"a":1}',
      });
      assert.equal(result, '{"a":1}');
    });
    it("fails the deployment with the function's own message", async () => {
      await lambda.deploy(
        "migrate",
        "exports.handler = async () => { throw new Error('migrations/orders/002.sql:7: syntax error'); }",
      );
      await assert.rejects(lambda.create("Invocation", "migrate", { functionName: "migrate", input: "{}" }), {
        message: "migrate failed: migrations/orders/002.sql:7: syntax error",
      });
    });
  });

  describe("functions that the local cloud cannot run", () => {
    const refused = (changes: object) => lambda.check("Function", functionInputs("x", "role", ECHO, { ...changes }));
    it("are refused with what is wrong", () => {
      assert.deepEqual(refused({}), []);
      assert.deepEqual(refused({ layers: ["arn:x"] }), ["layers the local cloud does not emulate layers"]);
      assert.deepEqual(refused({ runtime: "python3.13" }), [
        'runtime must be one of Node.js: the local cloud runs no other (it is "python3.13")',
      ]);
      assert.deepEqual(refused({ environment: { variables: { AWS_REGION: "x" } } }), [
        "environment.variables must not set AWS_REGION: Lambda keeps them for itself",
      ]);
    });
    it("include those whose role Lambda may not assume", async () => {
      await assert.rejects(lambda.deploy("roleless", ECHO, { role: "arn:aws:iam::000000000000:role/absent" }), {
        message: "The role defined for the function cannot be assumed by Lambda.",
      });
    });
  });
});
