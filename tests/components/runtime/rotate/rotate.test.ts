import assert from "node:assert/strict";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { firstValue, type Rotated, type RotationEvent, rotate } from "../../../../components/runtime/rotate/rotate";
import { SecretVersions } from "../../../../components/runtime/rotate/secret-versions";
import { startTestCloud, type TestCloud } from "../../../local/cloud/test-cloud";
import { type SecretsCall, secretsCaller } from "../../../local/services/secretsmanager/call-secrets";

const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
const TOKEN = "33333333-3333-3333-3333-333333333333";

class Killed extends Error {}

describe("the steps of a rotation", () => {
  let cloud: TestCloud;
  let client: SecretsManagerClient;
  let call: SecretsCall;
  let arn: string;
  let versions: SecretVersions;
  /** What takes the values: those that were set, and whether each was tested after. */
  let taken: string[];
  let made: number;
  /** Of the calls to the service and to what takes the values, the one after which the function is killed. */
  let left: number;

  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left-- === 0) throw new Killed();
    return work();
  };

  const rotated: Rotated = {
    next: async (current) => `${current ?? "none"} then ${++made}`,
    set: (value) => alive(async () => void taken.push(value)),
    test: (value) => alive(async () => assert.ok(taken.includes(value))),
  };

  beforeEach(async () => {
    cloud = await startTestCloud();
    call = secretsCaller(cloud);
    client = new SecretsManagerClient(cloud.client);
    client.middlewareStack.add((next) => (args) => alive(() => next(args)), { step: "initialize" });
    arn = (await call("CreateSecret", { Name: "s" })).ARN;
    versions = new SecretVersions(client, arn);
    taken = [];
    made = 0;
    left = Number.POSITIVE_INFINITY;
  });
  afterEach(async () => {
    client.destroy();
    await cloud.close();
  });

  const value = async (more = {}) => (await call("GetSecretValue", { SecretId: arn, ...more })).SecretString;
  const labels = async () => {
    const { VersionIdsToStages } = await call("DescribeSecret", { SecretId: arn });
    return Object.values(VersionIdsToStages as Record<string, string[]>);
  };
  const begin = () =>
    call("PutSecretValue", {
      SecretId: arn,
      SecretString: "x",
      VersionStages: ["AWSPENDING"],
      ClientRequestToken: TOKEN,
    });

  it("make the first value at once, and make no other when asked again", async () => {
    await firstValue({ Step: "firstValue", SecretId: arn }, versions, rotated);
    assert.equal(await value(), "none then 1");
    assert.deepEqual(await labels(), [["AWSCURRENT"]]);
    await firstValue({ Step: "firstValue", SecretId: arn }, versions, rotated);
    assert.deepEqual([made, taken], [1, ["none then 1"]]);
  });

  it("make the first value once, wherever the function is killed", async () => {
    for (let calls = 0; ; calls++) {
      left = calls;
      try {
        await firstValue({ Step: "firstValue", SecretId: arn }, versions, rotated);
        assert.ok(calls > 8, String(calls));
        return;
      } catch (error) {
        assert.ok(error instanceof Killed, String(error));
      }
      left = Number.POSITIVE_INFINITY;
      await firstValue({ Step: "firstValue", SecretId: arn }, versions, rotated);
      assert.match(String(await value()), /^none then \d+$/);
      assert.ok(taken.includes(String(await value())));
      assert.deepEqual(await labels(), [["AWSCURRENT"]]);
      await call("DeleteSecret", { SecretId: arn, ForceDeleteWithoutRecovery: true });
      arn = (await call("CreateSecret", { Name: "s" })).ARN;
      versions = new SecretVersions(client, arn);
    }
  });

  /** As Secrets Manager does: from the first step on, until all are through. */
  const attempt = async () => {
    for (const Step of STEPS) {
      await rotate({ Step, SecretId: arn, ClientRequestToken: TOKEN } satisfies RotationEvent, versions, rotated);
    }
  };

  for (const [index, broken] of STEPS.entries())
    it(`come to their end with the same value after a kill in ${broken}`, async () => {
      await call("PutSecretValue", { SecretId: arn, SecretString: "first" });
      await begin();
      for (let calls = 0; calls < 12; calls++) {
        for (const Step of STEPS.slice(0, index)) {
          await rotate({ Step, SecretId: arn, ClientRequestToken: TOKEN }, versions, rotated);
        }
        left = calls;
        const failed = await rotate(
          { Step: broken, SecretId: arn, ClientRequestToken: TOKEN },
          versions,
          rotated,
        ).catch((error: unknown) => error);
        assert.ok(failed === undefined || failed instanceof Killed, String(failed));
        left = Number.POSITIVE_INFINITY;
        assert.ok(["first", "x"].includes(String(await value())));
      }
      await attempt();
      assert.equal(await value(), "x");
      assert.equal(await value({ VersionStage: "AWSPREVIOUS" }), "first");
      assert.deepEqual((await labels()).flat().sort(), ["AWSCURRENT", "AWSPREVIOUS"]);
    });

  it("refuse a version that nobody rotates", async () => {
    await call("PutSecretValue", { SecretId: arn, SecretString: "first" });
    const event = { Step: "createSecret", SecretId: arn, ClientRequestToken: TOKEN } as const;
    await assert.rejects(rotate(event, versions, rotated), /has no label: it is not being rotated/);
    await call("PutSecretValue", {
      SecretId: arn,
      SecretString: "x",
      VersionStages: ["other"],
      ClientRequestToken: TOKEN,
    });
    await assert.rejects(rotate(event, versions, rotated), /is not AWSPENDING/);
  });

  it("keep the first of two values that are made at a time", async () => {
    await versions.make(TOKEN, "one");
    await versions.make(TOKEN, "two");
    assert.equal(await value({ VersionId: TOKEN }), "one");
  });
});
