import assert from "node:assert/strict";
import { readFirewall } from "../../../../local/services/wafv2/read-firewall";
import { readAddresses } from "../../../../local/services/wafv2/rules/addresses";
import type { WebRequest } from "../../../../local/services/wafv2/rules/inspection";
import { rule } from "./rule";

type Json = Record<string, unknown>;

const ARN = "arn:aws:wafv2:eu-west-1:000000000000:regional/webacl/edge/1";
const SET = "arn:aws:wafv2:eu-west-1:000000000000:regional/ipset/office/1";
const OFFICE = readAddresses(["10.1.0.0/16", "2001:db8::/32"]);
const stored = {
  ipSet: (arn: string) => (arn === SET ? OFFICE : undefined),
  patterns: () => undefined,
  ruleGroup: () => undefined,
};
const LABELS = "awswaf:000000000000:webacl:edge:";

const firewall = (rules: readonly Json[], more: Json = {}) =>
  readFirewall(ARN, { defaultAction: { allow: {} }, rules, ...more }, LABELS, stored);

const request = (more: Partial<WebRequest> = {}): WebRequest => ({
  method: "GET",
  path: "/v1/orders",
  query: "",
  headers: [],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
  ...more,
});

/** The rule that blocks, "" for the default action; undefined: let in. */
const blockedBy = (statement: Json, more: Partial<WebRequest>): boolean =>
  firewall([rule("it", 0, statement)]).firewall.inspect(request(more), 0).blocked;

const byteMatch = (searchString: string, positionalConstraint: string, fieldToMatch: Json, type = "NONE"): Json => ({
  byteMatchStatement: {
    searchString,
    positionalConstraint,
    fieldToMatch,
    textTransformations: [{ priority: 0, type }],
  },
});

