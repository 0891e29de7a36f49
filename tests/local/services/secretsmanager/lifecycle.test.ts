import assert from "node:assert/strict";
import { Sdk, valueAt } from "../../../../local/conformance/services/sdk";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const DAY_MS = 24 * 3_600_000;

describe("the life of a secret", () => {
  let cloud: TestCloud;
  let sdk: Sdk;

  before(async () => {
    cloud = await startTestCloud();
    sdk = new Sdk(cloud.client);
  });
  after(() => cloud.close());

  const call = async (operation: string, input: object) => {
    const { output, error } = await sdk.call("secretsmanager", operation, input);
    return error ? `${error.code}: ${error.message}` : output;
  };

  it("can be restored while its recovery window lasts, and is gone afterwards", async () => {
    await call("CreateSecret", { Name: "a", SecretString: "1" });
    await call("DeleteSecret", { SecretId: "a", RecoveryWindowInDays: 7 });
    const marked =
      "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.";
    assert.equal(await call("GetSecretValue", { SecretId: "a" }), marked);
    assert.equal(await call("UpdateSecret", { SecretId: "a", Description: "x" }), marked);
    assert.match(
      String(await call("CreateSecret", { Name: "a" })),
      /^InvalidRequestException: You can't create this secret/,
    );
    await call("RestoreSecret", { SecretId: "a" });
    assert.equal(valueAt(await call("GetSecretValue", { SecretId: "a" }), "SecretString"), "1");
    await call("DeleteSecret", { SecretId: "a", RecoveryWindowInDays: 7 });
    cloud.clock.advanceBy(7 * DAY_MS);
    // The SDK's signature would be a week old.
    const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
    assert.ok(principal);
    const answer = await cloud.cloud.directory.secretsmanager.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      body: Buffer.from('{"SecretId":"a"}'),
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "secretsmanager.DescribeSecret" },
    });
    assert.match(String(answer?.body), /ResourceNotFoundException/);
    cloud.clock.advanceBy(-7 * DAY_MS);
  });

  it("moves a label from one version to another, and knows versions without any", async () => {
    const first = valueAt(await call("CreateSecret", { Name: "b", SecretString: "1" }), "VersionId");
    const pending = { SecretId: "b", SecretString: "2", VersionStages: ["AWSPENDING"] };
    const second = valueAt(await call("PutSecretValue", pending), "VersionId");
    const move = { SecretId: "b", VersionStage: "AWSCURRENT", MoveToVersionId: second };
    assert.match(String(await call("UpdateSecretVersionStage", move)), /currently attached to version/);
    await call("UpdateSecretVersionStage", { ...move, RemoveFromVersionId: first });
    assert.equal(valueAt(await call("GetSecretValue", { SecretId: "b" }), "SecretString"), "2");
    assert.equal(
      valueAt(await call("GetSecretValue", { SecretId: "b", VersionStage: "AWSPREVIOUS" }), "SecretString"),
      "1",
    );
    await call("PutSecretValue", { SecretId: "b", SecretString: "3" });
    const listed = async (IncludeDeprecated: boolean) =>
      (valueAt(await call("ListSecretVersionIds", { SecretId: "b", IncludeDeprecated }), "Versions") as unknown[])
        .length;
    assert.deepEqual([await listed(false), await listed(true)], [2, 3]);
  });

  it("makes passwords of the kinds that are asked for", async () => {
    const { output } = await sdk.call("secretsmanager", "GetRandomPassword", {
      PasswordLength: 4,
      IncludeSpace: false,
    });
    const password = String(output?.RandomPassword);
    assert.match(password, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z\d]).{4}$/);
    assert.match(
      String(await call("GetRandomPassword", { PasswordLength: 3 })),
      /^InvalidParameterException: .*too short/,
    );
  });
});
