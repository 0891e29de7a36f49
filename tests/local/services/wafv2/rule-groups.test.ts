import assert from "node:assert/strict";
import type { Verdict } from "../../../../local/services/wafv2/firewall";
import type { WebRequest } from "../../../../local/services/wafv2/rules/inspection";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { rule } from "./rule";

type Json = Record<string, unknown>;

const STAGE = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/v1";

const contains = (searchString: string, fieldToMatch: Json = { uriPath: {} }): Json => ({
  byteMatchStatement: {
    searchString,
    positionalConstraint: "CONTAINS",
    fieldToMatch,
    textTransformations: [{ priority: 0, type: "NONE" }],
  },
});

describe("wafv2: rule groups, pattern sets and custom keys", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const create = (type: string, inputs: Json, name = "it") =>
    cloud.resource(`aws:wafv2/${type}`).create({ scope: "REGIONAL", ...inputs }, resourceContext(name));

  const protect = async (rules: readonly Json[]) => {
    const acl = await create("webAcl:WebAcl", { defaultAction: { allow: {} }, rules }, "edge");
    await create("webAclAssociation:WebAclAssociation", { resourceArn: STAGE, webAclArn: acl.outputs.arn });
  };

  const inspect = (sent: Partial<WebRequest>, now = 0): Verdict => {
    const request = { method: "GET", path: "/", query: "", headers: [], body: Buffer.alloc(0), sourceIp: "192.0.2.1" };
    return (
      cloud.cloud.directory.wafv2.webAcls.firewall(() => STAGE)?.inspect({ ...request, ...sent }, now) ??
      assert.fail("the stage is not protected")
    );
  };

  const group = (rules: readonly Json[]) => create("ruleGroup:RuleGroup", { capacity: 10, rules }, "shared");

  const reference = (arn: unknown, override = "none", more: Json = {}): Json => ({
    name: "group",
    priority: 0,
    overrideAction: { [override]: {} },
    statement: { ruleGroupReferenceStatement: { arn, ...more } },
  });

  it("runs the rules of a group, as they are now", async () => {
    const made = await group([rule("bad", 1, contains("bad")), rule("first", 0, contains("good"), { allow: {} })]);
    await protect([reference(made.outputs.arn), rule("late", 1, contains("other"))]);
    assert.deepEqual([inspect({ path: "/bad" }).blocked, inspect({ path: "/bad" }).rule], [true, "shared-0a1b2c3/bad"]);
    assert.equal(inspect({ path: "/good/bad" }).blocked, false);
    assert.equal(inspect({ path: "/other" }).rule, "late");
    const inputs = { scope: "REGIONAL", capacity: 10, rules: [rule("bad", 1, contains("worse"))] };
    const type = cloud.resource("aws:wafv2/ruleGroup:RuleGroup");
    await type.update?.(made.id, inputs, { inputs, outputs: made.outputs }, resourceContext("shared"));
    assert.equal(inspect({ path: "/bad" }).blocked, false);
    assert.equal(inspect({ path: "/worse" }).blocked, true);
  });

  it("counts in place of what a group decides, or of what one of its rules does", async () => {
    const made = await group([rule("bad", 0, contains("bad"))]);
    await protect([reference(made.outputs.arn, "count")]);
    assert.deepEqual(
      [inspect({ path: "/bad" }).blocked, inspect({ path: "/bad" }).counted],
      [false, ["shared-0a1b2c3/bad"]],
    );
    await protect([
      reference(made.outputs.arn, "none", { ruleActionOverrides: [{ name: "bad", actionToUse: { count: {} } }] }),
    ]);
    assert.deepEqual([inspect({ path: "/bad" }).blocked, inspect({ path: "/bad" }).counted], [false, ["bad"]]);
  });

  it("hands the labels of a group on to the web ACL's rules", async () => {
    const labelled = rule("mark", 0, contains("bad"), { count: {} }, { ruleLabels: [{ name: "suspect" }] });
    const made = await group([labelled]);
    const key = "awswaf:000000000000:rulegroup:shared-0a1b2c3:suspect";
    await protect([
      reference(made.outputs.arn),
      rule("act", 1, { labelMatchStatement: { scope: "LABEL", key } }, { block: {} }),
    ]);
    assert.equal(inspect({ path: "/bad" }).rule, "act");
    assert.equal(inspect({ path: "/fine" }).blocked, false);
  });

  it("names the rules of a group that it cannot run, and refuses a group that is not there", async () => {
    await group([rule("abroad", 0, { geoMatchStatement: { countryCodes: ["DE"] } })]);
    assert.deepEqual(cloud.warnings, [
      "shared-0a1b2c3: rule abroad: geoMatchStatement is not emulated; the rule is recorded only",
    ]);
    await assert.rejects(protect([reference("arn:none")]), {
      message: "WAFInvalidParameterException: rule group: the rule group arn:none does not exist",
    });
  });

  it("matches any expression of a pattern set, as it is now", async () => {
    const set = await create("regexPatternSet:RegexPatternSet", {
      regularExpressions: [{ regexString: "^/admin" }, { regexString: "(?i)secret$" }],
    });
    const statement = { regexPatternSetReferenceStatement: { arn: set.outputs.arn, fieldToMatch: { uriPath: {} } } };
    await protect([rule("it", 0, statement)]);
    assert.deepEqual(
      ["/admin/x", "/my/SECRET", "/my/admin"].map((path) => inspect({ path }).blocked),
      [true, true, false],
    );
    const inputs = { scope: "REGIONAL", regularExpressions: [{ regexString: "my" }] };
    const type = cloud.resource("aws:wafv2/regexPatternSet:RegexPatternSet");
    await type.update?.(set.id, inputs, { inputs, outputs: set.outputs }, resourceContext("it"));
    assert.equal(inspect({ path: "/my/admin" }).blocked, true);
    assert.deepEqual(type.check?.({ regularExpressions: [{ regexString: "(?<=" }] }), [
      { property: "regularExpressions", reason: "the regular expression (?<= is not emulated" },
    ]);
  });

  it("limits by several parts of a request together, and not what lacks one of them", async () => {
    const statement = {
      rateBasedStatement: {
        limit: 10,
        evaluationWindowSec: 60,
        aggregateKeyType: "CUSTOM_KEYS",
        customKeys: [
          { header: { name: "x-tenant", textTransformations: [{ priority: 0, type: "LOWERCASE" }] } },
          { uriPath: { textTransformations: [{ priority: 0, type: "NONE" }] } },
        ],
      },
    };
    await protect([rule("rate", 0, statement)]);
    const send = (tenant: string | undefined, path: string) =>
      inspect({ path, headers: tenant === undefined ? [] : [["X-Tenant", tenant]] }).blocked;
    for (let sent = 0; sent < 10; sent++) assert.equal(send("one", "/a"), false);
    assert.equal(send("ONE", "/a"), true);
    assert.equal(send("one", "/b"), false);
    assert.equal(send("two", "/a"), false);
    for (let sent = 0; sent < 20; sent++) assert.equal(send(undefined, "/a"), false);
  });
});