describe("wafv2: statements", () => {
  it("compares addresses with an IP set, of both versions", () => {
    const statement = { ipSetReferenceStatement: { arn: SET } };
    assert.equal(blockedBy(statement, { sourceIp: "10.1.200.3" }), true);
    assert.equal(blockedBy(statement, { sourceIp: "10.2.0.1" }), false);
    assert.equal(blockedBy(statement, { sourceIp: "2001:db8::7" }), true);
  });

  it("takes the address from a header where the rule says so; without the header the rule is not applied", () => {
    const forwarded = (position: string, fallbackBehavior = "NO_MATCH") => ({
      ipSetReferenceStatement: {
        arn: SET,
        ipSetForwardedIpConfig: { headerName: "X-Forwarded-For", fallbackBehavior, position },
      },
    });
    const headers = [["x-forwarded-for", "192.0.2.1, 10.1.0.1"]] as const;
    assert.equal(blockedBy(forwarded("FIRST"), { headers }), false);
    assert.equal(blockedBy(forwarded("LAST"), { headers }), true);
    assert.equal(blockedBy(forwarded("ANY"), { headers }), true);
    assert.equal(blockedBy(forwarded("ANY", "MATCH"), { sourceIp: "10.1.0.1" }), false);
    const broken = [["X-Forwarded-For", "unknown"]] as const;
    assert.equal(blockedBy(forwarded("FIRST", "MATCH"), { headers: broken }), true);
    assert.equal(blockedBy(forwarded("FIRST", "NO_MATCH"), { headers: broken }), false);
  });

  it("matches texts at each position", () => {
    const path = { uriPath: {} };
    const cases: readonly [position: string, searched: string, expected: boolean][] = [
      ["EXACTLY", "/v1/orders", true],
      ["EXACTLY", "/v1/order", false],
      ["STARTS_WITH", "/v1/", true],
      ["ENDS_WITH", "/v1", false],
      ["ENDS_WITH", "orders", true],
      ["CONTAINS", "order", true],
      ["CONTAINS_WORD", "order", false],
      ["CONTAINS_WORD", "orders", true],
    ];
    for (const [position, searched, expected] of cases) {
      assert.equal(blockedBy(byteMatch(searched, position, path), {}), expected, `${position} ${searched}`);
    }
  });

  it("looks at each field that it knows, after the text transformations", () => {
    const cases: readonly [field: Json, type: string, searched: string, sent: Partial<WebRequest>][] = [
      [{ method: {} }, "LOWERCASE", "delete", { method: "DELETE" }],
      [{ queryString: {} }, "URL_DECODE", "a b<", { query: "q=a+b%3C" }],
      [{ singleQueryArgument: { name: "Q" } }, "NONE", "x", { query: "q=x&r=y" }],
      [{ allQueryArguments: {} }, "NONE", "y", { query: "q=x&r=y" }],
      [{ singleHeader: { name: "user-agent" } }, "NONE", "bot", { headers: [["User-Agent", "bot"]] }],
      [{ body: {} }, "COMPRESS_WHITE_SPACE", "a b", { body: Buffer.from("a \n\t b") }],
      [{ uriPath: {} }, "NORMALIZE_PATH", "/v1/admin", { path: "/v1//x/../admin" }],
      [
        {
          headers: [
            { matchPattern: { includedHeaders: ["x-one"] }, matchScope: "VALUE", oversizeHandling: "CONTINUE" },
          ],
        },
        "NONE",
        "bad",
        { headers: [["X-One", "bad"]] },
      ],
    ];
    for (const [field, type, searched, sent] of cases) {
      const what = JSON.stringify(field);
      assert.equal(blockedBy(byteMatch(searched, "CONTAINS", field, type), sent), true, what);
      assert.equal(blockedBy(byteMatch(searched, "CONTAINS", field, type), { path: "/", method: "PUT" }), false, what);
    }
  });

  it("measures sizes in bytes, and treats bodies that are too long as told", () => {
    const size = (field: Json, comparisonOperator: string, bytes: number) => ({
      sizeConstraintStatement: {
        comparisonOperator,
        size: bytes,
        fieldToMatch: field,
        textTransformations: [{ priority: 0, type: "NONE" }],
      },
    });
    assert.equal(blockedBy(size({ body: {} }, "GT", 3), { body: Buffer.from("ééé") }), true);
    assert.equal(blockedBy(size({ body: {} }, "EQ", 6), { body: Buffer.from("ééé") }), true);
    assert.equal(blockedBy(size({ queryString: {} }, "GE", 4), { query: "abc" }), false);
    const long = { body: Buffer.alloc(16_385) };
    assert.equal(blockedBy(size({ body: { oversizeHandling: "CONTINUE" } }, "GT", 16_384), long), false);
    assert.equal(blockedBy(size({ body: { oversizeHandling: "MATCH" } }, "GT", 16_384), long), true);
    assert.equal(blockedBy(size({ body: { oversizeHandling: "NO_MATCH" } }, "GT", 1), long), false);
  });

  it("combines statements", () => {
    const get = byteMatch("GET", "EXACTLY", { method: {} });
    const orders = byteMatch("orders", "CONTAINS", { uriPath: {} });
    assert.equal(blockedBy({ andStatement: { statements: [get, orders] } }, {}), true);
    assert.equal(blockedBy({ andStatement: { statements: [get, orders] } }, { method: "PUT" }), false);
    assert.equal(blockedBy({ orStatement: { statements: [get, orders] } }, { method: "PUT" }), true);
    assert.equal(blockedBy({ notStatement: { statement: orders } }, {}), false);
  });
});

