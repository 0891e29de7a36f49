import assert from "node:assert/strict";
import type { Decision, PolicyDocument, Statement } from "../../../local/access/access";
import { evaluate } from "../../../local/access/verdict";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:orders";
const CALLER = {
  arn: "arn:aws:sts::000000000000:assumed-role/store/1",
  roleArn: "arn:aws:iam::000000000000:role/service/store",
  account: "000000000000",
  userId: "AROAX:1",
};
const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const allow = (statement: Partial<Statement>): PolicyDocument =>
  policy({ Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE, ...statement });

const variable = (name: string) => `\${${name}}`;

const decide = (
  identity: PolicyDocument[],
  { resourcePolicy, context }: { resourcePolicy?: PolicyDocument; context?: Record<string, string> } = {},
): Decision => evaluate(CALLER, identity, { action: "sqs:SendMessage", resource: QUEUE, resourcePolicy, context });
const allowed = (...args: Parameters<typeof decide>) => decide(...args).allowed;

const SECURE_ONLY: Statement = {
  Effect: "Deny",
  Principal: "*",
  Action: "sqs:*",
  Resource: QUEUE,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("access: IAM evaluation", () => {
  it("refuses what no policy allows, in AWS's words", () => {
    assert.deepEqual(decide([]), {
      allowed: false,
      explicit: false,
      reason: "because no identity-based policy allows the sqs:SendMessage action",
    });
  });

  it("asks both sides where the resource is of another account", () => {
    const resource = "arn:aws:sqs:eu-west-1:123456789012:orders";
    const across = (identity: boolean, resourcePolicy: boolean | undefined, granted = false) =>
      evaluate(CALLER, identity ? [allow({ Resource: resource })] : [], {
        action: "sqs:SendMessage",
        resource,
        granted,
        ...(resourcePolicy && {
          resourcePolicy: allow({ Resource: resource, Principal: { AWS: `arn:aws:iam::${CALLER.account}:root` } }),
        }),
      });
    assert.deepEqual(across(true, true), { allowed: true });
    assert.deepEqual(across(true, false), {
      allowed: false,
      explicit: false,
      reason: "because no resource-based policy allows the sqs:SendMessage action",
    });
    for (const granted of [false, true])
      assert.deepEqual(across(false, true, granted), {
        allowed: false,
        explicit: false,
        reason: "because no identity-based policy allows the sqs:SendMessage action",
      });
    assert.deepEqual(across(true, false, true), { allowed: true });
  });

  it("lets an explicit deny win over any allow, and says where it stands", () => {
    const deny: Statement = { Effect: "Deny", Action: "sqs:*", Resource: "*" };
    assert.deepEqual(decide([allow({}), policy(deny)]), {
      allowed: false,
      explicit: true,
      reason: "with an explicit deny in an identity-based policy",
    });
    assert.deepEqual(decide([allow({})], { resourcePolicy: policy({ ...deny, Principal: "*" }) }), {
      allowed: false,
      explicit: true,
      reason: "with an explicit deny in a resource-based policy",
    });
  });

  const names: [string, NonNullable<Statement["Principal"]>, boolean][] = [
    ["everybody", "*", true],
    ["the session", { AWS: CALLER.arn }, true],
    ["the role", { AWS: [CALLER.roleArn] }, true],
    ["another role", { AWS: "arn:aws:iam::000000000000:role/other" }, false],
    ["a service", { Service: "sns.amazonaws.com" }, false],
    ["the account, which leaves it to identity policies", { AWS: "arn:aws:iam::000000000000:root" }, false],
    ["the account by number", { AWS: "000000000000" }, false],
  ];
  for (const [what, Principal, expected] of names) {
    it(`a resource policy alone ${expected ? "suffices" : "does not suffice"} when it names ${what}`, () => {
      const resourcePolicy = policy({ Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: QUEUE });
      assert.equal(allowed([], { resourcePolicy }), expected);
    });
  }

  it("denies everybody in an account that a deny names", () => {
    const deny: Statement = { Effect: "Deny", Principal: { AWS: "000000000000" }, Action: "*", Resource: "*" };
    assert.equal(allowed([allow({})], { resourcePolicy: policy(deny) }), false);
  });

  const resources: [string | string[], boolean][] = [
    ["*", true],
    ["arn:aws:sqs:eu-west-1:000000000000:orders", true],
    ["arn:aws:sqs:*:*:orders", true],
    ["arn:aws:sqs:eu-west-1:000000000000:ord*", true],
    ["arn:aws:sqs:eu-west-1:000000000000:order?", true],
    ["arn:aws:sqs:eu-west-1:000000000000:order", false],
    ["arn:aws:sqs:eu-west-1:000000000000:Orders", false],
    ["arn:aws:sqs:*:orders", false],
    [["arn:aws:sqs:eu-west-1:000000000000:a", QUEUE], true],
  ];
  for (const [Resource, expected] of resources) {
    it(`resource ${Resource} ${expected ? "covers" : "does not cover"} the queue`, () => {
      assert.equal(allowed([allow({ Resource })]), expected);
    });
  }

  it("reads actions without regard to case, with wildcards, and NotAction and NotResource as all others", () => {
    assert.equal(allowed([allow({ Action: "SQS:sendmessage" })]), true);
    assert.equal(allowed([allow({ Action: ["s3:*", "sqs:Send*"] })]), true);
    assert.equal(allowed([allow({ Action: undefined, NotAction: "sqs:SendMessage" })]), false);
    assert.equal(allowed([allow({ Action: undefined, NotAction: "sqs:Receive*" })]), true);
    assert.equal(allowed([allow({ Resource: undefined, NotResource: QUEUE })]), false);
    assert.equal(allowed([allow({ Resource: undefined, NotResource: `${QUEUE}-dlq` })]), true);
  });

  it("honours a TLS-only policy: refused without TLS, no obstacle with it", () => {
    const resourcePolicy = policy(SECURE_ONLY);
    assert.equal(allowed([allow({})], { resourcePolicy, context: { "aws:SecureTransport": "true" } }), true);
    assert.equal(allowed([allow({})], { resourcePolicy, context: { "aws:SecureTransport": "false" } }), false);
  });

  const conditions: [NonNullable<Statement["Condition"]>, Record<string, string>, boolean][] = [
    [{ StringEquals: { "aws:SourceAccount": ["1", "2"] } }, { "aws:SourceAccount": "2" }, true],
    [{ StringEquals: { "AWS:sourceaccount": "2" } }, { "aws:SourceAccount": "2" }, true],
    [{ StringEquals: { "aws:SourceAccount": "2" } }, {}, false],
    [{ StringEqualsIfExists: { "aws:SourceAccount": "2" } }, {}, true],
    [{ StringEqualsIfExists: { "aws:SourceAccount": "2" } }, { "aws:SourceAccount": "3" }, false],
    [{ StringNotEquals: { "aws:SourceAccount": ["1", "2"] } }, { "aws:SourceAccount": "2" }, false],
    [{ StringNotEquals: { "aws:SourceAccount": "2" } }, {}, true],
    [{ StringLike: { "aws:SourceArn": "arn:*:orders" } }, { "aws:SourceArn": QUEUE }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:sqs:*:*:ord*" } }, { "aws:SourceArn": QUEUE }, true],
    [{ ArnLike: { "aws:SourceArn": "arn:*:orders" } }, { "aws:SourceArn": QUEUE }, false],
    [{ ArnEquals: { "aws:PrincipalArn": CALLER.roleArn } }, {}, true],
    [{ Bool: { "aws:SecureTransport": true } }, { "aws:SecureTransport": "true" }, true],
    [{ Null: { "aws:SourceArn": "true" } }, {}, true],
    [{ Null: { "aws:SourceArn": "false" } }, {}, false],
    [{ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "127.0.0.1"] } }, { "aws:SourceIp": "127.0.0.1" }, true],
    [{ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { "aws:SourceIp": "11.0.0.1" }, false],
    [{ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { "aws:SourceIp": "10.1.0.1" }, false],
    [{ NumericLessThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "9" }, true],
    [{ NumericGreaterThan: { "s3:max-keys": "10" } }, { "s3:max-keys": "9" }, false],
    [{ DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }, { "aws:CurrentTime": "2026-01-02" }, true],
    [{ DateLessThan: { "aws:EpochTime": "2026-01-01T00:00:00Z" } }, { "aws:EpochTime": "1767225599" }, true],
    [{ DateLessThan: { "aws:EpochTime": "2026-01-01T00:00:00Z" } }, { "aws:EpochTime": "1767225600" }, false],
    [{ StringEquals: { "aws:userid": variable("aws:userid") } }, {}, true],
    [{ StringEquals: { "aws:userid": variable("aws:nothing") } }, {}, false],
    [{ StringEquals: { a: "1" }, StringLike: { b: "x*" } }, { a: "1", b: "y" }, false],
  ];
  for (const [Condition, context, expected] of conditions) {
    it(`${JSON.stringify(Condition)} ${expected ? "holds" : "fails"} for ${JSON.stringify(context)}`, () => {
      assert.equal(allowed([allow({ Condition })], { context }), expected);
    });
  }

  it("refuses to read an operator that it does not know", () => {
    const Condition = { BinaryEquals: { key: "QmluYXJ5" } };
    assert.throws(() => decide([allow({ Condition })], { context: { key: "QmluYXJ5" } }), {
      message: "condition operator BinaryEquals is not emulated by the local cloud",
    });
  });
});
