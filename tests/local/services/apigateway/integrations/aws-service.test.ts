import assert from "node:assert/strict";
import type { Principal } from "../../../../../local/access/access";
import type { Backends } from "../../../../../local/services/apigateway/exchange/backends";
import type { ApiRequest } from "../../../../../local/wire/transport/api-request";
import { gatewayFor } from "../gateway-fixture";

const ROLE = "arn:aws:iam::000000000000:role/gateway";
const principal = (arn: string): Principal => ({ arn, account: "000000000000", policies: () => [], userId: "AIDA" });

describe("apigateway: services behind an integration", () => {
  const seen: ApiRequest[] = [];
  const service = {
    name: "things",
    resources: [],
    handle: async (request: ApiRequest) => {
      seen.push(request);
      return { status: 200, body: "{}" };
    },
  };
  beforeEach(() => {
    seen.length = 0;
  });

  const gateway = (integration: object, backends: Partial<Backends> = {}, method: object = {}) =>
    gatewayFor(
      {
        "/": {
          post: {
            "x-amazon-apigateway-integration": {
              type: "aws",
              httpMethod: "POST",
              uri: "arn:aws:apigateway:eu-west-1:things:path//",
              responses: { default: { statusCode: "200" } },
              ...integration,
            },
            ...method,
          },
        },
      },
      { components: { securitySchemes: { iam: SIGV4 } } },
      {
        stage: { variables: { action: "Make", role: "gateway" } },
        backends: {
          service: () => service,
          principal: (arn) => (arn === ROLE ? principal(arn) : undefined),
          ...backends,
        },
      },
    );
  const SIGV4 = { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" };
  const SIGNED = {
    Authorization:
      "AWS4-HMAC-SHA256 Credential=AKIA/20261122/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
    "X-Amz-Date": "20261122T120000Z",
  };
  const internal = { message: "Internal server error" };

  it("calls as the role, which stage variables may name", async () => {
    const { send } = gateway({ credentials: "arn:aws:iam::000000000000:role/${stageVariables.role}" });
    assert.equal((await send("POST", "/test/", {}, "{}")).status, 200);
    assert.equal(seen[0]?.principal.arn, ROLE);
  });

  it("is 500 without a role, and with one that API Gateway may not assume; the log says which", async () => {
    for (const [integration, why] of [
      [{}, /needs credentials, an IAM role/],
      [{ credentials: "arn:aws:iam::000000000000:role/other" }, /does not have permission to assume the provided role/],
    ] as const) {
      const { send, executionLog } = gateway(integration);
      const answer = await send("POST", "/test/", {}, "{}");
      assert.deepEqual([answer.status, JSON.parse(answer.body)], [500, internal]);
      assert.ok(
        executionLog.some((line) => why.test(line)),
        executionLog.join("\n"),
      );
    }
    assert.equal(seen.length, 0);
  });

  it("passes the caller's identity on where the integration says so", async () => {
    const caller = principal("arn:aws:iam::000000000000:user/ann");
    const backends: Partial<Backends> = {
      authenticate: () => ({ principal: caller, region: "eu-west-1", service: "execute-api" }),
      decide: () => ({ allowed: true }),
    };
    const credentials = "arn:aws:iam::*:user/*";
    const signed = gateway({ credentials }, backends, { security: [{ iam: [] }] });
    assert.equal((await signed.send("POST", "/test/", SIGNED, "{}")).status, 200);
    assert.equal(seen[0]?.principal.arn, caller.arn);
    const open = gateway({ credentials }, backends);
    assert.equal((await open.send("POST", "/test/", {}, "{}")).status, 500);
    assert.equal(seen.length, 1);
  });

  it("fills the action from stage variables, with mapped query parameters after it", async () => {
    const { send } = gateway({
      credentials: ROLE,
      uri: "arn:aws:apigateway:eu-west-1:things:action/${stageVariables.action}&Version=1",
      requestParameters: { "integration.request.querystring.Name": "'a b'" },
    });
    await send("POST", "/test/", {}, "{}");
    assert.equal(seen[0]?.url, "/?Action=Make&Version=1&Name=a%20b");
    assert.equal(seen[0]?.headers.host, "things.eu-west-1.amazonaws.com");
  });
});