describe("wafv2: web ACLs", () => {
  it("goes by priority, counts without deciding, and stops at the first that decides", () => {
    const everything = byteMatch("/", "STARTS_WITH", { uriPath: {} });
    const { firewall: edge } = firewall([
      rule("last", 9, everything),
      rule("allow", 5, everything, { allow: {} }),
      rule("seen", 1, everything, { count: {} }),
    ]);
    const verdict = edge.inspect(request(), 0);
    assert.deepEqual(verdict, {
      webAclArn: ARN,
      blocked: false,
      rule: "allow",
      response: undefined,
      counted: ["seen"],
      inserted: [],
    });
  });

  it("hands labels on to later rules, by name and by namespace", () => {
    const labelled = rule(
      "mark",
      0,
      byteMatch("/", "STARTS_WITH", { uriPath: {} }),
      { count: {} },
      {
        ruleLabels: [{ name: "client:bot:slow" }],
      },
    );
    const matches = (scope: string, key: string) =>
      firewall([labelled, rule("by label", 1, { labelMatchStatement: { scope, key } })]).firewall.inspect(request(), 0)
        .blocked;
    assert.equal(matches("LABEL", "client:bot:slow"), true);
    assert.equal(matches("LABEL", "slow"), true);
    assert.equal(matches("LABEL", `${LABELS}client:bot:slow`), true);
    assert.equal(matches("LABEL", "low"), false);
    assert.equal(matches("LABEL", "client:bot"), false);
    assert.equal(matches("NAMESPACE", "client:bot:"), true);
    assert.equal(matches("NAMESPACE", "bot:slow:"), false);
  });

  it("limits requests per address over the last window, refused ones counted", () => {
    const limited = { rateBasedStatement: { limit: 10, evaluationWindowSec: 60, aggregateKeyType: "IP" } };
    const { firewall: edge } = firewall([rule("rate", 0, limited)]);
    const send = (now: number, sourceIp = "192.0.2.1") => edge.inspect(request({ sourceIp }), now).blocked;
    const first = Array.from({ length: 12 }, (_, index) => send(index));
    assert.deepEqual(first, [...Array.from({ length: 10 }, () => false), true, true]);
    assert.equal(send(20, "192.0.2.2"), false);
    assert.equal(send(59_000), true);
    assert.equal(send(61_000), false, "the first twelve have left the window");
  });

  it("limits only what the scope-down statement matches", () => {
    const put = byteMatch("PUT", "EXACTLY", { method: {} });
    const limited = { rateBasedStatement: { limit: 10, aggregateKeyType: "CONSTANT", scopeDownStatement: put } };
    const { firewall: edge } = firewall([rule("rate", 0, limited)]);
    for (let sent = 0; sent < 20; sent++) assert.equal(edge.inspect(request(), sent).blocked, false);
    for (let sent = 0; sent < 10; sent++) edge.inspect(request({ method: "PUT", sourceIp: `192.0.2.${sent}` }), sent);
    assert.equal(edge.inspect(request({ method: "PUT", sourceIp: "192.0.2.99" }), 99).blocked, true);
  });

  it("answers with a rule's own response", () => {
    const block = {
      block: {
        customResponse: {
          responseCode: 429,
          responseHeaders: [{ name: "Retry-After", value: "60" }],
          customResponseBodyKey: "slow",
        },
      },
    };
    const bodies = [{ key: "slow", contentType: "APPLICATION_JSON", content: '{"slow":true}' }];
    const { firewall: edge } = firewall([rule("it", 0, byteMatch("/", "CONTAINS", { uriPath: {} }), block)], {
      customResponseBodies: bodies,
    });
    assert.deepEqual(edge.inspect(request(), 0).response, {
      status: 429,
      headers: [
        ["Content-Type", "application/json"],
        ["Retry-After", "60"],
      ],
      body: '{"slow":true}',
    });
  });

  it("leaves out rules that it cannot run, as a whole and by name", () => {
    const managed = { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } };
    const { firewall: edge, skipped } = firewall([
      { name: "common", priority: 0, statement: managed, overrideAction: { none: {} } },
      rule("abroad", 1, { notStatement: { statement: { geoMatchStatement: { countryCodes: ["DE"] } } } }),
      rule("puzzle", 2, byteMatch("/", "CONTAINS", { uriPath: {} }), { captcha: {} }),
      rule("digest", 3, byteMatch("/", "CONTAINS", { uriPath: {} }, "MD5")),
    ]);
    assert.deepEqual(skipped, [
      "rule common: the managed rule group AWS AWSManagedRulesCommonRuleSet is not emulated; the rule is recorded only",
      "rule abroad: geoMatchStatement is not emulated; the rule is recorded only",
      "rule puzzle: the action captcha is not emulated; the rule is recorded only",
      "rule digest: the text transformation MD5 is not emulated; the rule is recorded only",
    ]);
    assert.equal(edge.inspect(request(), 0).blocked, false);
  });

  it("refuses what WAF refuses", () => {
    const refused = (statement: Json, message: RegExp) =>
      assert.throws(() => firewall([rule("it", 0, statement)]), { message });
    refused({}, /^WAFInvalidParameterException: rule it: a statement needs exactly one of its kinds, and has 0$/);
    refused({ ipSetReferenceStatement: { arn: "arn:none" } }, /the IP set arn:none does not exist/);
    refused(byteMatch("", "EXACTLY", { uriPath: {} }), /searchString must have 1 to 200 characters/);
    refused({ rateBasedStatement: { limit: 5 } }, /limit must be 10 to 2,000,000,000 requests/);
    refused({ rateBasedStatement: { limit: 50, evaluationWindowSec: 61 } }, /must be one of 60, 120, 300, 600/);
    assert.throws(() => readAddresses(["10.0.0.0/0"]), { message: "10.0.0.0/0 is no CIDR range from /1 to /32" });
  });
});
