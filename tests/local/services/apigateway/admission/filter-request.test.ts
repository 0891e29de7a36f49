import assert from "node:assert/strict";
import { readFirewall } from "../../../../../local/services/wafv2/read-firewall";
import { gatewayFor, mock } from "../gateway-fixture";

const block = (more: object = {}) => ({ block: more });

/** A gateway behind a web ACL that blocks what has `bad` in its path. */
const guarded = (action: object, extra: Record<string, unknown> = {}, accessLogFormat?: string) => {
  const statement = {
    byteMatchStatement: { searchString: "bad", positionalConstraint: "CONTAINS", fieldToMatch: { uriPath: {} } },
  };
  const rules = [{ name: "no bad", priority: 0, statement, action }];
  const { firewall } = readFirewall("arn:acl", { defaultAction: { allow: {} }, rules }, "", {
    ipSet: () => undefined,
    patterns: () => undefined,
    ruleGroup: () => undefined,
  });
  const paths = { "/good": { get: mock("in") }, "/bad": { get: mock("in") } };
  return gatewayFor(paths, extra, {
    firewall: (stage) => (stage === "test" ? firewall : undefined),
    stage: { accessLogFormat },
  });
};

describe("apigateway: web ACL before the stage", () => {
  it("refuses as WAF_FILTERED before routing, and says why in the log", async () => {
    const { send, executionLog, accessLog } = guarded(
      block(),
      {},
      "$context.wafResponseCode $context.webaclArn $context.waf.status $context.error.responseType",
    );
    const answer = await send("GET", "/test/no/such/bad/path");
    assert.deepEqual([answer.status, answer.body], [403, '{"message":"Forbidden"}']);
    assert.equal(answer.header("x-amzn-ErrorType"), "ForbiddenException");
    assert.match(executionLog[0] ?? "", /: WAF: blocked by the rule no bad$/);
    assert.equal((await send("GET", "/test/good")).body, "in");
    assert.deepEqual(accessLog, ["WAF_BLOCK arn:acl 200 WAF_FILTERED", "WAF_ALLOW arn:acl 200 -"]);
  });

  it("lets the document shape the refusal", async () => {
    const responses = { WAF_FILTERED: { statusCode: 418, responseTemplates: { "application/json": '{"by":"waf"}' } } };
    const { send } = guarded(block(), { "x-amazon-apigateway-gateway-responses": responses });
    const answer = await send("GET", "/test/bad");
    assert.deepEqual([answer.status, answer.body], [418, '{"by":"waf"}']);
  });

  it("answers with the response of the rule where it has one", async () => {
    const custom = { customResponse: { responseCode: 429, responseHeaders: [{ name: "Retry-After", value: "9" }] } };
    const { send } = guarded(block(custom));
    const answer = await send("GET", "/test/bad");
    assert.deepEqual([answer.status, answer.body, answer.header("Retry-After")], [429, "", "9"]);
  });

  it("says the same at most once a second", async () => {
    const { send, executionLog, clock } = guarded(block());
    for (let sent = 0; sent < 3; sent++) await send("GET", "/test/bad");
    assert.equal(executionLog.length, 1);
    clock.advanceBy(1000);
    await send("GET", "/test/bad");
    assert.equal(executionLog.length, 2);
  });

  it("hands what rules insert on to the integration", async () => {
    const text = "$input.params('x-amzn-waf-client')";
    const { firewall } = readFirewall(
      "arn:acl",
      { defaultAction: { allow: { customRequestHandling: { insertHeaders: [{ name: "client", value: "known" }] } } } },
      "",
      { ipSet: () => undefined, patterns: () => undefined, ruleGroup: () => undefined },
    );
    const { send } = gatewayFor({ "/a": { get: mock(text) } }, {}, { firewall: () => firewall });
    assert.equal((await send("GET", "/test/a", { "X-Amzn-Waf-Client": "forged" })).body, "known");
  });

  it("lets in and logs what a rule only counts", async () => {
    const { send, executionLog } = guarded({ count: {} });
    assert.equal((await send("GET", "/test/bad")).body, "in");
    assert.match(executionLog[0] ?? "", /WAF: the rule no bad counts it$/);
  });
});
