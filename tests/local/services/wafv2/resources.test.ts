import assert from "node:assert/strict";
import type { Firewall } from "../../../../local/services/wafv2/firewall";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const STAGE = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/v1";
const CONTEXT = resourceContext("edge");

describe("wafv2: Pulumi resources", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());

  const type = (name: string) => cloud.resource(`aws:wafv2/${name}`);
  const firewall = (): Firewall | undefined => cloud.cloud.directory.wafv2.webAcls.firewall(() => STAGE);
  const blocks = (sourceIp: string) =>
    firewall()?.inspect({ method: "GET", path: "/", query: "", headers: [], body: Buffer.alloc(0), sourceIp }, 0)
      .blocked;

  const ipSet = (addresses: readonly string[]) => ({ scope: "REGIONAL", ipAddressVersion: "IPV4", addresses });
  const acl = (arn: unknown, action: object = { block: {} }) => ({
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [{ name: "known", priority: 0, action, statement: { ipSetReferenceStatement: { arn } } }],
  });

  it("stands before the stage that it is associated with, and no longer after that", async () => {
    const set = await type("ipSet:IpSet").create(ipSet(["192.0.2.0/24"]), resourceContext("known"));
    const edge = await type("webAcl:WebAcl").create(acl(set.outputs.arn), CONTEXT);
    assert.match(
      String(edge.outputs.arn),
      /^arn:aws:wafv2:eu-west-1:000000000000:regional\/webacl\/edge-0a1b2c3\/[0-9a-f-]{36}$/,
    );
    assert.equal(firewall(), undefined);
    const inputs = { resourceArn: STAGE, webAclArn: edge.outputs.arn };
    const association = await type("webAclAssociation:WebAclAssociation").create(inputs, CONTEXT);
    assert.equal(blocks("192.0.2.9"), true);
    assert.equal(blocks("192.0.3.9"), false);

    const changed = ipSet(["192.0.3.0/24"]);
    await type("ipSet:IpSet").update?.(set.id, changed, { inputs: changed, outputs: set.outputs }, CONTEXT);
    assert.equal(blocks("192.0.3.9"), true);

    const counting = acl(set.outputs.arn, { count: {} });
    await type("webAcl:WebAcl").update?.(edge.id, counting, { inputs: counting, outputs: edge.outputs }, CONTEXT);
    assert.equal(blocks("192.0.3.9"), false);

    await type("webAclAssociation:WebAclAssociation").delete(association.id, inputs);
    assert.equal(firewall(), undefined);
  });

  it("keeps the association when a replaced one is deleted after its successor was made", async () => {
    const one = await type("webAcl:WebAcl").create({ ...acl("x"), rules: [] }, resourceContext("one"));
    const two = await type("webAcl:WebAcl").create({ ...acl("x"), rules: [] }, resourceContext("two"));
    const association = type("webAclAssociation:WebAclAssociation");
    const first = { resourceArn: STAGE, webAclArn: one.outputs.arn };
    await association.create(first, CONTEXT);
    await association.create({ resourceArn: STAGE, webAclArn: two.outputs.arn }, CONTEXT);
    await association.delete("", first);
    assert.equal(firewall()?.arn, two.outputs.arn);
  });

  it("names rules that it cannot run when they are deployed", async () => {
    const rule = {
      name: "common",
      priority: 0,
      overrideAction: { none: {} },
      statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    };
    await type("webAcl:WebAcl").create({ ...acl("x"), rules: [rule] }, CONTEXT);
    assert.deepEqual(cloud.warnings, [
      "edge-0a1b2c3: rule common: the managed rule group AWS AWSManagedRulesCommonRuleSet is not emulated; the rule is recorded only",
    ]);
  });

  it("refuses addresses that are none, and resources that are no stage", () => {
    assert.deepEqual(type("ipSet:IpSet").check?.(ipSet(["10.0.0.1"])), [
      { property: "addresses", reason: "10.0.0.1 is no CIDR range from /1 to /32" },
    ]);
    const resourceArn = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/a/b";
    const [problem] = type("webAclAssociation:WebAclAssociation").check?.({ resourceArn }) ?? [];
    assert.equal(problem?.property, "resourceArn");
  });
});
