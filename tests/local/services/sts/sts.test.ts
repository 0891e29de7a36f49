import assert from "node:assert/strict";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

describe("sts", () => {
  let cloud: TestCloud;
  let sts: STSClient;
  beforeEach(async () => {
    cloud = await startTestCloud();
    sts = new STSClient(cloud.client);
  });
  afterEach(async () => {
    sts.destroy();
    await cloud.close();
  });

  const roleTrusting = async (Principal: object | string): Promise<string> => {
    const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
    const inputs = { name: "r", assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement }) };
    return String((await cloud.resource("aws:iam/role:Role").create(inputs, resourceContext("r"))).outputs.arn);
  };
  const assume = (RoleArn: string) =>
    sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "me", DurationSeconds: 900 }));

  it("says who the administrator is", async () => {
    const { UserId, Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.deepEqual(
      [UserId, Account, Arn],
      ["AIDAADMINISTRATOR2345", "000000000000", "arn:aws:iam::000000000000:user/administrator"],
    );
  });

  it("hands out a session of a role that trusts the account, for as long as was asked", async () => {
    const { Credentials, AssumedRoleUser } = await assume(
      await roleTrusting({ AWS: "arn:aws:iam::000000000000:root" }),
    );
    assert.equal(AssumedRoleUser?.Arn, "arn:aws:sts::000000000000:assumed-role/r/me");
    assert.equal(Credentials?.Expiration?.getTime(), cloud.clock.now() + 900_000);
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken,
    };
    const session = new STSClient({ ...cloud.client, credentials });
    const identity = await session.send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Arn, "arn:aws:sts::000000000000:assumed-role/r/me");
    assert.equal(identity.UserId, AssumedRoleUser?.AssumedRoleId);
    cloud.clock.advanceBy(900_000);
    assert.equal(cloud.access.find(credentials.accessKeyId), undefined);
    session.destroy();
  });

  it("refuses even the administrator when the role trusts only a service", async () => {
    const arn = await roleTrusting({ Service: "lambda.amazonaws.com" });
    await assert.rejects(assume(arn), {
      name: "AccessDenied",
      message: `User: arn:aws:iam::000000000000:user/administrator is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    });
  });

  it("does not tell an unknown role from a forbidden one", async () => {
    await assert.rejects(assume("arn:aws:iam::000000000000:role/nobody"), { name: "AccessDenied" });
  });
});
