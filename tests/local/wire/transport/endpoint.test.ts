import assert from "node:assert/strict";
import { request } from "node:http";
import { Sha256 } from "@aws-crypto/sha256-js";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

describe("wire: the endpoint", () => {
  let cloud: TestCloud;
  before(async () => {
    cloud = await startTestCloud();
  });
  after(() => cloud.close());

  const port = () => Number(new URL(cloud.cloud.endpoint).port);

  const send = (options: { method?: string; path?: string; headers: Record<string, string>; body?: string }) =>
    new Promise<Answer>((resolve, reject) => {
      const { method = "POST", path = "/", headers, body = "" } = options;
      const outgoing = request({ host: "127.0.0.1", port: port(), method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            type: String(JSON.parse(Buffer.concat(chunks).toString() || "{}").__type ?? ""),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });

  const unsigned = (headers: Record<string, string> = {}, path = "/") =>
    new HttpRequest({
      method: "POST",
      protocol: "http:",
      hostname: "127.0.0.1",
      port: port(),
      path,
      headers: {
        host: `127.0.0.1:${port()}`,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": "AmazonSQS.ListQueues",
        ...headers,
      },
      body: "{}",
    });

  const signer = (secretAccessKey = cloud.access.administrator.secretAccessKey, service = "sqs") =>
    new SignatureV4({
      service,
      region: "eu-west-1",
      sha256: Sha256,
      credentials: { accessKeyId: cloud.access.administrator.accessKeyId, secretAccessKey },
    });

  const signed = async (options: {
    at?: number;
    secret?: string;
    service?: string;
    headers?: Record<string, string>;
  }) => {
    const signingDate = new Date(options.at ?? cloud.clock.now());
    const { headers } = await signer(options.secret, options.service).sign(unsigned(options.headers), { signingDate });
    return headers;
  };

  it("lets a signed call through", async () => {
    assert.deepEqual(await send({ headers: await signed({}), body: "{}" }), { status: 200, type: "", body: "{}" });
  });

  it("takes an unsigned payload when the client signed that it is", async () => {
    const headers = await signed({ headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } });
    assert.equal((await send({ headers, body: '{"QueueNamePrefix":"x"}' })).status, 200);
  });

  it("takes a presigned URL until it expires", async () => {
    const request = new HttpRequest({
      ...unsigned(),
      headers: { host: `127.0.0.1:${port()}` },
      query: { Action: "ListQueues" },
      method: "GET",
      body: undefined,
    });
    const at = new Date(cloud.clock.now());
    const { query } = await signer().presign(request, { signingDate: at, expiresIn: 60 });
    const path = `/?${new URLSearchParams(query as Record<string, string>).toString().replace(/\+/g, "%20")}`;
    const headers = { host: `127.0.0.1:${port()}`, accept: "application/json" };
    assert.equal((await send({ method: "GET", path, headers })).status, 200);
    cloud.clock.advanceBy(61_000);
    assert.equal((await send({ method: "GET", path, headers })).status, 403);
  });

  it("refuses a call without a signature", async () => {
    const { headers } = unsigned();
    assert.deepEqual(
      (await send({ headers, body: "{}" })).type,
      "com.amazon.coral.service#MissingAuthenticationTokenException",
    );
  });

  it("refuses another secret, another body, another header", async () => {
    const refused = { status: 403, type: "com.amazon.coral.service#InvalidSignatureException" };
    const pick = ({ status, type }: Answer) => ({ status, type });
    assert.deepEqual(pick(await send({ headers: await signed({ secret: "wrong" }), body: "{}" })), refused);
    assert.deepEqual(pick(await send({ headers: await signed({}), body: "{ }" })), refused);
    const headers = { ...(await signed({})), "x-amz-target": "AmazonSQS.DeleteQueue" };
    assert.deepEqual(pick(await send({ headers, body: "{}" })), refused);
  });

  it("refuses an x-amz header that was not signed", async () => {
    const headers = { ...(await signed({})), "x-amz-extra": "1" };
    const { status, type } = await send({ headers, body: "{}" });
    assert.deepEqual([status, type], [400, "com.amazon.coral.service#IncompleteSignatureException"]);
  });

  for (const [minutes, allowed] of [
    [-6, false],
    [-4, true],
    [4, true],
    [6, false],
  ] as const) {
    it(`${allowed ? "takes" : "refuses"} a signature whose time is ${minutes} minutes off`, async () => {
      const headers = await signed({ at: cloud.clock.now() + minutes * 60_000 });
      assert.equal((await send({ headers, body: "{}" })).status, allowed ? 200 : 403);
    });
  }

  it("refuses a key that it does not know, and a session key without its token", async () => {
    const credentials = { accessKeyId: "AKIAAAAAAAAAAAAAAAAA", secretAccessKey: "x" };
    const stranger = new SQSClient({ ...cloud.client, credentials });
    await assert.rejects(stranger.send(new ListQueuesCommand({})), { name: "UnrecognizedClientException" });
    const session = cloud.access.assumeRole(await cloud.role("r", []), "one");
    const tokenless = new SQSClient({ ...cloud.client, credentials: { ...session, sessionToken: undefined } });
    await assert.rejects(tokenless.send(new ListQueuesCommand({})), { name: "UnrecognizedClientException" });
    stranger.destroy();
    tokenless.destroy();
  });

  it("refuses the name of a web page's own host", async () => {
    const { headers } = unsigned({ host: "rebound.example:80" });
    assert.equal((await send({ headers, body: "{}" })).status, 421);
  });

  it("refuses a body over its limit", async () => {
    const headers = await signed({});
    assert.equal((await send({ headers, body: "x".repeat(70_167_212) })).status, 413);
  });

  it("is loud about a service that it does not have", async () => {
    const headers = await signed({ service: "ecs" });
    const { status, body } = await send({ headers, body: "{}" });
    assert.equal(status, 501);
    assert.match(body, /the local cloud does not answer the API of ecs/);
    assert.match(cloud.warnings.at(-1) ?? "", /ecs/);
  });
});
