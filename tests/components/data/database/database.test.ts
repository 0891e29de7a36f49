import assert from "node:assert/strict";
import { dependencies, isUnknown, listed, registered, the } from "serverless-tiers-local/testing";
import type { ServerlessDatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import type { NetworkArgs } from "../../../../components/network/args";
import { Network } from "../../../../components/network/network";
import type { Registration } from "../../../../local/engine/program/registration";

const CLUSTER = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const OUT = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const IN = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const INVOCATION = "aws:lambda/invocation:Invocation";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

const ARGS: Omit<ServerlessDatabaseArgs, "network"> = {
  migrations: "migrations/orders",
  capacity: { min: 0.5, max: 4 },
};

const make = async (args: Partial<ServerlessDatabaseArgs> = {}, network: NetworkArgs = {}, options = {}) => {
  let database: Database | undefined;
  const made = await registered(() => {
    database = new Database("orders", { network: new Network("main", network), ...ARGS, ...args });
  }, options);
  assert.ok(database);
  return { made, database };
};

/** Below the database: neither the network nor the insides of the migration function. */
const children = (made: readonly Registration[]) =>
  listed(made.filter(({ parent }) => parent?.endsWith("Database::orders")));

describe("Database", function () {
  this.timeout(30_000);

  it("has exactly these children", async () => {
    const { made } = await make();
    assert.deepEqual(children(made), [
      `${LOG} orders-log`,
      `${ALARM} orders-capacity-alarm`,
      `${GROUP} orders-database`,
      `${INVOCATION} orders-migrate`,
      `${CLUSTER} orders`,
      `${INSTANCE} orders-writer`,
      `${PARAMETERS} orders-parameters`,
      `${SUBNETS} orders-subnets`,
      "serverless-tiers:index:LambdaFunction orders-migrate",
    ]);
  });

  it("is an encrypted, private, protected cluster that signs in by IAM and keeps its password to itself", async () => {
    const { made } = await make();
    const { inputs, protect, ignoreChanges } = the(made, CLUSTER, "orders");
    const { dbSubnetGroupName, dbClusterParameterGroupName, vpcSecurityGroupIds, ...rest } = inputs;
    assert.deepEqual(rest, {
      clusterIdentifierPrefix: "orders-",
      engine: "aurora-postgresql",
      engineMode: "provisioned",
      engineVersion: "17",
      allowMajorVersionUpgrade: true,
      databaseName: "orders",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
      masterUsername: "postgres",
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      storageEncrypted: true,
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      backupRetentionPeriod: 14,
      copyTagsToSnapshot: true,
      applyImmediately: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${dbClusterParameterGroupName}-final`,
    });
    assert.deepEqual([protect, ignoreChanges], [true, ["clusterIdentifierPrefix", "databaseName"]]);
    assert.match(String(dbSubnetGroupName), /^orders-subnets-[0-9a-f]{7}$/);
    assert.match(String(dbClusterParameterGroupName), /^orders-parameters-[0-9a-f]{7}$/);
    assert.equal((vpcSecurityGroupIds as unknown[]).length, 1);
    const group = the(made, GROUP, "orders-database").inputs;
    assert.deepEqual(Object.keys(group).sort(), ["description", "vpcId"]);
    assert.deepEqual(the(made, PARAMETERS, "orders-parameters").inputs.parameters, [
      { name: "rds.force_ssl", value: "1" },
    ]);
    assert.equal((the(made, SUBNETS, "orders-subnets").inputs.subnetIds as unknown[]).length, 2);
  });

  it("gives each life of the cluster another name for its final snapshot", async () => {
    const trigger = async (args: Partial<ServerlessDatabaseArgs>) =>
      the((await make(args)).made, PARAMETERS, "orders-parameters").replacementTrigger;
    const first = await trigger({});
    assert.equal(await trigger({ capacity: { min: 1, max: 8 } }), first);
    assert.notEqual(await trigger({ databaseName: "shop" }), first);
    assert.notEqual(await trigger({ encryption: { kmsKeyArn: "arn:aws:kms:key" } }), first);
  });

  it("is gone without a trace when it was to be thrown away", async () => {
    const { made } = await make({ protection: "throw-away" });
    const { inputs, protect } = the(made, CLUSTER, "orders");
    assert.equal(protect, false);
    assert.equal("finalSnapshotIdentifier" in inputs, false);
    const { deletionProtection, deleteAutomatedBackups, skipFinalSnapshot, backupRetentionPeriod } = inputs;
    assert.deepEqual(
      { deletionProtection, deleteAutomatedBackups, skipFinalSnapshot, backupRetentionPeriod },
      { deletionProtection: false, deleteAutomatedBackups: true, skipFinalSnapshot: true, backupRetentionPeriod: 1 },
    );
  });

  it("pauses at zero, and ends idle sessions so that it can", async () => {
    const { made } = await make({ capacity: { min: 0, max: 2, pauseAfter: "10 minutes" } });
    assert.deepEqual(the(made, CLUSTER, "orders").inputs.serverlessv2ScalingConfiguration, {
      minCapacity: 0,
      maxCapacity: 2,
      secondsUntilAutoPause: 600,
    });
    assert.deepEqual(the(made, PARAMETERS, "orders-parameters").inputs.parameters, [
      { name: "rds.force_ssl", value: "1" },
      { name: "idle_session_timeout", value: "60000" },
    ]);
    const request = JSON.parse(String(the(made, INVOCATION, "orders-migrate").inputs.input));
    assert.equal(request.idleSessionTimeoutSeconds, 60);
  });

  it("starts an instance once its log group is there, and a standby in another zone when asked", async () => {
    const { made } = await make({ multiAz: true }, { zones: ["eu-west-1a", "eu-west-1b"] });
    const cluster = the(made, LOG, "orders-log").inputs;
    assert.match(String(cluster.name), /^\/aws\/rds\/cluster\/orders-[^/]+\/postgresql$/);
    assert.equal(cluster.retentionInDays, 30);
    for (const [role, zone, tier] of [
      ["writer", "eu-west-1a", 0],
      ["standby", "eu-west-1b", 1],
    ] as const) {
      const instance = the(made, INSTANCE, `orders-${role}`);
      const { clusterIdentifier: _, ...inputs } = instance.inputs;
      assert.deepEqual(inputs, {
        identifierPrefix: `orders-${role}-`,
        engine: "aurora-postgresql",
        instanceClass: "db.serverless",
        promotionTier: tier,
        publiclyAccessible: false,
        copyTagsToSnapshot: true,
        availabilityZone: zone,
      });
      assert.deepEqual(dependencies(instance), [`${LOG} orders-log`, `${CLUSTER} orders`]);
    }
  });

  it("keeps its logs and those of the migration function as long as asked", async () => {
    const { made } = await make({ retention: "7 days" });
    for (const name of ["orders-log", "orders-migrate-logs"])
      assert.equal(the(made, LOG, name).inputs.retentionInDays, 7, name);
  });

  it("leaves zones to AWS where the network names none", async () => {
    const { made } = await make();
    assert.equal("availabilityZone" in the(made, INSTANCE, "orders-writer").inputs, false);
  });

  it("alarms on a range that is used up, unless told not to", async () => {
    const { made } = await make({ alarms: { topicArn: "arn:aws:sns:eu-west-1:000000000000:alarms" } });
    const { inputs } = the(made, ALARM, "orders-capacity-alarm");
    const { metricName, threshold, alarmActions, okActions } = inputs;
    assert.deepEqual([metricName, threshold], ["ACUUtilization", 95]);
    assert.deepEqual([alarmActions, okActions], Array(2).fill(["arn:aws:sns:eu-west-1:000000000000:alarms"]));
    const { made: silent } = await make({ alarms: false });
    assert.equal(
      children(silent).some((line) => line.startsWith(ALARM)),
      false,
    );
  });

  it("takes transforms", async () => {
    const transform = {
      cluster: { preferredBackupWindow: "02:00-03:00" },
      standby: { autoMinorVersionUpgrade: false },
      securityGroup: { description: "Ours" },
      migrate: { role: { path: "/migrations/" } },
    };
    const { made } = await make({ transform, multiAz: true });
    assert.equal(the(made, CLUSTER, "orders").inputs.preferredBackupWindow, "02:00-03:00");
    assert.equal(the(made, INSTANCE, "orders-standby").inputs.autoMinorVersionUpgrade, false);
    assert.equal("autoMinorVersionUpgrade" in the(made, INSTANCE, "orders-writer").inputs, false);
    assert.equal(the(made, "aws:iam/role:Role", "orders-migrate-role").inputs.path, "/migrations/");
    // What is said is meant, though a description that comes from the name stays as it was made.
    assert.deepEqual(the(made, GROUP, "orders-database").ignoreChanges, []);
  });

  it("registers nothing when the arguments are wrong", async () => {
    const made = await registered(() => {
      const network = Network.adopt("dev", { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] });
      assert.throws(() => new Database("orders", { network, ...ARGS, migrations: "migrations/nowhere" }), {
        name: "ArgsError",
      });
    });
    assert.deepEqual(listed(made), ["serverless-tiers:index:Network dev"]);
  });

  it("keeps what only the update knows unknown in a preview", async () => {
    const { made, database } = await make({}, {}, { preview: true });
    assert.equal(await isUnknown(database.endpoint), true);
    assert.equal(children(made).length, 9);
  });
});

describe("Database: the migration", function () {
  this.timeout(30_000);

  it("may read the master's secret and nothing else", async () => {
    const { made } = await make();
    const policy = JSON.parse(String(the(made, POLICY, "orders-migrate-policy").inputs.policy));
    const secrets = policy.Statement.filter(({ Action }: { Action: string[] }) =>
      Action.some((action) => /^(secretsmanager|rds|rds-db|kms):/.test(action)),
    );
    assert.equal(secrets.length, 1);
    assert.deepEqual(secrets[0].Action, ["secretsmanager:GetSecretValue"]);
    assert.equal(secrets[0].Resource.length, 1);
    assert.match(secrets[0].Resource[0], /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:rds!cluster-/);
  });

  it("may use the key of the secret where it is one's own", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:000000000000:key/1";
    const { made } = await make({ encryption: { kmsKeyArn } });
    const policy = JSON.parse(String(the(made, POLICY, "orders-migrate-policy").inputs.policy));
    const ofKms = policy.Statement.filter(({ Action }: { Action: string[] }) => Action.includes("kms:Decrypt"));
    assert.deepEqual(ofKms, [{ Effect: "Allow", Action: ["kms:Decrypt"], Resource: [kmsKeyArn] }]);
    const { kmsKeyId, masterUserSecretKmsKeyId } = the(made, CLUSTER, "orders").inputs;
    assert.deepEqual([kmsKeyId, masterUserSecretKmsKeyId], [kmsKeyArn, kmsKeyArn]);
  });

  it("runs after the instance, the rules and the endpoint, and again when files, users or cluster are others", async () => {
    const { made } = await make();
    const invocation = the(made, INVOCATION, "orders-migrate");
    const after = dependencies(invocation);
    for (const needed of [
      `${INSTANCE} orders-writer`,
      "aws:lambda/alias:Alias orders-migrate-live",
      `${OUT} orders-migrate-to-orders`,
      `${IN} orders-migrate-to-orders`,
      `${OUT} orders-migrate-to-secretsmanager-endpoint`,
      `${IN} orders-migrate-to-secretsmanager-endpoint`,
    ])
      assert.ok(after.includes(needed), `${needed} not among ${after.join(", ")}`);
    // The endpoint belongs to the network; the alias waits for it.
    const alias = the(made, "aws:lambda/alias:Alias", "orders-migrate-live");
    assert.ok(dependencies(alias).includes("aws:ec2/vpcEndpoint:VpcEndpoint main-secretsmanager"));
    const { qualifier, input, triggers } = invocation.inputs;
    assert.equal(qualifier, "live");
    assert.deepEqual(JSON.parse(String(input)), {
      writer: "orders_writer",
      reader: "orders_reader",
      idleSessionTimeoutSeconds: 0,
    });
    const { files, cluster, ...more } = triggers as Record<string, string>;
    assert.match(String(files), /^[0-9a-f]{64}$/);
    assert.match(String(cluster), /^cluster-/);
    assert.deepEqual(more, {});
  });
});
