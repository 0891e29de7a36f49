import assert from "node:assert/strict";
import { registered, the } from "serverless-tiers-local/testing";
import { RestApi, type RestApiArgs } from "../../../../components";
import { target } from "./targets";

const VPCE = "vpce-0123456789abcdef0";

const api = ({ auth = "none", ...args }: Partial<RestApiArgs>) =>
  new RestApi("shop", { routes: { "GET /a": { to: target(), auth } }, ...args });

const deployed = async (args: Partial<RestApiArgs>) => {
  const made = await registered(() => api(args));
  const { policy, endpointConfiguration } = the(made, "aws:apigateway/restApi:RestApi", "shop").inputs;
  return { endpointConfiguration, statements: policy === undefined ? undefined : JSON.parse(String(policy)).Statement };
};

const EVERYTHING = { Action: "execute-api:Invoke", Resource: "*" };
const ALLOW = { Sid: "AllowCallers", Effect: "Allow", Principal: "*", ...EVERYTHING };
const DENY = { Sid: "DenyElsewhere", Effect: "Deny", Principal: "*", ...EVERYTHING };

describe("the endpoint and the policy of a REST API", () => {
  it("are regional and none, unless asked for", async () => {
    assert.deepEqual(await deployed({}), { endpointConfiguration: { types: "REGIONAL" }, statements: undefined });
    assert.deepEqual((await deployed({ endpoint: "edge" })).endpointConfiguration, { types: "EDGE" });
  });

  it("let in addresses, and refuse all others", async () => {
    const sourceIps = ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"];
    assert.deepEqual((await deployed({ policy: { sourceIps } })).statements, [
      ALLOW,
      { ...DENY, Condition: { NotIpAddress: { "aws:SourceIp": sourceIps } } },
    ]);
  });

  it("make an API private, with the networks that reach it", async () => {
    const policy = { vpcEndpoints: [VPCE], vpcs: ["vpc-0123456789abcdef0"] };
    assert.deepEqual(await deployed({ endpoint: "private", policy }), {
      endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [VPCE] },
      statements: [
        ALLOW,
        {
          ...DENY,
          Condition: {
            StringNotEquals: { "aws:SourceVpce": [VPCE], "aws:SourceVpc": ["vpc-0123456789abcdef0"] },
          },
        },
      ],
    });
  });

  it("name accounts, and open signed routes to nobody else", async () => {
    const policy = { accounts: ["123456789012"], sourceIps: ["192.0.2.0/24"] };
    assert.deepEqual((await deployed({ auth: "iam", policy })).statements, [
      {
        Sid: "AllowAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
        ...EVERYTHING,
      },
      { ...DENY, Condition: { NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } } },
    ]);
  });

  it("refuse what would let in nobody or too many, before anything is registered", async () => {
    const made = await registered(() => {
      for (const [args, message] of [
        [{ endpoint: "private" }, /^shop: policy must be \{ vpcEndpoints: .* for endpoint "private"/],
        [
          { endpoint: "private", auth: "iam", policy: { accounts: ["123456789012"] } },
          /^shop: policy must be \{ vpcEndpoints/,
        ],
        [{ policy: {} }, /^shop: policy must name who may call/],
        [{ policy: { sourceIps: [] } }, /^shop: policy must name who may call/],
        [
          { policy: { vpcEndpoints: [VPCE] } },
          /^shop: policy.vpcEndpoints must be absent, or endpoint has to be "private"/,
        ],
        [
          { endpoint: "private", policy: { vpcEndpoints: [VPCE], sourceIps: ["192.0.2.1"] } },
          /^shop: policy.sourceIps must be absent for a private API/,
        ],
        [{ policy: { sourceIps: ["192.0.2.0/33"] } }, /^shop: policy.sourceIps\[0\] must be an address or a range/],
        [{ policy: { sourceIps: ["example.com"] } }, /^shop: policy.sourceIps\[0\] must be an address or a range/],
        [
          { endpoint: "private", policy: { vpcEndpoints: ["vpc-1"] } },
          /^shop: policy.vpcEndpoints\[0\] must be the id/,
        ],
        [{ auth: "iam", policy: { accounts: ["1234"] } }, /^shop: policy.accounts\[0\] must be the id of an account/],
        [
          { policy: { accounts: ["123456789012"] } },
          /^shop: policy.accounts must be absent where no route has auth "iam"/,
        ],
        [
          {
            policy: { sourceIps: ["192.0.2.1"] },
            routes: { "GET /a": { to: target(), auth: "iam" }, "GET /b": { to: target(), auth: "none" } },
          },
          /^shop: routes\["GET \/b"\].auth must be "iam" as that of GET \/a is/,
        ],
        [
          { auth: "iam", policy: { sourceIps: ["192.0.2.1"] }, cors: { origins: "*" } },
          /^shop: cors must be absent with a policy and routes of auth "iam"/,
        ],
        [{ sitesOnly: true, policy: { sourceIps: ["192.0.2.1"] } }, /^shop: policy must be absent with sitesOnly/],
        [{ sitesOnly: true, endpoint: "edge" }, /^shop: endpoint must be "regional" where sitesOnly is set/],
        [{ endpoint: "global" }, /^shop: endpoint must be "regional", "edge" or "private"/],
      ] as const)
        assert.throws(() => api(args as Partial<RestApiArgs>), { name: "ArgsError", message });
    });
    assert.deepEqual(made, []);
  });
});
