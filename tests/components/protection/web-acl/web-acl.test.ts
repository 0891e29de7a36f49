import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { RestApi } from "../../../../components/logic/rest-api/rest-api";
import type { WebAclArgs } from "../../../../components/protection/web-acl/args";
import { WebAcl } from "../../../../components/protection/web-acl/web-acl";
import { target } from "../../logic/rest-api/targets";

const ACL = "aws:wafv2/webAcl:WebAcl";

const deploy = async (args: WebAclArgs | (() => WebAclArgs) = {}) => {
  const acls: WebAcl[] = [];
  const made = await registered(() => void acls.push(new WebAcl("shop", typeof args === "function" ? args() : args)));
  const [acl] = acls;
  assert.ok(acl);
  const { inputs } = the(made, ACL, "shop");
  const rules = inputs.rules as Record<string, Record<string, unknown>>[];
  return { made, acl, inputs, rules, of: (type: string, name: string) => the(made, type, name).inputs };
};

const refusal = async (args: unknown): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    try {
      new WebAcl("shop", args as WebAclArgs);
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

describe("a web ACL", () => {
  it("bounds what one address sends, and asks the rules of AWS that cost nothing more", async () => {
    const { made, inputs, rules } = await deploy();
    assert.deepEqual(listed(made), [
      "aws:cloudwatch/logGroup:LogGroup shop-logs",
      `${ACL} shop`,
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration shop-logging",
      "serverless-tiers:index:WebAcl shop",
    ]);
    assert.deepEqual([inputs.scope, inputs.defaultAction, inputs.region], ["REGIONAL", { allow: {} }, undefined]);
    assert.deepEqual(
      rules.map(({ name, priority }) => [priority, name]),
      [
        [0, "rate"],
        [1, "AWSManagedRulesCommonRuleSet"],
        [2, "AWSManagedRulesKnownBadInputsRuleSet"],
        [3, "AWSManagedRulesAmazonIpReputationList"],
      ],
    );
    assert.deepEqual(rules[0]?.statement, {
      rateBasedStatement: { limit: 2_000, aggregateKeyType: "IP", evaluationWindowSec: 300 },
    });
    assert.deepEqual(rules[1]?.overrideAction, { none: {} });
    for (const { visibilityConfig } of rules) assert.equal(visibilityConfig?.sampledRequestsEnabled, false);
  });

  it("before distributions is in us-east-1, with its sets and its logs", async () => {
    const { made, acl } = await deploy({
      scope: "cloudfront",
      rules: { staff: { when: { ips: ["192.0.2.1"] }, action: "allow" } },
    });
    for (const { type, inputs } of made.filter(({ type }) => type.startsWith("aws:")))
      assert.equal(inputs.region, "us-east-1", type);
    assert.match(await resolved(acl.arn), /^arn:aws:wafv2:us-east-1:\d+:global\/webacl\/shop-/);
  });

  it("stands before APIs", async () => {
    const { of, acl } = await deploy(() => ({
      protects: [new RestApi("tickets", { auth: "none", routes: { "GET /a": { to: target() } } })],
    }));
    const { resourceArn, webAclArn } = of("aws:wafv2/webAclAssociation:WebAclAssociation", "shop-tickets");
    assert.match(String(resourceArn), /:\/restapis\/.*\/stages\/v1$/);
    assert.equal(webAclArn, await resolved(acl.arn));
  });

  it("asks own rules first, in their order", async () => {
    const { rules, acl } = await deploy({
      rules: {
        staff: { when: { ips: ["192.0.2.1", "198.51.100.0/24", "2001:db8::/32"] }, action: "allow" },
        admin: { when: { all: [{ path: "/admin" }, { not: { countries: ["BE"] } }] }, action: "block" },
        writes: {
          when: { any: [{ methods: ["PUT", "DELETE"] }, { header: { name: "User-Agent", contains: "Curl" } }] },
          action: "count",
        },
      },
      managed: {},
      rate: { requests: 100, window: "1 minute", path: "/api/", count: true },
    });
    assert.deepEqual(
      rules.map(({ name, action }) => [name, action]),
      [
        ["staff", { allow: {} }],
        ["admin", { block: {} }],
        ["writes", { count: {} }],
        ["rate", { count: {} }],
      ],
    );
    const { "staff-ipv4": four, "staff-ipv6": six } = acl.nodes.ipSets;
    assert.deepEqual(await resolved((four as NonNullable<typeof four>).addresses), ["192.0.2.1/32", "198.51.100.0/24"]);
    assert.deepEqual(rules[0]?.statement, {
      orStatement: {
        statements: [
          { ipSetReferenceStatement: { arn: await resolved((four as NonNullable<typeof four>).arn) } },
          { ipSetReferenceStatement: { arn: await resolved((six as NonNullable<typeof six>).arn) } },
        ],
      },
    });
    const text = (fieldToMatch: object, positionalConstraint: string, searchString: string, type: string) => ({
      byteMatchStatement: {
        fieldToMatch,
        positionalConstraint,
        searchString,
        textTransformations: [{ priority: 0, type }],
      },
    });
    const path = (searchString: string) => text({ uriPath: {} }, "STARTS_WITH", searchString, "URL_DECODE");
    const country = { geoMatchStatement: { countryCodes: ["BE"] } };
    assert.deepEqual(rules[1]?.statement, {
      andStatement: { statements: [path("/admin"), { notStatement: { statements: [country] } }] },
    });
    const method = (name: string) => text({ method: {} }, "EXACTLY", name, "NONE");
    assert.deepEqual(rules[2]?.statement, {
      orStatement: {
        statements: [
          { orStatement: { statements: [method("PUT"), method("DELETE")] } },
          text({ singleHeader: { name: "user-agent" } }, "CONTAINS", "curl", "LOWERCASE"),
        ],
      },
    });
    const { rateBasedStatement } = Object(rules[3]?.statement);
    assert.deepEqual(
      [rateBasedStatement.evaluationWindowSec, rateBasedStatement.scopeDownStatement],
      [60, path("/api/")],
    );
  });

  it("lets rules of AWS count, all of a group or some", async () => {
    const { rules } = await deploy({
      rate: false,
      managed: { common: { counts: ["EC2MetaDataSSRF_QUERYARGUMENTS"] }, "anonymous ips": "count" },
    });
    const [common, anonymous] = rules;
    const { managedRuleGroupStatement } = Object(common?.statement);
    assert.deepEqual(managedRuleGroupStatement.ruleActionOverrides, [
      { name: "EC2MetaDataSSRF_QUERYARGUMENTS", actionToUse: { count: {} } },
    ]);
    assert.deepEqual([common?.overrideAction, anonymous?.overrideAction], [{ none: {} }, { count: {} }]);
  });

  it("logs what it blocked or counted, without what nobody should read", async () => {
    const { of } = await deploy();
    const { name, retentionInDays } = of("aws:cloudwatch/logGroup:LogGroup", "shop-logs");
    assert.deepEqual([name, retentionInDays], ["aws-waf-logs-project-stack-shop", 30]);
    const type = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    const { redactedFields, loggingFilter } = of(type, "shop-logging");
    assert.deepEqual(redactedFields, [
      ...["authorization", "cookie", "x-api-key"].map((name) => ({ singleHeader: { name } })),
      { queryString: {} },
    ]);
    assert.equal((loggingFilter as { defaultBehavior: string }).defaultBehavior, "DROP");
    const all = await deploy({ logs: { all: true, redact: [], redactQuery: false, retention: "7 days" } });
    assert.deepEqual(Object.keys(all.of(type, "shop-logging")).sort(), ["logDestinationConfigs", "resourceArn"]);
    assert.deepEqual(
      listed((await deploy({ logs: false })).made).filter((one) => /log/i.test(one)),
      [],
    );
  });

  it("refuses what WAF would refuse, and what would do nothing", async () => {
    const when = (condition: unknown) => ({ rules: { odd: { when: condition, action: "block" } } });
    const refused: [unknown, RegExp][] = [
      [{ rate: false, managed: {} }, /^shop: rules must name one at least/],
      [{ rate: { requests: 9 } }, /rate\.requests must be a whole number from 10 to/],
      [{ rate: { requests: 10, window: "3 minutes" } }, /rate\.window must be 1, 2, 5 or 10 minutes/],
      [{ rate: { requests: 10, path: "api" } }, /rate\.path must be the beginning of a path/],
      [{ managed: { commn: "block" } }, /managed\.commn is unknown; did you mean common\?/],
      [{ managed: { common: "blocks" } }, /managed\.common must be "block", "count" or \{ counts \}/],
      [
        {
          managed: {
            common: "block",
            sql: "block",
            linux: "block",
            windows: "block",
            php: "block",
            wordpress: "block",
            unix: "block",
          },
        },
        /managed must be fewer: they take 1600 capacity units of 1500/,
      ],
      [when({}), /rules\.odd\.when must be a condition/],
      [when({ ips: ["192.0.2.0/33"] }), /rules\.odd\.when\.ips must be addresses/],
      [when({ ips: ["0.0.0.0/0"] }), /when\.ips must be addresses/],
      [when({ ips: [] }), /when\.ips must be addresses/],
      [when({ countries: ["be"] }), /when\.countries must be countries by two letters/],
      [when({ path: "admin" }), /when\.path must be the beginning/],
      [when({ not: { methods: ["put"] } }), /when\.not\.methods must be methods/],
      [when({ all: [{ path: "/" }] }), /when\.all must hold two/],
      [when({ any: [{ path: "/" }, 5] }), /when\.any\[1\] must be one of/],
      [when({ header: { name: "a b", contains: "x" } }), /when\.header must be/],
      [{ rules: { rate: { when: { path: "/" }, action: "block" } } }, /rules\.rate is no name of a rule/],
      [{ logs: { redact: ["a b"] } }, /logs\.redact must be names of headers/],
    ];
    for (const [args, message] of refused) assert.match(await refusal(args), message);
    const message = await new Promise<string>((told) => {
      void registered(() => {
        const api = new RestApi("tickets", { auth: "none", routes: { "GET /a": { to: target() } } });
        try {
          new WebAcl("shop", { scope: "cloudfront", protects: [api] });
        } catch (error) {
          told((error as Error).message);
        }
      });
    });
    assert.match(message, /^shop: protects must be absent for scope "cloudfront"/);
  });
});
