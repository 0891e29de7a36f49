import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import { ServiceError } from "../../../../local/wire/service-error";
import { eventuallyHolds } from "../../../support/eventually-holds";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

import { type SecretsCall, secretsCaller } from "./call-secrets";

const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:rotate";
const DAY_MS = 24 * 3_600_000;

interface Event {
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly Step: string;
}

describe("the rotation of a secret", () => {
  let folder: string;
  let cloud: TestCloud;
  let call: SecretsCall;
  let steps: string[];
  /** What the function does besides: it may throw, or take its time. */
  let also: (event: Event) => unknown;
  let admitted: boolean;

  /** As AWS's template: each step looks what is done already. */
  const rotate = async ({ SecretId, ClientRequestToken: token, Step }: Event) => {
    const read = (more: object) => call("GetSecretValue", { SecretId, ...more });
    const described = await call("DescribeSecret", { SecretId });
    const stages = (described.VersionIdsToStages as Record<string, string[]>)[token] ?? [];
    assert.ok(stages.length > 0, "the version of the token is there before the function is called");
    if (stages.includes("AWSCURRENT")) return;
    assert.deepEqual(stages, ["AWSPENDING"]);
    if (Step === "createSecret") {
      await read({ VersionId: token, VersionStage: "AWSPENDING" }).catch(async (error: Error) => {
        assert.match(error.message, /^ResourceNotFoundException: .*for VersionId: /);
        const value = { SecretString: `made for ${token}`, VersionStages: ["AWSPENDING"] };
        await call("PutSecretValue", { SecretId, ClientRequestToken: token, ...value });
      });
    }
    if (Step === "finishSecret") {
      const { VersionId } = await read({});
      const move = { SecretId, VersionStage: "AWSCURRENT", MoveToVersionId: token, RemoveFromVersionId: VersionId };
      await call("UpdateSecretVersionStage", move);
      await call("UpdateSecretVersionStage", {
        SecretId,
        VersionStage: "AWSPENDING",
        RemoveFromVersionId: token,
      });
    }
  };

  const functions: FunctionInvoker = {
    async invoke(arn, text, { dryRun }) {
      if (!admitted || arn !== FUNCTION) throw new ServiceError("AccessDeniedException", "no", 403);
      const answer = { payload: Buffer.from("null"), executedVersion: "$LATEST" };
      if (dryRun) return answer;
      const event: Event = JSON.parse(text.toString());
      steps.push(event.Step);
      try {
        await also(event);
        await rotate(event);
        return answer;
      } catch (error) {
        return { ...answer, payload: Buffer.from(String(error)), functionError: "Unhandled" };
      }
    },
  };

  const open = async () => {
    cloud = await startTestCloud({
      folder,
      services: { lambda: () => ({ name: "lambda", resources: [], functions }) },
    });
    call = secretsCaller(cloud);
    await cloud.secrets.start?.();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-rotation-"));
    steps = [];
    also = () => undefined;
    admitted = true;
    await open();
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const value = async () => String((await call("GetSecretValue", { SecretId: "s" })).SecretString);
  const secret = () => call("CreateSecret", { Name: "s", SecretString: "first" });
  const rotated = async (token: string) =>
    eventuallyHolds(async () => assert.equal(await value(), `made for ${token}`));
  const turnOn = (more: object = {}) =>
    call("RotateSecret", {
      SecretId: "s",
      RotationLambdaARN: FUNCTION,
      RotationRules: { AutomaticallyAfterDays: 10 },
      ...more,
    });

  it("calls the function for each of the four steps, and moves the labels", async () => {
    const { VersionId: first } = await secret();
    const { VersionId: second } = await turnOn();
    await eventuallyHolds(async () =>
      assert.notEqual((await call("DescribeSecret", { SecretId: "s" })).LastRotatedDate, undefined),
    );
    assert.deepEqual(steps, ["createSecret", "setSecret", "testSecret", "finishSecret"]);
    const described = await call("DescribeSecret", { SecretId: "s" });
    assert.deepEqual(described.VersionIdsToStages, { [first]: ["AWSPREVIOUS"], [second]: ["AWSCURRENT"] });
    assert.equal(described.RotationEnabled, true);
    assert.deepEqual(described.RotationRules, { AutomaticallyAfterDays: 10 });
    const day = Math.floor(cloud.clock.now() / DAY_MS) * DAY_MS + 10 * DAY_MS;
    assert.equal(described.NextRotationDate, (day + DAY_MS) / 1000 - 1);
  });

  it("refuses without a function, or one that it may not invoke, and leaves the secret as it was", async () => {
    await secret();
    await assert.rejects(call("RotateSecret", { SecretId: "s" }), {
      message: "InvalidRequestException: No Lambda rotation function ARN is associated with this secret.",
    });
    admitted = false;
    await assert.rejects(turnOn(), {
      message:
        "AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.",
    });
    assert.equal((await call("DescribeSecret", { SecretId: "s" })).RotationEnabled, undefined);
  });

  for (const broken of ["createSecret", "setSecret", "testSecret", "finishSecret"]) {
    it(`killed at ${broken}, is brought to its end with the same version after a start`, async () => {
      await secret();
      const killed = new Promise<void>((resolve) => {
        also = ({ Step }) => {
          if (Step !== broken) return undefined;
          resolve();
          return new Promise(() => undefined); // as a process that is gone
        };
      });
      const { VersionId } = await turnOn();
      await killed;
      await cloud.close();
      steps = [];
      also = () => undefined;
      await open();
      await rotated(VersionId);
      assert.deepEqual(steps.slice(0, 4), ["createSecret", "setSecret", "testSecret", "finishSecret"]);
      assert.equal(Object.keys((await call("ListSecretVersionIds", { SecretId: "s" })).Versions as object).length, 2);
    });
  }

  it("is attempted again after a failure, and another one is refused meanwhile", async () => {
    await secret();
    also = ({ Step }) => {
      if (Step === "setSecret") throw new Error("the database is away");
    };
    const { VersionId } = await turnOn();
    await eventuallyHolds(() =>
      assert.ok(cloud.warnings.some((line) => /setSecret: .*the database is away/.test(line))),
    );
    assert.equal(await value(), "first");
    await assert.rejects(call("RotateSecret", { SecretId: "s" }), {
      message: "InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.",
    });
    await eventuallyHolds(() => assert.equal(steps.filter((step) => step === "createSecret").length, 2));
    also = () => undefined;
    await eventuallyHolds(() => {
      cloud.clock.advanceBy(3_600_000);
      assert.equal(steps.filter((step) => step === "finishSecret").length, 1);
    });
    await rotated(VersionId);
  });

  it("comes on its schedule, until it is cancelled", async () => {
    await secret();
    const { VersionId } = await turnOn();
    await rotated(VersionId);
    await eventuallyHolds(async () =>
      assert.notEqual((await call("DescribeSecret", { SecretId: "s" })).LastRotatedDate, undefined),
    );
    steps = [];
    const days = async (count: number) => {
      for (let day = 0; day < count; day++) {
        cloud.clock.advanceBy(DAY_MS);
        await new Promise(setImmediate);
      }
    };
    await days(9);
    assert.deepEqual(steps, []);
    await days(1);
    await eventuallyHolds(() => assert.equal(steps.at(-1), "finishSecret"));
    await eventuallyHolds(async () => assert.notEqual(await value(), `made for ${VersionId}`));
    await call("CancelRotateSecret", { SecretId: "s" });
    steps = [];
    await days(30);
    assert.deepEqual(steps, []);
    const described = await call("DescribeSecret", { SecretId: "s" });
    assert.deepEqual([described.RotationEnabled, described.RotationLambdaARN], [false, FUNCTION]);
  });

  it("set to begin later, only tests the function, with the value of now", async () => {
    await secret();
    let seen: unknown;
    also = async ({ SecretId, ClientRequestToken }) => {
      seen = (await call("GetSecretValue", { SecretId, VersionId: ClientRequestToken })).SecretString;
    };
    await turnOn({ RotateImmediately: false });
    await eventuallyHolds(() => assert.deepEqual([steps, seen], [["testSecret"], "first"]));
    await eventuallyHolds(async () =>
      assert.equal(((await call("ListSecretVersionIds", { SecretId: "s" })).Versions as unknown[]).length, 1),
    );
  });
});
