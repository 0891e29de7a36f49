import assert from "node:assert/strict";
import { RULES } from "../../../components/policies/rules";
import { RunningPack } from "./pack";

/** Pulumi's numbers for the levels. */
const LEVELS = { advisory: 0, mandatory: 1 } as const;
/** As the engine sends a text that only the update will know. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const asked = (type: string, name: string, properties: Record<string, unknown>) => ({
  urn: `urn:pulumi:prod::serverless-tiers::${type}::${name}`,
  type,
  name,
  properties,
});

describe("the policy pack, started as Pulumi starts it", function () {
  this.timeout(60_000);
  let pack: RunningPack;
  const said = (diagnostics: { policyname: string; message: string; enforcementlevel: number }[]) =>
    diagnostics.map(({ policyname, message, enforcementlevel }) => [
      policyname,
      message.split("\n").at(-1),
      enforcementlevel,
    ]);

  before(async () => {
    pack = await RunningPack.start({
      "serverless-tiers:dataProtection": "protected",
      "aws:defaultTags": '{"tags":{"project":"shop"}}',
    });
  });
  after(() => pack?.close());

  it("tells all rules and their levels", async () => {
    const policies = (await pack.names()).map(({ name, enforcementlevel }) => ({ name, enforcementlevel }));

    assert.deepEqual(
      policies,
      RULES.map(({ name, level }) => ({ name, enforcementlevel: LEVELS[level] })),
    );
  });

  it("stops a resource before it is made, with what the stack's settings say", async () => {
    const diagnostics = await pack.analyze(
      asked("aws:rds/cluster:Cluster", "orders", {
        storageEncrypted: false,
        deletionProtection: true,
        skipFinalSnapshot: false,
        backupRetentionPeriod: 7,
      }),
    );

    assert.deepEqual(said(diagnostics), [
      ["encrypted-at-rest", "orders: storageEncrypted must be set (storageEncrypted is false)", LEVELS.mandatory],
      [
        "deletion-protection-in-protected-stacks",
        "orders: must have the resource option protect: the stack is protected",
        LEVELS.mandatory,
      ],
      ["tags", "orders: should have the tag stack: set aws:defaultTags in the stack file", LEVELS.advisory],
    ]);
  });

  it("looks past what a preview does not know, and still at the rest", async () => {
    const diagnostics = await pack.analyze(
      asked("aws:lambda/function:Function", "work", {
        runtime: "nodejs22.x",
        role: UNKNOWN_TEXT,
        loggingConfig: { logGroup: UNKNOWN_TEXT },
        tracingConfig: { mode: "Active" },
        tags: { stack: "prod" },
        environment: { variables: { TOKEN: UNKNOWN_TEXT, DB_PASSWORD: "hunter2" } },
      }),
    );

    assert.deepEqual(said(diagnostics), [
      [
        "no-secret-in-environment",
        "work: environment.variables.DB_PASSWORD must not hold what its name says: keep it in Secrets Manager",
        LEVELS.mandatory,
      ],
    ]);
  });

  it("looks at resources together once all are known", async () => {
    const diagnostics = await pack.analyzeStack([asked("aws:s3/bucket:Bucket", "files", { arn: UNKNOWN_TEXT })]);

    assert.deepEqual(said(diagnostics), [
      ["no-public-bucket", "files: must have a BucketPublicAccessBlock", LEVELS.mandatory],
      [
        "tls-only",
        "files: must have a policy that denies everybody requests with aws:SecureTransport false (aws:s3/bucketPolicy:BucketPolicy)",
        LEVELS.mandatory,
      ],
    ]);
  });
});
