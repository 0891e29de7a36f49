import assert from "node:assert/strict";
import { Sdk } from "../../../../local/conformance/services/sdk";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const ALLOW = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }],
});

describe("the API of IAM", () => {
  const folder = throwAwayFolder();
  let cloud: TestCloud;
  let sdk: Sdk;

  const start = async () => {
    cloud = await startTestCloud({ folder: folder.path });
    sdk = new Sdk(cloud.client);
  };
  before(start);
  after(async () => {
    await cloud.close();
    folder.remove();
  });

  const call = async (operation: string, input: object) => {
    const { output, error } = await sdk.call("iam", operation, input);
    assert.ok(output, `${operation}: ${error?.code}: ${error?.message}`);
    return output as Record<string, unknown>;
  };
  const refused = async (operation: string, input: object) => {
    const { error, status } = await sdk.call("iam", operation, input);
    return error ? `${status} ${error.code}: ${error.message}` : "not refused";
  };
  const mayList = () => {
    const principal = cloud.access.servicePrincipal(
      "arn:aws:iam::000000000000:role/app/orders",
      "lambda.amazonaws.com",
    );
    return principal && cloud.access.decide(principal, { action: "sqs:ListQueues", resource: "*" }).allowed;
  };

  it("makes roles that services assume and that have the rights of their policies, also after a restart", async () => {
    const made = await call("CreateRole", {
      RoleName: "orders",
      Path: "/app/",
      AssumeRolePolicyDocument: TRUST,
      Description: "of the orders",
      Tags: [{ Key: "team", Value: "a" }],
    });
    assert.deepEqual((made.Role as { Arn: string }).Arn, "arn:aws:iam::000000000000:role/app/orders");
    assert.equal(mayList(), false);
    await call("PutRolePolicy", { RoleName: "orders", PolicyName: "list", PolicyDocument: ALLOW });
    assert.equal(mayList(), true);
    await call("DeleteRolePolicy", { RoleName: "orders", PolicyName: "list" });
    assert.equal(mayList(), false);
    const { Policy } = await call("CreatePolicy", { PolicyName: "list", PolicyDocument: ALLOW });
    const { Arn: PolicyArn } = Policy as { Arn: string };
    await call("AttachRolePolicy", { RoleName: "orders", PolicyArn });
    await cloud.close();
    await start();
    assert.equal(mayList(), true);
    const { Role } = await call("GetRole", { RoleName: "orders" });
    const { Path, Description, Tags, AssumeRolePolicyDocument } = Role as Record<string, unknown>;
    assert.deepEqual([Path, Description, Tags], ["/app/", "of the orders", [{ Key: "team", Value: "a" }]]);
    assert.equal(decodeURIComponent(String(AssumeRolePolicyDocument)), TRUST);
    const { AttachedPolicies } = await call("ListAttachedRolePolicies", { RoleName: "orders" });
    assert.deepEqual(AttachedPolicies, [{ PolicyName: "list", PolicyArn }]);
    assert.equal(((await call("GetPolicy", { PolicyArn })).Policy as { AttachmentCount: number }).AttachmentCount, 1);
  });

  it("shows what a program declared, and a program finds what the API made", async () => {
    await cloud.role("declared", [{ Effect: "Allow", Action: "sqs:ListQueues", Resource: "*" }]);
    const { PolicyNames } = await call("ListRolePolicies", { RoleName: "declared" });
    assert.deepEqual(PolicyNames, ["own"]);
    const { PolicyDocument } = await call("GetRolePolicy", { RoleName: "declared", PolicyName: "own" });
    assert.equal(JSON.parse(decodeURIComponent(String(PolicyDocument))).Statement[0].Action, "sqs:ListQueues");
    await call("CreateRole", { RoleName: "made", AssumeRolePolicyDocument: TRUST });
    await cloud
      .resource("aws:iam/rolePolicy:RolePolicy")
      .create({ role: "made", name: "list", policy: ALLOW }, resourceContext("list"));
    assert.deepEqual((await call("ListRolePolicies", { RoleName: "made" })).PolicyNames, ["list"]);
  });

  it("lists in pages", async () => {
    const { Roles, IsTruncated, Marker } = await call("ListRoles", { MaxItems: 1 });
    assert.deepEqual(
      [(Roles as { RoleName: string }[]).map(({ RoleName }) => RoleName), IsTruncated],
      [["declared"], true],
    );
    const rest = await call("ListRoles", { Marker });
    assert.deepEqual(
      (rest.Roles as { RoleName: string }[]).map(({ RoleName }) => RoleName),
      ["made", "orders"],
    );
    const inPath = await call("ListRoles", { PathPrefix: "/app/" });
    assert.equal((inPath.Roles as unknown[]).length, 1);
  });

  it("refuses in the words of AWS", async () => {
    const role = { RoleName: "orders", AssumeRolePolicyDocument: TRUST };
    assert.equal(await refused("CreateRole", role), "409 EntityAlreadyExists: Role with name orders already exists.");
    assert.equal(
      await refused("GetRole", { RoleName: "no" }),
      "404 NoSuchEntity: The role with name no cannot be found.",
    );
    assert.equal(
      await refused("DeleteRole", { RoleName: "orders" }),
      "409 DeleteConflict: Cannot delete entity, must detach all policies first.",
    );
    assert.equal(
      await refused("DeleteRole", { RoleName: "made" }),
      "409 DeleteConflict: Cannot delete entity, must delete policies first.",
    );
    assert.equal(
      await refused("GetRolePolicy", { RoleName: "made", PolicyName: "no" }),
      "404 NoSuchEntity: The role policy with name no cannot be found.",
    );
    const list = "arn:aws:iam::000000000000:policy/list";
    assert.equal(
      await refused("DeletePolicy", { PolicyArn: list }),
      "409 DeleteConflict: Cannot delete a policy attached to entities.",
    );
    const PolicyDocument = ALLOW.replace('"*"', `"arn:aws:sqs:*:*:${"q".repeat(10_240)}"`);
    assert.equal(
      await refused("PutRolePolicy", { RoleName: "made", PolicyName: "long", PolicyDocument }),
      "409 LimitExceeded: Maximum policy size of 10240 bytes exceeded for role made",
    );
    const PolicyArn = "arn:aws:iam::000000000000:policy/no";
    assert.equal(
      await refused("AttachRolePolicy", { RoleName: "made", PolicyArn }),
      `404 NoSuchEntity: Policy ${PolicyArn} does not exist or is not attachable.`,
    );
    assert.match(
      await refused("CreateRole", { ...role, RoleName: "a b" }),
      /^400 ValidationError.*roleName is invalid\. It must/,
    );
    assert.match(
      await refused("CreateRole", { ...role, RoleName: "x".repeat(65) }),
      /'roleName'.*less than or equal to 64$/,
    );
    assert.match(
      await refused("CreateRole", { RoleName: "x", AssumeRolePolicyDocument: "{" }),
      /^400 MalformedPolicyDocument/,
    );
  });

  it("deletes what is free", async () => {
    await call("DetachRolePolicy", { RoleName: "orders", PolicyArn: "arn:aws:iam::000000000000:policy/list" });
    await call("DeletePolicy", { PolicyArn: "arn:aws:iam::000000000000:policy/list" });
    await call("DeleteRole", { RoleName: "orders" });
    assert.match(await refused("GetRole", { RoleName: "orders" }), /^404 NoSuchEntity/);
    assert.equal(mayList(), undefined);
  });
});
