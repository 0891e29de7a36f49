import assert from "node:assert/strict";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { type SecretsCall, secretsCaller } from "./call-secrets";

/** What AWS was seen to answer, in tests of others that were run on it. */
describe("answers of Secrets Manager", () => {
  let cloud: TestCloud;
  let call: SecretsCall;

  before(async () => {
    cloud = await startTestCloud();
    call = secretsCaller(cloud);
  });
  after(() => cloud.close());

  const refused = (operation: string, input: object, text: RegExp | string, token?: boolean) =>
    assert.rejects(call(operation, input, token), { message: text }, `${operation} ${JSON.stringify(input)}`);
  /** Labels by the value of their version. */
  const labels = async (SecretId: string) => {
    const { Versions } = await call("ListSecretVersionIds", { SecretId });
    const found: Record<string, string> = {};
    for (const { VersionId, VersionStages } of Versions as { VersionId: string; VersionStages: string[] }[]) {
      const { SecretString } = await call("GetSecretValue", { SecretId, VersionId });
      found[String(SecretString)] = VersionStages.join(" ");
    }
    return found;
  };

  it("a call without a token is refused, each in its way", async () => {
    const text = "You must provide a ClientRequestToken value. We recommend a UUID-type value.";
    await refused("CreateSecret", { Name: "x", SecretString: "s" }, `InvalidRequestException: ${text}`, false);
    for (const operation of ["UpdateSecret", "PutSecretValue"]) {
      await refused(operation, { SecretId: "x", SecretString: "s" }, `InvalidRequestException: ${text}`, false);
    }
    await refused("RotateSecret", { SecretId: "x" }, `InvalidParameterException: ${text}`, false);
    await refused(
      "PutSecretValue",
      { SecretId: "x", SecretString: "s", ClientRequestToken: "short" },
      "InvalidParameterException: ClientRequestToken must be 32-64 characters long.",
    );
  });

  it("a name that is none is refused wherever a secret is named", async () => {
    const text = /^ValidationException: Invalid name. Must be a valid name containing alphanumeric characters/;
    for (const [operation, more] of [
      ["DeleteSecret", { ForceDeleteWithoutRecovery: true }],
      ["DescribeSecret", {}],
      ["GetSecretValue", {}],
      ["ListSecretVersionIds", {}],
      ["PutSecretValue", { SecretString: "s" }],
      ["TagResource", { Tags: [] }],
      ["UntagResource", { TagKeys: [] }],
      ["UpdateSecret", {}],
      ["ValidateResourcePolicy", { ResourcePolicy: "{}" }],
    ] as const) {
      await refused(operation, { SecretId: " Inv*Name? ", ...more }, text);
    }
    await refused("CreateSecret", { Name: "Inv Name" }, text);
  });

  it("a secret is described with what it has, and nothing else", async () => {
    const { ARN } = await call("CreateSecret", { Name: "bare", Description: "" });
    const described = async () => {
      const { CreatedDate, LastChangedDate, ...rest } = await call("DescribeSecret", { SecretId: "bare" });
      assert.ok(CreatedDate && LastChangedDate);
      return rest;
    };
    assert.deepEqual(await described(), { ARN, Name: "bare" });
    await call("TagResource", { SecretId: "bare", Tags: [{ Key: "a", Value: "1" }] });
    await call("UntagResource", { SecretId: "bare", TagKeys: ["a"] });
    assert.deepEqual(await described(), { ARN, Name: "bare", Tags: [] });
    const { VersionId, VersionStages } = await call("PutSecretValue", {
      SecretId: "bare",
      SecretString: "s",
      VersionStages: ["first"],
    });
    assert.deepEqual(VersionStages, ["AWSCURRENT", "first"]);
    await call("GetSecretValue", { SecretId: "bare" });
    const day = Math.floor(cloud.clock.now() / 86_400_000) * 86_400;
    assert.deepEqual(await described(), {
      ARN,
      Name: "bare",
      LastAccessedDate: day,
      Tags: [],
      VersionIdsToStages: { [VersionId]: ["AWSCURRENT", "first"] },
    });
  });

  it("labels move as they do there", async () => {
    await call("CreateSecret", { Name: "labels", SecretString: "v1" });
    const put = (SecretString: string, ...VersionStages: string[]) =>
      call("PutSecretValue", { SecretId: "labels", SecretString, ...(VersionStages.length ? { VersionStages } : {}) });
    const current = async () => (await call("GetSecretValue", { SecretId: "labels" })).VersionId;
    const promote = async (MoveToVersionId: string) =>
      call("UpdateSecretVersionStage", {
        SecretId: "labels",
        VersionStage: "AWSCURRENT",
        MoveToVersionId,
        RemoveFromVersionId: await current(),
      });
    const { VersionId: second } = await put("v2", "AWSPENDING", "AWSSOMETHING", "PUT1");
    await promote(second);
    assert.deepEqual(await labels("labels"), {
      v1: "AWSPREVIOUS",
      v2: "AWSCURRENT AWSPENDING AWSSOMETHING PUT1",
    });
    const { VersionId: third } = await put("v3", "AWSPENDING", "PUT2");
    assert.deepEqual(await labels("labels"), {
      v1: "AWSPREVIOUS",
      v2: "AWSCURRENT AWSSOMETHING PUT1",
      v3: "AWSPENDING PUT2",
    });
    await promote(third);
    assert.deepEqual(await labels("labels"), {
      v2: "AWSPREVIOUS AWSSOMETHING PUT1",
      v3: "AWSCURRENT AWSPENDING PUT2",
    });
    await put("v4"); // a new current value ends what was pending
    assert.deepEqual(await labels("labels"), { v2: "AWSSOMETHING PUT1", v3: "AWSPREVIOUS PUT2", v4: "AWSCURRENT" });
  });

  it("a token stands for one value", async () => {
    const token = "22222222-2222-2222-2222-222222222222";
    const input = { Name: "once", SecretString: "Hello", ClientRequestToken: token };
    const { ARN } = await call("CreateSecret", input);
    assert.deepEqual(await call("CreateSecret", input), { ARN, Name: "once", VersionId: token });
    const text = `ResourceExistsException: You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${ARN}.`;
    const other = { SecretId: "once", SecretString: "Hi", ClientRequestToken: token };
    await refused("CreateSecret", { ...input, SecretString: "Hi" }, text);
    await refused("PutSecretValue", other, text);
    await refused("UpdateSecret", { ...other, Description: "not kept" }, text);
    assert.equal((await call("DescribeSecret", { SecretId: "once" })).Description, undefined);
  });

  it("an ARN without its end finds the secret, unless its name looks like a whole one", async () => {
    const found = async (Name: string) => {
      const { ARN } = await call("CreateSecret", { Name, SecretString: "s" });
      return call("GetSecretValue", { SecretId: ARN.slice(0, -7) });
    };
    for (const name of ["Valid/_+=.@-Name", "Valid/_+=.@-Name-a1b2", "Valid/_+=.@-Name-a1b2c3-"]) {
      assert.equal((await found(name)).Name, name);
    }
    await assert.rejects(found("Invalid/_+=.@-Name-a1b2c3"), /ResourceNotFoundException/);
  });

  it("values are read by what fits together, and no message repeats one", async () => {
    const { VersionId } = await call("CreateSecret", { Name: "mismatch", SecretString: "s" });
    await refused(
      "GetSecretValue",
      { SecretId: "mismatch", VersionId, VersionStage: "AWSPENDING" },
      "InvalidRequestException: You provided a VersionStage that is not associated to the provided VersionId.",
    );
    await refused(
      "PutSecretValue",
      { SecretId: "mismatch", SecretString: "ß".repeat(32_769) },
      "ValidationException: 1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
    );
    await call("PutSecretValue", { SecretId: "mismatch", SecretString: "ß".repeat(32_768) });
    await refused(
      "PutSecretValue",
      { SecretId: "mismatch" },
      "InvalidRequestException: You must provide either SecretString or SecretBinary.",
    );
    await refused("PutSecretValue", { SecretId: "mismatch", SecretString: "a", SecretBinary: "YQ==" }, /either/);
  });

  it("a secret goes once, and not while it has replicas", async () => {
    const { ARN } = await call("CreateSecret", {
      Name: "copied",
      SecretString: "s",
      AddReplicaRegions: [{ Region: "eu-west-2" }],
    });
    await refused(
      "DeleteSecret",
      { SecretId: "copied" },
      `InvalidParameterException: You can't delete secret ${ARN} that still has replica regions [eu-west-2]`,
    );
    const more = { SecretId: "copied", AddReplicaRegions: [{ Region: "us-east-1", KmsKeyId: "alias/k" }] };
    const { ReplicationStatus } = await call("ReplicateSecretToRegions", more);
    assert.deepEqual(ReplicationStatus, [
      {
        Region: "eu-west-2",
        KmsKeyId: "alias/aws/secretsmanager",
        Status: "InSync",
        StatusMessage: "Replication succeeded",
      },
      { Region: "us-east-1", KmsKeyId: "alias/k", Status: "InSync", StatusMessage: "Replication succeeded" },
    ]);
    const own = { SecretId: "copied", AddReplicaRegions: [{ Region: "eu-west-1" }] };
    await refused("ReplicateSecretToRegions", own, "InvalidParameterException: Invalid replica region.");
    const gone = await call("RemoveRegionsFromReplication", {
      SecretId: "copied",
      RemoveReplicaRegions: ["eu-west-2", "us-east-1"],
    });
    assert.deepEqual(gone.ReplicationStatus, []);
    await call("DeleteSecret", { SecretId: "copied" });
    await refused("DeleteSecret", { SecretId: "copied" }, /already scheduled for deletion/);
    await refused("TagResource", { SecretId: "copied", Tags: [] }, /it was marked for deletion/);
    for (const RecoveryWindowInDays of [0, 6, 31]) {
      await refused(
        "DeleteSecret",
        { SecretId: "none", RecoveryWindowInDays, ForceDeleteWithoutRecovery: true },
        "InvalidParameterException: The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).",
      );
    }
  });

  it("a policy that lets everybody in is told, and refused where it is asked to be", async () => {
    await call("CreateSecret", { Name: "policy", SecretString: "s" });
    const policy = (more: object) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*", ...more }],
      });
    const open = policy({ Principal: { AWS: "*" } });
    const narrow = policy({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "000000000000" } } });
    const validated = async (ResourcePolicy: string) =>
      (await call("ValidateResourcePolicy", { ResourcePolicy })).PolicyValidationPassed;
    assert.deepEqual([await validated(open), await validated(narrow)], [false, true]);
    const blocking = { SecretId: "policy", BlockPublicPolicy: true };
    await refused("PutResourcePolicy", { ...blocking, ResourcePolicy: open }, /^PublicPolicyException/);
    await refused("PutResourcePolicy", { ...blocking, ResourcePolicy: "{" }, /^MalformedPolicyDocumentException/);
    await call("PutResourcePolicy", { ...blocking, ResourcePolicy: narrow });
    assert.equal((await call("GetResourcePolicy", { SecretId: "policy" })).ResourcePolicy, narrow);
  });
});
