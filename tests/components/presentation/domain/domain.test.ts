import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { DomainArgs } from "../../../../components/presentation/domain/args";
import { Domain } from "../../../../components/presentation/domain/domain";
import { StaticSite } from "../../../../components/presentation/static-site/static-site";
import { built } from "../static-site/built-site";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const RECORD = "aws:route53/record:Record";
const ZONE = "Z0123456789";

const deploy = async (args: DomainArgs, more?: (domain: Domain) => void) => {
  const domains: Domain[] = [];
  const made = await registered(() => {
    const domain = new Domain("shop", args);
    domains.push(domain);
    more?.(domain);
  });
  const [domain] = domains;
  assert.ok(domain);
  return { made, domain, of: (type: string, name: string) => the(made, type, name).inputs };
};

const refusal = async (args: unknown, more?: (domain: Domain) => void): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    try {
      const domain = new Domain("shop", args as DomainArgs);
      more?.(domain);
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

describe("a domain", () => {
  it("of a site has a certificate in us-east-1, proved in the zone", async () => {
    const { made, of, domain } = await deploy({
      name: "shop.example.com",
      others: ["*.shop.example.com", "www.example.com"],
      zoneId: ZONE,
      tags: { team: "shop" },
    });
    assert.deepEqual(listed(made), [
      `${CERTIFICATE} shop-certificate`,
      "aws:acm/certificateValidation:CertificateValidation shop-validation",
      `${RECORD} shop-shop.example.com-validation`,
      `${RECORD} shop-www.example.com-validation`,
      "serverless-tiers:index:Domain shop",
    ]);
    assert.deepEqual(of(CERTIFICATE, "shop-certificate"), {
      region: "us-east-1",
      domainName: "shop.example.com",
      subjectAlternativeNames: ["*.shop.example.com", "www.example.com"],
      validationMethod: "DNS",
      tags: { team: "shop" },
    });
    const { name, records, ...record } = of(RECORD, "shop-www.example.com-validation");
    assert.deepEqual(record, { zoneId: ZONE, type: "CNAME", ttl: 300, allowOverwrite: true });
    assert.match(String(name), /^_\w+\.www\.example\.com$/);
    assert.match(String(records), /^_\w+\..*\.acm-validations\.aws$/);
    const validation = of("aws:acm/certificateValidation:CertificateValidation", "shop-validation");
    assert.equal(validation.region, "us-east-1");
    assert.equal((validation.validationRecordFqdns as string[]).length, 2);
    assert.match(await resolved(domain.certificateArn), /^arn:aws:acm:us-east-1:/);
    assert.deepEqual(await resolved(domain.records), []);
  });

  it("of APIs has its certificate where they are", async () => {
    const { of, domain } = await deploy({ name: "api.example.com", for: "api", zoneId: ZONE });
    assert.equal(of(CERTIFICATE, "shop-certificate").region, undefined);
    assert.match(await resolved(domain.certificateArn), /^arn:aws:acm:eu-west-1:/);
  });

  it("leads its names to a site, by IPv4 and IPv6", async () => {
    const names = ["shop.example.com", "www.example.com"];
    const { of, made } = await deploy(
      { name: "shop.example.com", others: ["www.example.com"], zoneId: ZONE },
      (domain) => {
        new StaticSite("site", { folder: built(), domain });
      },
    );
    const distribution = the(made, "aws:cloudfront/distribution:Distribution", "site").inputs;
    assert.deepEqual(distribution.aliases, names);
    assert.match(
      String((distribution.viewerCertificate as Record<string, unknown>).acmCertificateArn),
      /^arn:aws:acm:us-east-1:/,
    );
    for (const name of names)
      for (const type of ["A", "AAAA"]) {
        const { aliases, ...record } = of(RECORD, `shop-${name}-${type.toLowerCase()}`);
        assert.deepEqual(record, { zoneId: ZONE, name, type });
        const [alias] = aliases as Record<string, unknown>[];
        assert.match(String(alias?.name), /\.cloudfront\.net$/);
        assert.equal(alias?.evaluateTargetHealth, false);
      }
  });

  it("of a foreign zone makes no record, and tells of each", async () => {
    const { made, domain } = await deploy({ name: "shop.example.net", others: ["www.example.net"] }, (domain) => {
      domain.leadTo((name) => ({ domainName: `${name}.d1.cloudfront.net`, zoneId: "Z2" }));
    });
    assert.deepEqual(
      listed(made).filter((one) => one.includes("record")),
      [],
    );
    assert.deepEqual(
      (await resolved(domain.records)).map(({ name, type, value }) => [
        name.replace(/^_\w+/, "_"),
        type,
        value.replace(/^_.*?\.acm/, "acm"),
      ]),
      [
        ["_.shop.example.net", "CNAME", "acm-validations.aws"],
        ["_.www.example.net", "CNAME", "acm-validations.aws"],
        ["shop.example.net", "CNAME", "shop.example.net.d1.cloudfront.net"],
        ["www.example.net", "CNAME", "www.example.net.d1.cloudfront.net"],
      ],
    );
  });

  it("refuses names that no certificate could have, and a second place to lead to", async () => {
    const refused: [unknown, RegExp][] = [
      [{ name: "Shop.example.com" }, /^shop: name must be a name in lower case/],
      [{ name: "shop" }, /name must be a name/],
      [{ name: "*.example.com" }, /name must be a name/],
      [{ name: "https://shop.example.com" }, /name must be a name/],
      [{ name: `${"a".repeat(64)}.example.com` }, /name must be a name/],
      [{ name: "a.example.com", others: ["b_.example.com"] }, /others\[0\] must be a name/],
      [{ name: "a.example.com", others: ["a.example.com"] }, /others must name each once/],
      [
        { name: "a.example.com", others: Array.from({ length: 10 }, (_, at) => `a${at}.example.com`) },
        /others must be 9 at most/,
      ],
    ];
    for (const [args, message] of refused) assert.match(await refusal(args), message);
    const to = () => ({ domainName: "x", zoneId: "Z" });
    const twice = (domain: Domain) => {
      domain.leadTo(to);
      domain.leadTo(to);
    };
    assert.match(await refusal({ name: "a.example.com" }, twice), /names must lead to one site or API/);
    assert.match(
      await refusal(
        { name: "a.example.com", for: "api" },
        (domain) => void new StaticSite("site", { folder: built(), domain }),
      ),
      /^site: domain must be for: "site" \(shop is for APIs/,
    );
  });
});
