import assert from "node:assert/strict";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { CASES } from "./cases";
import { realStack } from "./real-stack";
import { type Answer, type Door, TwoDoors } from "./two-doors";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/instance:Instance";
const POOL = "aws:cognito/userPool:UserPool";
const PARAMETER = "aws:ssm/parameter:Parameter";
const CACHE = "aws:elasticache/cluster:Cluster";
const STREAM = "aws:kinesis/stream:Stream";
const API = "aws:apigateway/restApi:RestApi";

const schema = (name: string, maxLength: string): Properties => ({
  name,
  attributeDataType: "String",
  mutable: true,
  stringAttributeConstraints: { minLength: "1", maxLength },
});

const MAJOR =
  "engineVersion: InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.";
const SCHEMAS = "schemas: cannot modify or remove schema items";

/** Type, inputs before and after, and what becomes of it: a kind of change, or AWS's words. */
const CHANGES: readonly (readonly [type: string, before: Properties, after: Properties, becomes: string])[] = [
  [CLUSTER, { engineVersion: "16" }, { engineVersion: "17" }, MAJOR],
  [CLUSTER, { engineVersion: "16.6" }, { engineVersion: "17.4" }, MAJOR],
  [CLUSTER, { engineVersion: "16" }, { engineVersion: "17", allowMajorVersionUpgrade: true }, "update"],
  [CLUSTER, { engineVersion: "16.4" }, { engineVersion: "16.6" }, "update"],
  [CLUSTER, { engineVersion: "16.6" }, { engineVersion: "16" }, "update"],
  [
    CLUSTER,
    { engineVersion: "17" },
    { engineVersion: "16", allowMajorVersionUpgrade: true },
    "engineVersion: InvalidParameterCombination: Cannot upgrade aurora-postgresql from 17 to 16",
  ],
  [
    CLUSTER,
    { engineVersion: "16.6" },
    { engineVersion: "16.4" },
    "engineVersion: InvalidParameterCombination: Cannot upgrade aurora-postgresql from 16.6 to 16.4",
  ],
  [
    CLUSTER,
    {},
    { engineVersion: "99", allowMajorVersionUpgrade: true },
    'engineVersion must be a version of Aurora PostgreSQL from 11 to 18 (it is "99")',
  ],
  [CLUSTER, {}, { backupRetentionPeriod: 0 }, "backupRetentionPeriod must be a whole number from 1 to 35 (it is 0)"],
  [
    CLUSTER,
    {},
    { serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 1 } },
    "serverlessv2ScalingConfiguration.minCapacity must not be over maxCapacity (2, 1)",
  ],
  [CLUSTER, { masterUsername: "one" }, { masterUsername: "two" }, "replace"],
  [INSTANCE, { engineVersion: "16" }, { engineVersion: "17" }, MAJOR],
  [INSTANCE, { engineVersion: "16" }, { engineVersion: "17", allowMajorVersionUpgrade: true }, "update"],
  [INSTANCE, { allocatedStorage: 20 }, { allocatedStorage: 30 }, "update"],
  [
    INSTANCE,
    { allocatedStorage: 30 },
    { allocatedStorage: 20 },
    "allocatedStorage: InvalidParameterCombination: Invalid storage size: 30 GiB cannot become 20 GiB",
  ],
  [INSTANCE, { identifier: "orders" }, { identifier: "sales" }, "update"],
  [INSTANCE, { dbName: "orders" }, { dbName: "sales" }, "replace"],
  [POOL, { schemas: [schema("tenant", "100")] }, { schemas: [schema("tenant", "200")] }, SCHEMAS],
  [POOL, { schemas: [schema("tenant", "100")] }, { schemas: [] }, SCHEMAS],
  [POOL, { schemas: [schema("tenant", "100")] }, { schemas: [schema("b", "9"), schema("tenant", "100")] }, "update"],
  [POOL, { usernameAttributes: ["email"] }, { usernameAttributes: [] }, "replace"],
  [PARAMETER, { name: "dial" }, { name: "dial", type: "SecureString" }, "update"],
  [PARAMETER, { tier: "Advanced" }, { tier: "Standard" }, "replace"],
  [PARAMETER, { tier: "Standard" }, { tier: "Advanced" }, "update"],
  [
    STREAM,
    { shardCount: 2 },
    { shardCount: 5 },
    "shardCount: LimitExceededException: 2 shards become from 1 to 4 shards in one step, not 5",
  ],
  [STREAM, { shardCount: 2 }, { shardCount: 4 }, "update"],
  [
    API,
    { endpointConfiguration: { types: "PRIVATE" } },
    { endpointConfiguration: { types: "EDGE" } },
    "endpointConfiguration: BadRequestException: Cannot update endpoint from PRIVATE to EDGE",
  ],
  [API, { endpointConfiguration: { types: "EDGE" } }, { endpointConfiguration: { types: "REGIONAL" } }, "update"],
  [CACHE, { engine: "redis", engineVersion: "7.1" }, { engine: "redis", engineVersion: "6.2" }, "replace"],
  [CACHE, { engine: "redis", engineVersion: "6.2" }, { engine: "redis", engineVersion: "7.1" }, "update"],
  [
    "aws:sqs/queue:Queue",
    {},
    { kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: true },
    "kmsMasterKeyId conflicts with sqsManagedSseEnabled: give one of the two",
  ],
];

