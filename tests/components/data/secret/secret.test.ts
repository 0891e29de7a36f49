import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import type { SecretArgs } from "../../../../components/data/secret/args";
import { Secret } from "../../../../components/data/secret/secret";

const SECRET = "aws:secretsmanager/secret:Secret";
const KEY = "arn:aws:kms:eu-west-1:000000000000:key/1";

const deploy = async (args: SecretArgs = {}) => {
  const secrets: Secret[] = [];
  const made = await registered(() => secrets.push(new Secret("signing", args)));
  const [secret] = secrets;
  assert.ok(secret);
  return { made, secret, of: (type: string, name: string) => the(made, type, name) };
};

/** Grants with the ARNs that they will have. */
const known = (link: Link) =>
  Promise.all(
    link.grants.map(async ({ actions, resources }) => ({
      actions,
      resources: await Promise.all(resources.map((resource) => resolved(pulumi.output(resource)))),
    })),
  );

describe("a secret", () => {
  it("that others fill is one resource", async () => {
    const { made, of } = await deploy({ description: "Signs tokens", recovery: "0 days" });
    assert.deepEqual(listed(made), [`${SECRET} signing`, "serverless-tiers:index:Secret signing"]);
    assert.deepEqual(of(SECRET, "signing").inputs, { description: "Signs tokens", recoveryWindowInDays: 0 });
  });

  it("of a value hands it on as a secret that is written and not read", async () => {
    const { made, of, secret } = await deploy({ value: "s3cret", valueVersion: 3, encryption: { kmsKeyArn: KEY } });
    assert.deepEqual(listed(made), [
      `${SECRET} signing`,
      "aws:secretsmanager/secretVersion:SecretVersion signing-value",
      "serverless-tiers:index:Secret signing",
    ]);
    const { inputs } = of("aws:secretsmanager/secretVersion:SecretVersion", "signing-value");
    assert.equal(inputs.secretString, undefined);
    assert.equal(inputs.secretStringWoVersion, 3);
    const { nodes } = secret;
    assert.equal(await pulumi.isSecret(pulumi.output(nodes.version?.secretStringWo)), true);
    assert.equal(of(SECRET, "signing").inputs.kmsKeyId, KEY);
    const arn = await resolved(secret.arn);
    assert.deepEqual(await known(secret.read()), [
      { actions: ["secretsmanager:GetSecretValue"], resources: [arn] },
      { actions: ["kms:Decrypt"], resources: [KEY] },
    ]);
  });

  it("that rotates has a function with the rights to this one secret, and a first value before its readers", async () => {
    const { made, of, secret } = await deploy({ rotation: { every: "7 days" } });
    assert.deepEqual(
      listed(made).filter((one) => !one.includes(" signing-rotate")),
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm signing-rotation-alarm",
        "aws:lambda/invocation:Invocation signing-first-value",
        "aws:lambda/permission:Permission signing-rotation",
        `${SECRET} signing`,
        "aws:secretsmanager/secretRotation:SecretRotation signing-rotation",
        "serverless-tiers:index:Secret signing",
      ],
    );
    const arn = await resolved(secret.arn);
    const policy = JSON.parse(String(of("aws:iam/rolePolicy:RolePolicy", "signing-rotate-policy").inputs.policy));
    assert.deepEqual(
      policy.Statement.filter(({ Action }: { Action: string[] }) => Action[0]?.startsWith("secretsmanager")),
      [
        {
          Effect: "Allow",
          Action: [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
          ],
          Resource: [arn],
        },
      ],
    );
    const { principal, sourceArn, qualifier } = of("aws:lambda/permission:Permission", "signing-rotation").inputs;
    assert.deepEqual([principal, sourceArn, qualifier], ["secretsmanager.amazonaws.com", arn, "live"]);
    const { rotationRules, rotateImmediately } = of(
      "aws:secretsmanager/secretRotation:SecretRotation",
      "signing-rotation",
    ).inputs;
    assert.deepEqual([rotationRules, rotateImmediately], [{ scheduleExpression: "rate(7 days)" }, false]);
    assert.deepEqual(secret.read().dependsOn, [secret.nodes.firstValue]);
    assert.deepEqual(await resolved(pulumi.output(secret.read().environment("key"))), { KEY_SECRET_ARN: arn });
  });

  it("of a user of a database hands its function the way to the master", async () => {
    const master: Link = {
      description: "sign in as master",
      grants: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["arn:master"] }],
      environment: (link) => ({ [`${link.toUpperCase()}_HOST`]: "db" }),
    };
    const { of } = await deploy({ rotation: { credentials: { user: "writer", master }, users: "alternating" } });
    const { environment } = of("aws:lambda/function:Function", "signing-rotate").inputs;
    const { ROTATED_SECRET_ARN: _, ...variables } = (environment as { variables: Record<string, string> }).variables;
    assert.deepEqual(variables, {
      MASTER_HOST: "db",
      ROTATED_USER: "writer",
      ROTATED_USERS: "alternating",
      VALUE_LENGTH: "32",
    });
  });
});
