import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createBudget } from "../../account/budget";
import { accountConfig } from "../../account/config";
import { createGatewayLogRole } from "../../account/gateway-log-role";
import { createRoles } from "../../account/github-roles";
import { createState } from "../../account/state";
import type { Registration } from "../../local/engine/program/registration";
import { listed, PROJECT, registered, STACK, the } from "../support/pulumi";

const whole = (): Promise<Registration[]> =>
  registered(() => {
    createRoles("shop/orders", createState());
    createGatewayLogRole();
    createBudget({ repository: "shop/orders", budget: 50, email: "ops@example.com" });
  });

const configured = (config: Record<string, string>) =>
  registered(() => {
    pulumi.runtime.setAllConfig(
      Object.fromEntries(Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, value])),
    );
    return accountConfig();
  });

describe("the program that prepares an account", () => {
  it("makes exactly the state, the roles, the gateway's log role and the budget", async () => {
    assert.deepEqual(listed(await whole()).sort(), [
      "aws:apigateway/account:Account api-gateway-logs",
      "aws:budgets/budget:Budget monthly",
      "aws:iam/openIdConnectProvider:OpenIdConnectProvider github",
      "aws:iam/role:Role api-gateway-logs",
      "aws:iam/role:Role deploy",
      "aws:iam/role:Role preview",
      "aws:iam/rolePolicy:RolePolicy deploy-identities",
      "aws:iam/rolePolicy:RolePolicy preview-state",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment api-gateway-logs-policy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment deploy-power",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment preview-audit",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment preview-view",
      "aws:kms/alias:Alias state",
      "aws:kms/key:Key state",
      "aws:s3/bucket:Bucket pulumi-state",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration pulumi-state",
      "aws:s3/bucketPolicy:BucketPolicy pulumi-state",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock pulumi-state",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration pulumi-state",
      "aws:s3/bucketVersioning:BucketVersioning pulumi-state",
      "serverless-tiers:index:AccountLogRole api-gateway-logs",
    ]);
  });

  it("keeps everything that state needs, whatever happens to the program's own stack", async () => {
    const lost = (await whole()).filter(
      ({ type, protect, retainOnDelete }) =>
        /:(s3|kms)\//.test(`:${type.split(":")[1]}`) && !(protect && retainOnDelete),
    );

    assert.deepEqual(listed(lost), []);
  });

  it("encrypts, versions and closes the bucket of the state", async () => {
    const made = await whole();
    const inputs = (type: string) => the(made, `aws:s3/${type}`, "pulumi-state").inputs;

    assert.deepEqual(inputs("bucketVersioning:BucketVersioning").versioningConfiguration, { status: "Enabled" });
    const { bucket: _, ...block } = inputs("bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.deepEqual(block, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const [rule] = inputs("bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").rules as {
      applyServerSideEncryptionByDefault: { sseAlgorithm: string; kmsMasterKeyId: string };
    }[];
    assert.equal(rule?.applyServerSideEncryptionByDefault.sseAlgorithm, "aws:kms");
    assert.match(rule?.applyServerSideEncryptionByDefault.kmsMasterKeyId ?? "", /^arn:aws:kms:/);
    assert.equal(the(made, "aws:kms/key:Key", "state").inputs.enableKeyRotation, true);
  });

  it("tells somebody before the month's budget is spent", async () => {
    const { inputs } = the(await whole(), "aws:budgets/budget:Budget", "monthly");

    assert.equal(inputs.limitAmount, "50.00");
    assert.deepEqual(
      (
        inputs.notifications as { notificationType: string; threshold: number; subscriberEmailAddresses: string[] }[]
      ).map(({ notificationType, threshold, subscriberEmailAddresses: [to] }) => [notificationType, threshold, to]),
      [
        ["ACTUAL", 80, "ops@example.com"],
        ["FORECASTED", 100, "ops@example.com"],
      ],
    );
  });

  it("asks for the repository and an e-mail address by name", async () => {
    await assert.rejects(configured({ repository: "orders", email: "ops@example.com" }), {
      message: `Pulumi.${STACK}.yaml: repository: must be the GitHub repository as "owner/name". Set it: pulumi config set repository <value> -C account`,
    });
    await assert.rejects(configured({ repository: "shop/orders" }), /^.*Pulumi\.test\.yaml: email: /);
    await assert.rejects(configured({ repository: "shop/*", email: "ops@example.com" }), /repository: must be/);
    await assert.rejects(configured({ repository: "shop/orders", email: "ops@example.com", budget: "-1" }), /budget: /);
  });
});
