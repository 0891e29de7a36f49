import assert from "node:assert/strict";
import { gatewayFor, mock } from "../gateway-fixture";

const OURS = "vpce-0123456789abcdef0";
const OTHER = "vpce-0fedcba9876543210";
const allow = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const unless = (key: string, value: string) => ({
  ...allow,
  Effect: "Deny",
  Condition: { StringNotEquals: { [key]: value } },
});

const privateApi = (Statement: readonly object[], vpcEndpointIds = [OURS, OTHER]) =>
  gatewayFor(
    { "/orders": { get: mock("$context.identity.vpceId $context.identity.vpcId") } },
    {
      "x-amazon-apigateway-endpoint-configuration": { types: ["PRIVATE"], vpcEndpointIds },
      "x-amazon-apigateway-policy": { Version: "2012-10-17", Statement },
    },
    { vpcOf: (endpoint) => (endpoint === OURS ? "vpc-1" : undefined) },
  );

const alias = (endpoint: string, api = "api0000001") => ({
  Host: `${api}-${endpoint}.execute-api.eu-west-1.amazonaws.com:4600`,
});

describe("apigateway: private APIs", () => {
  it("is reached by the name of one of its endpoints", async () => {
    const { send } = privateApi([allow, unless("aws:SourceVpce", OURS)]);
    const answer = await send("GET", "/test/orders", alias(OURS));
    assert.deepEqual([answer.status, answer.body], [200, `${OURS} vpc-1`]);
  });

  it("is reached by the endpoint's own name and the API's id in a header", async () => {
    const { send } = privateApi([allow], []);
    const Host = `${OURS}-a1b2c3d4.execute-api.eu-west-1.vpce.amazonaws.com`;
    assert.equal((await send("GET", "/test/orders", { Host, "x-apigw-api-id": "api0000001" })).status, 200);
    assert.equal((await send("GET", "/test/orders", { Host, "x-apigw-api-id": "other" })).status, 403);
  });

  it("refuses whatever else comes, and says in the log how to come", async () => {
    const { send, executionLog } = privateApi([allow], [OURS]);
    const hosts = [
      "127.0.0.1:4600",
      "api0000001.execute-api.eu-west-1.amazonaws.com",
      alias(OTHER).Host,
      alias(OURS, "another001").Host,
    ];
    for (const Host of hosts) {
      const answer = await send("GET", "/test/orders", { Host });
      assert.deepEqual([answer.status, answer.body], [403, '{"message":"Forbidden"}'], Host);
      assert.equal(answer.header("x-amzn-ErrorType"), "ForbiddenException");
    }
    assert.match(executionLog[0] ?? "", /private and the host 127\.0\.0\.1 names none .* send the host api0000001-</);
  });

  it("asks the resource policy for the endpoint and for its VPC", async () => {
    const byEndpoint = privateApi([allow, unless("aws:SourceVpce", OURS)]);
    assert.equal((await byEndpoint.send("GET", "/test/orders", alias(OTHER))).status, 403);
    const byVpc = privateApi([allow, unless("aws:SourceVpc", "vpc-1")]);
    assert.equal((await byVpc.send("GET", "/test/orders", alias(OURS))).status, 200);
    const refused = await byVpc.send("GET", "/test/orders", alias(OTHER));
    assert.match(refused.body, /^\{"Message":"User: anonymous is not authorized .* with an explicit deny/);
  });
});
