import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import { listen } from "../../../../local/wire/transport/listen";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
const METHODS = ["GET", "HEAD"];
const NO_PROCESSES = {
  port: async () => 0,
  spawn: () => {
    throw new Error("no processes");
  },
};

describe("distributions", () => {
  let cloud: TestCloud;
  let origin: Server;
  let port: number;
  let requests: string[] = [];
  let respond: (request: IncomingMessage, response: ServerResponse) => void;

  before(async () => {
    cloud = await startTestCloud({ lifecycle: NO_PROCESSES as never });
    origin = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      respond(request, response);
    });
    port = await listen(origin, 0);
  });
  after(async () => {
    await cloud.cloud.directory.service("cloudfront")?.stop?.();
    origin.closeAllConnections();
    origin.close();
    await cloud.close();
  });
  beforeEach(() => {
    requests = [];
    respond = (_, response) => response.end("content");
  });

  const inputs = (behavior: Properties = {}, others: Properties = {}): Properties => ({
    enabled: true,
    origins: [
      {
        originId: "main",
        domainName: "127.0.0.1",
        customOriginConfig: { httpPort: port, httpsPort: port, originProtocolPolicy: "http-only" },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "main",
      viewerProtocolPolicy: "allow-all",
      allowedMethods: METHODS,
      cachedMethods: METHODS,
      cachePolicyId: OPTIMIZED,
      ...behavior,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...others,
  });

  let made = 0;
  const create = (type: string, properties: Properties) =>
    cloud.resource(type).create(properties, resourceContext(`made-${made++}`));

  const deploy = async (behavior: Properties = {}, others: Properties = {}) => {
    const { id, outputs } = await create(DISTRIBUTION, inputs(behavior, others));
    const url = cloud.cloud.directory.service("cloudfront")?.localUrl?.(`https://${outputs.domainName}`);
    assert.match(url ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
    return { id, url: url ?? "", arn: String(outputs.arn) };
  };

  it("ask the origin once for what many viewers want at the same time", async () => {
    respond = (_, response) => void sleep(100).then(() => response.end("content"));
    const { url } = await deploy();
    const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${url}/a`)));
    assert.deepEqual(await Promise.all(answers.map((each) => each.text())), Array(8).fill("content"));
    assert.deepEqual(requests, ["GET /a"]);
    assert.deepEqual(answers.map((each) => each.headers.get("x-cache")).sort(), [
      ...Array(7).fill("Hit from cloudfront"),
      "Miss from cloudfront",
    ]);
  });

  it("serve a new setting at once, and what it takes away no longer", async () => {
    const { id, url } = await deploy({}, { defaultRootObject: "a.html" });
    await fetch(url);
    const type = cloud.resource(DISTRIBUTION);
    const olds = { inputs: {}, outputs: (await type.read?.(id, {})) ?? {} };
    await type.update?.(id, inputs({}, { defaultRootObject: "b.html" }), olds, resourceContext("made"));
    await fetch(url);
    assert.deepEqual(requests, ["GET /a.html", "GET /b.html"]);
    await type.delete(id, {});
    await assert.rejects(fetch(url));
  });

  it("answer HEAD from what GET brought, and not the other way round", async () => {
    const { url } = await deploy();
    assert.equal((await fetch(`${url}/a`, { method: "HEAD" })).headers.get("x-cache"), "Miss from cloudfront");
    assert.equal(await (await fetch(`${url}/a`)).text(), "content");
    const head = await fetch(`${url}/a`, { method: "HEAD" });
    assert.equal(head.headers.get("x-cache"), "Hit from cloudfront");
    assert.equal(head.headers.get("content-length"), "7");
    assert.deepEqual(requests, ["HEAD /a", "GET /a"]);
  });

  it("say by what answers differ where the origin says it, and nothing where it does not", async () => {
    const { url } = await deploy({ originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER });
    assert.equal((await fetch(`${url}/a`)).headers.get("vary"), null);
    respond = (_, response) => response.setHeader("Vary", "X-Theme,").end("content");
    assert.equal((await fetch(`${url}/b`)).headers.get("vary"), "X-Theme");
  });

  it("let nobody past a web ACL, which stays while it is named", async () => {
    const { outputs } = await create("aws:wafv2/webAcl:WebAcl", {
      name: "edge",
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rules: [
        {
          name: "admin",
          priority: 1,
          action: { block: {} },
          statement: {
            byteMatchStatement: {
              searchString: "/admin",
              positionalConstraint: "STARTS_WITH",
              fieldToMatch: { uriPath: {} },
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
          visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "m", sampledRequestsEnabled: false },
        },
      ],
      visibilityConfig: { cloudwatchMetricsEnabled: false, metricName: "m", sampledRequestsEnabled: false },
    });
    const { id, url } = await deploy({}, { webAclId: outputs.arn });
    assert.deepEqual([(await fetch(`${url}/admin`)).status, (await fetch(`${url}/a`)).status], [403, 200]);
    const acl = cloud.resource("aws:wafv2/webAcl:WebAcl");
    await assert.rejects(acl.delete("edge", outputs), { code: "WAFAssociatedItemException" });
    await cloud.resource(DISTRIBUTION).delete(id, {});
    await acl.delete("edge", outputs);
  });

  it("read a bucket as the identity that its policy names by its canonical user", async () => {
    const { outputs: identity } = await create("aws:cloudfront/originAccessIdentity:OriginAccessIdentity", {});
    const { id: bucket } = await create("aws:s3/bucket:Bucket", { bucket: "site" });
    await create("aws:s3/bucketObjectv2:BucketObjectv2", { bucket, key: "a.txt", content: "alpha" });
    const Statement = [
      {
        Effect: "Allow",
        Principal: { CanonicalUser: identity.s3CanonicalUserId },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::site/*",
      },
    ];
    const read = async (originAccessIdentity: unknown) => {
      const s3 = {
        originId: "main",
        domainName: "site.s3.eu-west-1.amazonaws.com",
        s3OriginConfig: { originAccessIdentity },
      };
      const { url } = await deploy({}, { origins: [s3] });
      const answer = await fetch(`${url}/a.txt`);
      return [answer.status, answer.status === 200 ? await answer.text() : ""];
    };
    assert.deepEqual(await read(identity.cloudfrontAccessIdentityPath), [403, ""]);
    await create("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: { Version: "2012-10-17", Statement } });
    assert.deepEqual(await read(identity.cloudfrontAccessIdentityPath), [200, "alpha"]);
    assert.deepEqual(await read(""), [403, ""]);
  });

  it("are refused with what CloudFront would refuse, before anything listens", async () => {
    const refused = async (code: string, behavior: Properties, others: Properties = {}) =>
      assert.rejects(create(DISTRIBUTION, inputs(behavior, others)), { code });
    await refused("NoSuchOrigin", { targetOriginId: "other" });
    await refused("NoSuchCachePolicy", { cachePolicyId: "none" });
    await refused("InvalidArgument", { allowedMethods: ["GET", "POST"] });
    await refused("InvalidArgument", { cachedMethods: ["GET", "HEAD", "PUT"] });
    await refused("InvalidArgument", { cachePolicyId: undefined });
    await refused("InvalidArgument", { viewerProtocolPolicy: "http" });
    await refused("InvalidViewerCertificate", {}, { aliases: ["www.example.com"] });
    await refused("InvalidWebACLId", {}, { webAclId: "arn:aws:wafv2:eu-west-1:0:regional/webacl/a/b" });
    await refused("NotEmulatedByLocalCloud", { trustedSigners: ["self"] });
    const functionArn = "arn:aws:cloudfront::000000000000:function/none";
    await refused("InvalidFunctionAssociation", {
      functionAssociations: [{ eventType: "viewer-request", functionArn }],
    });
  });

  it("run a function's published code, not what was written since", async () => {
    const code = (text: string) => `function handler() { return { statusCode: 200, body: '${text}' }; }`;
    const type = cloud.resource("aws:cloudfront/function:Function");
    const first = { name: "page", runtime: "cloudfront-js-2.0", code: code("one") };
    const { id, outputs } = await type.create(first, resourceContext("page"));
    const functionArn = String(outputs.arn);
    const { url, id: distribution } = await deploy({
      functionAssociations: [{ eventType: "viewer-request", functionArn }],
    });
    const shown = async () => (await fetch(url)).text();
    assert.equal(await shown(), "one");
    const olds = { inputs: first, outputs };
    await type.update?.(id, { ...first, code: code("two"), publish: false }, olds, resourceContext("page"));
    assert.equal(await shown(), "one");
    await type.update?.(id, { ...first, code: code("two") }, olds, resourceContext("page"));
    assert.equal(await shown(), "two");
    await assert.rejects(type.delete(id, {}), { code: "FunctionInUse" });
    await cloud.resource(DISTRIBUTION).delete(distribution, {});
    await type.delete(id, {});
  });

  it("keep keys and policies while they are named", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const encodedKey = publicKey.export({ type: "spki", format: "pem" });
    await assert.rejects(create("aws:cloudfront/publicKey:PublicKey", { encodedKey: "no key" }), {
      code: "InvalidArgument",
    });
    const key = await create("aws:cloudfront/publicKey:PublicKey", { encodedKey });
    const group = await create("aws:cloudfront/keyGroup:KeyGroup", { items: [key.id] });
    const { url } = await deploy({ trustedKeyGroups: [group.id] });
    assert.equal((await fetch(url)).status, 403);
    await assert.rejects(cloud.resource("aws:cloudfront/publicKey:PublicKey").delete(key.id, {}), {
      code: "PublicKeyInUse",
    });
    await assert.rejects(cloud.resource("aws:cloudfront/keyGroup:KeyGroup").delete(group.id, {}), {
      code: "ResourceInUse",
    });
  });
});
