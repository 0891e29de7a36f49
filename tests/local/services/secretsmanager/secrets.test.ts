import assert from "node:assert/strict";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("secretsmanager", () => {
  let cloud: TestCloud;
  let client: SecretsManagerClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    client = new SecretsManagerClient(cloud.client);
  });
  afterEach(async () => {
    client.destroy();
    await cloud.close();
  });
  const value = async (SecretId: string, more = {}) =>
    (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;

  it("keeps the current and the previous value, and forgets older ones", async () => {
    const { ARN = "" } = await client.send(new CreateSecretCommand({ Name: "app/key", SecretString: "one" }));
    assert.match(ARN, /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:app\/key-[A-Za-z0-9]{6}$/);
    await client.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: "two" }));
    await client.send(new PutSecretValueCommand({ SecretId: "app/key", SecretString: "three" }));
    assert.equal(await value("app/key"), "three");
    assert.equal(await value(ARN.slice(0, -7), { VersionStage: "AWSPREVIOUS" }), "two");
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: ARN }));
    assert.deepEqual(Object.values(VersionIdsToStages).flat().sort(), ["AWSCURRENT", "AWSPREVIOUS"]);
    const { SecretList } = await client.send(new ListSecretsCommand({ Filters: [{ Key: "name", Values: ["app/"] }] }));
    assert.deepEqual(
      SecretList?.map(({ Name }) => Name),
      ["app/key"],
    );
  });

  it("says what it cannot find", async () => {
    await assert.rejects(value("nothing"), {
      name: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret.",
    });
    await client.send(new CreateSecretCommand({ Name: "empty" }));
    await assert.rejects(value("empty"), {
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
    await assert.rejects(client.send(new CreateSecretCommand({ Name: "empty" })), { name: "ResourceExistsException" });
  });

  it("keeps the secret of a database master: the same one when asked again", async () => {
    const first = await cloud.secrets.createManagedSecret("rds!cluster-1", '{"password":"a"}');
    const again = await cloud.secrets.createManagedSecret("rds!cluster-1", '{"password":"b"}');
    assert.deepEqual(again, { arn: first.arn, value: '{"password":"a"}' });
    assert.equal(await value(first.arn), '{"password":"a"}');
    await cloud.secrets.deleteManagedSecret(first.arn);
    await assert.rejects(value(first.arn), { name: "ResourceNotFoundException" });
  });

  it("lets a role read exactly the secret that its policy names", async () => {
    const { arn } = await cloud.secrets.createManagedSecret("rds!cluster-1", "x");
    const other = await cloud.secrets.createManagedSecret("rds!cluster-2", "y");
    const role = await cloud.role("migrate", [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: arn },
    ]);
    const reader = new SecretsManagerClient({ ...cloud.client, credentials: cloud.access.assumeRole(role, "one") });
    const read = (SecretId: string) => reader.send(new GetSecretValueCommand({ SecretId }));
    assert.equal((await read(arn)).SecretString, "x");
    await assert.rejects(read(other.arn), {
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::000000000000:assumed-role/migrate/one is not authorized to perform: secretsmanager:GetSecretValue on resource: ${other.arn} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    });
    reader.destroy();
  });

  it("honours the secret's own policy", async () => {
    const { arn } = await cloud.secrets.createManagedSecret("rds!cluster-1", "x");
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" }],
    });
    const type = cloud.resource("aws:secretsmanager/secretPolicy:SecretPolicy");
    await type.create({ secretArn: arn, policy }, resourceContext("p"));
    await assert.rejects(value(arn), /with an explicit deny in a resource-based policy/);
    await type.delete(arn, {});
    assert.equal(await value(arn), "x");
  });

  it("gives life to secrets and versions of a program", async () => {
    const secret = await cloud
      .resource("aws:secretsmanager/secret:Secret")
      .create({ name: "app" }, resourceContext("app"));
    const version = await cloud
      .resource("aws:secretsmanager/secretVersion:SecretVersion")
      .create({ secretId: secret.id, secretString: "s" }, resourceContext("v"));
    assert.equal(version.id, `${secret.id}|${version.outputs.versionId}`);
    assert.equal(await value("app", { VersionId: version.outputs.versionId }), "s");
  });
});
