import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";

const CODE = "function handler(event) { console.log('ran'); event.request.uri = '/new'; return event.request; }";

describe("the API of CloudFront Functions", () => {
  let cloud: TestCloud;
  before(async () => {
    cloud = await startTestCloud();
  });
  after(() => cloud.close());

  const call = async (method: string, path: string, body = "", ifMatch?: string) => {
    const { access, directory } = cloud.cloud;
    const principal = access.find(access.administrator.accessKeyId)?.principal;
    assert.ok(principal);
    const answer = await directory.service("cloudfront")?.handle?.({
      principal,
      method,
      url: `/2020-05-31/function${path}`,
      headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
      body: Buffer.from(body),
      requestId: "1",
    });
    assert.ok(answer);
    return { status: answer.status, body: answer.body.toString(), etag: answer.headers?.etag ?? "" };
  };
  const configured = (code: string, name = "") =>
    `<R>${name}<FunctionConfig><Comment>c</Comment><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig><FunctionCode>${Buffer.from(code).toString("base64")}</FunctionCode></R>`;
  const made = (name: string, code = CODE) => call("POST", "", configured(code, `<Name>${name}</Name>`));
  const element = (text: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];

  it("makes one, shows it, and gives its code back", async () => {
    const { status, etag } = await made("shown");
    assert.equal(status, 201);
    assert.equal((await made("shown")).status, 409);
    const described = await call("GET", "/shown/describe");
    assert.deepEqual(
      [element(described.body, "Status"), element(described.body, "Stage")],
      ["UNPUBLISHED", "DEVELOPMENT"],
    );
    assert.equal(described.etag, etag);
    assert.equal((await call("GET", "/shown")).body, CODE);
    assert.equal((await call("GET", "/shown/describe?Stage=LIVE")).status, 404);
    assert.match((await call("GET", "")).body, /<Name>shown<\/Name>/);
  });

  it("publishes the version that the caller has seen, and keeps it live while the next is written", async () => {
    const { etag } = await made("published");
    assert.equal(element((await call("POST", "/published/publish", "", "E0")).body, "Code"), "InvalidIfMatchVersion");
    const published = await call("POST", "/published/publish", "", etag);
    assert.deepEqual([published.status, element(published.body, "Stage")], [200, "LIVE"]);
    assert.equal((await call("PUT", "/published", configured("function handler() {}"), etag)).status, 200);
    assert.equal((await call("GET", "/published?Stage=LIVE")).body, CODE);
    assert.equal((await call("GET", "/published")).body, "function handler() {}");
  });

  it("tests one on an event", async () => {
    const { etag } = await made("tested");
    const event = {
      version: "1.0",
      context: { eventType: "viewer-request" },
      viewer: { ip: "1.2.3.4" },
      request: { method: "GET", uri: "/" },
    };
    const test = (object: unknown) =>
      call(
        "POST",
        "/tested/test",
        `<R><EventObject>${Buffer.from(JSON.stringify(object)).toString("base64")}</EventObject></R>`,
        etag,
      );
    const { status, body } = await test(event);
    assert.equal(status, 200);
    assert.match(element(body, "FunctionOutput") ?? "", /\/new/);
    assert.deepEqual([element(body, "member"), element(body, "ComputeUtilization")], ["ran", "1"]);
    assert.equal((await test("none")).status, 500);
  });

  it("refuses code over 10 KB and other runtimes, and deletes", async () => {
    assert.equal((await made("large", `${CODE}//${"x".repeat(10 * 1024)}`)).status, 413);
    const other = configured(CODE, "<Name>other</Name>").replace("js-2.0", "js-3.0");
    assert.equal((await call("POST", "", other)).status, 400);
    const { etag } = await made("gone");
    assert.equal((await call("DELETE", "/gone", "", etag)).status, 204);
    assert.equal((await call("GET", "/gone")).status, 404);
  });
});
