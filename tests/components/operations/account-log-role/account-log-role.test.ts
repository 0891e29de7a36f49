import assert from "node:assert/strict";
import { dependencies, listed, registered, the } from "serverless-tiers-local/testing";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ACCOUNT = "aws:apigateway/account:Account";
const COMPONENT = "serverless-tiers:index:AccountLogRole log-role";

const make = async (role?: "create" | "existing" | "none") => {
  let component: AccountLogRole | undefined;
  const made = await registered(() => {
    component = new AccountLogRole("log-role", role === undefined ? {} : { role });
  });
  assert.ok(component);
  return { made, component };
};

describe("AccountLogRole", () => {
  it("makes the role, sets it once it has its rights, and leaves all of it behind on destroy", async () => {
    const { made, component } = await make();
    assert.deepEqual(listed(made), [`${ACCOUNT} log-role`, `${ROLE} log-role`, `${POLICY} log-role-policy`, COMPONENT]);
    for (const [type, name] of [
      [ROLE, "log-role"],
      [POLICY, "log-role-policy"],
      [ACCOUNT, "log-role"],
    ] as const)
      assert.equal(the(made, type, name).retainOnDelete, true, type);
    const trust = JSON.parse(String(the(made, ROLE, "log-role").inputs.assumeRolePolicy));
    assert.deepEqual(trust.Statement[0].Principal, { Service: "apigateway.amazonaws.com" });
    assert.equal(
      the(made, POLICY, "log-role-policy").inputs.policyArn,
      "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    );
    assert.deepEqual(dependencies(the(made, ACCOUNT, "log-role")), [`${ROLE} log-role`, `${POLICY} log-role-policy`]);
    assert.equal(component.enabled, true);
    assert.deepEqual(component.ready, [component.nodes.account]);
  });

  it("relies on an existing role", async () => {
    const { made, component } = await make("existing");
    assert.deepEqual(listed(made), [COMPONENT]);
    assert.deepEqual([component.enabled, component.ready], [true, []]);
  });

  it("does without logs", async () => {
    const { made, component } = await make("none");
    assert.deepEqual(listed(made), [COMPONENT]);
    assert.deepEqual([component.enabled, component.ready], [false, []]);
  });

  it("takes transforms", async () => {
    const transform = { role: { permissionsBoundary: "arn:aws:iam::000000000000:policy/boundary" } };
    const made = await registered(() => new AccountLogRole("log-role", { transform }));
    assert.equal(the(made, ROLE, "log-role").inputs.permissionsBoundary, transform.role.permissionsBoundary);
  });
});