describe("changes of what exists, through both doors", function () {
  this.timeout(60_000);
  const doors = new TwoDoors();
  before(() => doors.start());
  after(() => doors.end());

  for (const [type, earlier, later, becomes] of CHANGES) {
    it(`${type}: ${JSON.stringify(earlier)} to ${JSON.stringify(later)}: ${becomes}`, async () => {
      const { inputs = {} } = CASES[type] ?? {};
      for (const door of [doors.engine(doors.recording()), doors.provider(doors.recording())]) {
        assert.equal((await door.declare(type, "orders", { ...inputs, ...earlier })).kind, "create");
        assert.equal((await door.declare(type, "orders", { ...inputs, ...later })).kind, becomes);
      }
    });
  }
});

/** Types whose deletion is refused while another uses them. */
const USED: Readonly<Record<string, string>> = {
  "aws:apigateway/deployment:Deployment":
    "BadRequestException: Active stages pointing to this deployment must be moved or deleted",
  "aws:apigateway/restApi:RestApi":
    "BadRequestException: Please remove all base path mappings related to the RestApi in your domains: api.example.com",
  "aws:apigateway/stage:Stage":
    "BadRequestException: Please remove all base path mappings related to the stage in your domains: api.example.com",
  "aws:iam/policy:Policy": "DeleteConflict: Cannot delete a policy attached to entities.",
  "aws:iam/role:Role": "DeleteConflict: Cannot delete entity, must detach all policies first.",
  "aws:rds/cluster:Cluster":
    "InvalidDBClusterStateFault: Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup":
    /^InvalidDBParameterGroupState: .* are still members of this parameter group/.source,
  "aws:s3/bucket:Bucket": "BucketNotEmpty: The bucket you tried to delete is not empty",
  "aws:wafv2/webAcl:WebAcl": "WAFAssociatedItemException: AWS WAF couldn’t perform the operation",
};

const ARCHIVE = { kind: "archive", assets: { "index.js": { kind: "asset", text: "exports.handler = () => {}" } } };

describe("deletions of what is in use", function () {
  this.timeout(60_000);
  const doors = new TwoDoors();
  const answers = new Map<string, Answer & { readonly properties: Properties }>();
  const makers = new Map<string, Door>();

  before(async () => {
    await doors.start();
    const made = (type: string) => {
      const found = answers.get(type);
      if (!found) throw new Error(type);
      return found;
    };
    for (const [type, { inputs }] of Object.entries(realStack(ARCHIVE))) {
      const door = doors.engine();
      makers.set(type, door);
      const answer = await door.declare(type, "orders", inputs(made));
      answers.set(type, { ...answer, properties: answer.properties ?? {} });
    }
  });
  after(() => doors.end());

  for (const [type, refusal] of Object.entries(USED)) {
    it(`are refused: ${type}`, async () => {
      const expected = new RegExp(refusal.startsWith("^") ? refusal.slice(1) : refusal.replace(/[.*+?()[\]]/g, "\\$&"));
      await assert.rejects(async () => makers.get(type)?.leave(), expected);
      const provider = doors.provider();
      const { id = "", properties } = answers.get(type) ?? { properties: {} };
      assert.ok(id);
      await assert.rejects(provider.end(type, id, properties), expected);
    });
  }

  it("go through in the order of their dependencies", async () => {
    for (const [, door] of [...makers].reverse()) await door.leave();
  });

  it("keep the name of a secret for its recovery window", async () => {
    const type = "aws:secretsmanager/secret:Secret";
    for (const [through, door, again] of [
      ["engine", doors.engine(), doors.engine()],
      ["provider", doors.provider(), doors.provider()],
    ] as const) {
      for (const recoveryWindowInDays of [0, 7]) {
        const inputs = { name: `token-${through}`, recoveryWindowInDays };
        assert.equal((await door.declare(type, "orders", inputs)).kind, "create");
        await door.leave();
      }
      assert.match(
        (await again.declare(type, "orders", { name: `token-${through}` })).kind,
        /^InvalidRequestException: You can't create this secret because a secret with this name is already scheduled/,
      );
    }
  });

  it("and changes of the type of a parameter in a hierarchy are refused", async () => {
    for (const door of [doors.engine(), doors.provider()]) {
      const before = { type: "String", value: "v", name: "/app/dial", description: "of the app" };
      await door.declare(PARAMETER, "dial", before);
      const { kind } = await door.declare(PARAMETER, "dial", { ...before, type: "SecureString" });
      assert.match(kind, /^HierarchyTypeMismatchException: Parameter Store does not support changing a parameter type/);
      assert.equal((await door.declare(PARAMETER, "dial", before)).kind === "create", false);
      await door.leave();
    }
  });

  it("are refused while a user pool is protected", async () => {
    for (const door of [doors.engine(), doors.provider()]) {
      const type = "aws:cognito/userPool:UserPool";
      await door.declare(type, "orders", { deletionProtection: "ACTIVE" });
      await assert.rejects(door.leave(), /InvalidParameterException: The user pool cannot be deleted because deletion/);
      await door.declare(type, "orders", { deletionProtection: "INACTIVE" });
      await door.leave();
    }
  });
});
