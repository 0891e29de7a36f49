import assert from "node:assert/strict";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { verifySignature } from "../../../../../local/wire/signatures/sigv4";
import { startTestCloud, type TestCloud } from "../../../cloud/test-cloud";
import { API_ID, functions, gatewayFor, lambdaProxy } from "../gateway-fixture";

const RESOURCE = `arn:aws:execute-api:eu-west-1:000000000000:${API_ID}/test/POST/things/*`;

describe("apigateway: IAM authorization", () => {
  let cloud: TestCloud;

  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const start = (extra = {}) => {
    const { access, clock } = cloud;
    return gatewayFor(
      { "/things/{id}": { post: lambdaProxy("f", { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }) } },
      extra,
      {
        backends: {
          authenticate: (request) => verifySignature(request, access, clock),
          decide: (principal, request) => access.decide(principal, request),
          functions: functions((event) => ({
            body: JSON.stringify((event.requestContext as { identity: unknown }).identity),
          })),
        },
      },
    );
  };

  const signed = async (role: string, { path = "/test/things/a%20b", service = "execute-api", body = "{}" } = {}) => {
    const signer = new SignatureV4({
      service,
      region: "eu-west-1",
      sha256: Sha256,
      credentials: cloud.access.assumeRole(role, "me"),
    });
    const headers = { host: "api.test", "content-type": "application/json" };
    const request = new HttpRequest({ method: "POST", protocol: "https:", hostname: "api.test", path, headers, body });
    return (await signer.sign(request)).headers;
  };

  const allowed = () => cloud.role("caller", [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: RESOURCE }]);

  it("lets a role in that may invoke the method, and tells the function who called", async () => {
    const role = await allowed();
    const answer = await start().send("POST", "/test/things/a%20b", await signed(role), "{}");
    assert.equal(answer.status, 200);
    const identity = JSON.parse(answer.body);
    assert.equal(identity.userArn, "arn:aws:sts::000000000000:assumed-role/caller/me");
    assert.equal(identity.accountId, "000000000000");
    assert.match(identity.accessKey, /^ASIA/);
  });

  it("refuses a role without the permission, naming action and resource with the account hidden", async () => {
    const role = await cloud.role("caller", []);
    const answer = await start().send("POST", "/test/things/1", await signed(role, { path: "/test/things/1" }), "{}");
    assert.deepEqual(
      [answer.status, answer.body],
      [
        403,
        `{"Message":"User: arn:aws:sts::000000000000:assumed-role/caller/me is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********0000:${API_ID}/test/POST/things/1 because no identity-based policy allows the execute-api:Invoke action"}`,
      ],
    );
    assert.equal(answer.header("x-amzn-ErrorType"), "AccessDeniedException");
  });

  it("lets the resource policy deny what the role may", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/test/POST/*" },
      ],
    };
    const answer = await start({ "x-amazon-apigateway-policy": policy }).send(
      "POST",
      "/test/things/a%20b",
      await signed(await allowed()),
      "{}",
    );
    assert.equal(answer.status, 403);
    assert.match(answer.body, /with an explicit deny"}$/);
  });

  it("refuses a changed body, another service's scope and no signature at all", async () => {
    const role = await allowed();
    const { send } = start();
    const changed = await send("POST", "/test/things/a%20b", await signed(role), '{"other":1}');
    assert.deepEqual([changed.status, changed.header("x-amzn-ErrorType")], [403, "InvalidSignatureException"]);
    const scoped = await send("POST", "/test/things/a%20b", await signed(role, { service: "sqs" }), "{}");
    assert.equal(scoped.body, `{"message":"Credential should be scoped to correct service: 'execute-api'."}`);
    const unsigned = await send("POST", "/test/things/a%20b", {}, "{}");
    assert.equal(unsigned.body, '{"message":"Missing Authentication Token"}');
  });
});
