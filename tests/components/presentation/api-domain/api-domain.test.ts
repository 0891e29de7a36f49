import assert from "node:assert/strict";
import { registered, resolved, the } from "serverless-tiers-local/testing";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import { ApiDomain } from "../../../../components/presentation/api-domain/api-domain";
import type { ApiDomainArgs } from "../../../../components/presentation/api-domain/args";
import { Domain } from "../../../../components/presentation/domain/domain";
import { target } from "../../logic/rest-api/targets";

const NAME = "aws:apigateway/domainName:DomainName";
const MAPPING = "aws:apigatewayv2/apiMapping:ApiMapping";

const parts = (site = false) => ({
  domain: new Domain("names", {
    name: "api.example.com",
    others: ["*.example.org"],
    for: site ? "site" : "api",
    zoneId: "Z1",
  }),
  shop: new RestApi("shop", { stage: "live", auth: "none", routes: { "GET /a": { to: target() } } }),
});

const deploy = async (args: (made: ReturnType<typeof parts>) => Partial<ApiDomainArgs>) => {
  const apis: ApiDomain[] = [];
  const made = await registered(() => {
    const given = parts();
    apis.push(new ApiDomain("api", { domain: given.domain, apis: { "": given.shop }, ...args(given) }));
  });
  const [api] = apis;
  assert.ok(api);
  return { made, api, of: (type: string, name: string) => the(made, type, name).inputs };
};

const refusal = async (args: (made: ReturnType<typeof parts>) => object, site = false): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    const given = parts(site);
    try {
      new ApiDomain("api", { domain: given.domain, apis: { "": given.shop }, ...args(given) });
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

describe("a domain of APIs", () => {
  it("is regional, by TLS 1.2, with a mapping for each path under each name", async () => {
    const { of, api, made } = await deploy(({ shop }) => ({ apis: { "": shop, "shop/v2": shop } }));
    for (const [name, domainName] of [
      ["api-api.example.com", "api.example.com"],
      ["api-any.example.org", "*.example.org"],
    ] as const) {
      const { regionalCertificateArn, ...inputs } = of(NAME, name);
      assert.deepEqual(inputs, {
        domainName,
        endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
        securityPolicy: "TLS_1_2",
      });
      assert.match(String(regionalCertificateArn), /^arn:aws:acm:eu-west-1:/);
      assert.equal(of(MAPPING, name).apiMappingKey, undefined);
      const { apiMappingKey, stage } = of(MAPPING, `${name}-shop-v2`);
      assert.deepEqual([apiMappingKey, stage], ["shop/v2", "live"]);
      // Each name leads to the address of its own.
      const [alias] = of("aws:route53/record:Record", `names-${name.slice(4)}-aaaa`).aliases as Record<
        string,
        unknown
      >[];
      assert.match(String(alias?.name), /^d-\w{10}\.execute-api\.eu-west-1\.amazonaws\.com$/);
      assert.equal(alias?.name, await resolved(api.nodes.domainNames[domainName]?.regionalDomainName as never));
    }
    assert.deepEqual(
      [await resolved(api.urls[""] as never), await resolved(api.urls["shop/v2"] as never)],
      ["https://api.example.com", "https://api.example.com/shop/v2"],
    );
    assert.equal(made.filter(({ type }) => type === MAPPING).length, 4);
  });

  it("asks for certificates of clients, and takes newer policies", async () => {
    const { of } = await deploy(() => ({
      mutualTls: { truststore: "s3://trust/ca.pem", version: "1" },
      securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
      tags: { team: "shop" },
    }));
    const { mutualTlsAuthentication, securityPolicy, endpointAccessMode, tags } = of(NAME, "api-api.example.com");
    assert.deepEqual(mutualTlsAuthentication, { truststoreUri: "s3://trust/ca.pem", truststoreVersion: "1" });
    assert.deepEqual(
      [securityPolicy, endpointAccessMode, tags],
      ["SecurityPolicy_TLS13_1_3_2025_09", "BASIC", { team: "shop" }],
    );
  });

  it("begins without APIs, and leads to more of them later, each once", async () => {
    let [message, url] = ["nothing", ""];
    const { made } = await deploy(() => ({ apis: {} }));
    assert.equal(made.filter(({ type }) => type === MAPPING).length, 0);
    const later = await registered(async () => {
      const { domain, shop } = parts();
      const api = new ApiDomain("api", { domain });
      url = await resolved(api.map("shop", shop));
      try {
        api.map("shop", shop);
      } catch (error) {
        ({ message } = error as Error);
      }
    });
    assert.equal(the(later, MAPPING, "api-any.example.org-shop").inputs.apiMappingKey, "shop");
    assert.deepEqual(
      [url, message],
      ["https://api.example.com/shop", "api: apis.shop must be mapped once: it leads to an API already"],
    );
  });

  it("of another stack is led to APIs of this one, and is not made again", async () => {
    const made = await registered(() => {
      ApiDomain.adopt("api", { names: ["api.example.com"] }).map("shop", parts().shop);
    });
    const { domainName, apiMappingKey } = the(made, MAPPING, "api-api.example.com-shop").inputs;
    assert.deepEqual([domainName, apiMappingKey], ["api.example.com", "shop"]);
    assert.equal(made.filter(({ type }) => type === NAME).length, 0);
    assert.throws(() => ApiDomain.adopt("api", { names: [] }), /^ArgsError: api: names must be one at least/);
  });

  it("refuses what API Gateway would refuse", async () => {
    const refused: [Parameters<typeof refusal>[0], RegExp][] = [
      [({ shop }) => ({ apis: { "/shop": shop } }), /apis\["\/shop"\] must be a path without slashes at its ends/],
      [({ shop }) => ({ apis: { "shop//v2": shop } }), /apis\["shop\/\/v2"\] must be a path/],
      [({ shop }) => ({ apis: { "a b": shop } }), /apis\["a b"\] must be a path/],
      [({ shop }) => ({ apis: { ["a".repeat(301)]: shop } }), /of 300 characters at most/],
      [() => ({ securityPolicy: "TLS_1_0" }), /securityPolicy must be "TLS_1_2"/],
      [
        ({ shop }) => ({ apis: { "shop/v2": shop }, securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
        /apis\["shop\/v2"\] must be of one segment, or securityPolicy "TLS_1_2"/,
      ],
      [() => ({ mutualTls: { truststore: "ca.pem" } }), /mutualTls\.truststore must be the address of an object/],
    ];
    for (const [args, message] of refused) assert.match(await refusal(args), message);
    assert.match(await refusal(() => ({}), true), /^api: domain must be for: "api" \(names is for a site/);
  });
});
