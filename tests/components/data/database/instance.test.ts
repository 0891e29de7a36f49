import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { InstanceDatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import { Network } from "../../../../components/network/network";
import type { Registration } from "../../../../local/engine/program/registration";

const INSTANCE = "aws:rds/instance:Instance";
const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const INVOCATION = "aws:lambda/invocation:Invocation";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

const make = async (args: Partial<InstanceDatabaseArgs> = {}, instance: object = {}) => {
  let database: Database | undefined;
  const made = await registered(() => {
    const network = new Network("main", { zones: ["eu-west-1a", "eu-west-1b"] });
    database = new Database("venues", {
      network,
      migrations: "migrations/orders",
      instance: { class: "db.t4g.medium", storage: "20 GB", ...instance },
      ...args,
    });
  });
  assert.ok(database);
  return { made, database };
};

const children = (made: readonly Registration[]) =>
  listed(made.filter(({ parent }) => parent?.endsWith("Database::venues")));

describe("Database on an instance", function () {
  this.timeout(30_000);

  it("has exactly these children, with two replicas", async () => {
    const { made } = await make({}, { replicas: 2, monitoring: "60 seconds" });
    assert.deepEqual(children(made), [
      `${LOG} venues-log`,
      `${LOG} venues-replica-1-log`,
      `${LOG} venues-replica-2-log`,
      `${ALARM} venues-connections-alarm`,
      `${ALARM} venues-memory-alarm`,
      `${ALARM} venues-processor-alarm`,
      `${ALARM} venues-replica-1-lag-alarm`,
      `${ALARM} venues-replica-2-lag-alarm`,
      `${ALARM} venues-storage-alarm`,
      "aws:ec2/securityGroup:SecurityGroup venues-database",
      "aws:iam/role:Role venues-monitoring-role",
      `${POLICY} venues-monitoring-policy`,
      `${INVOCATION} venues-migrate`,
      `${INSTANCE} venues`,
      `${INSTANCE} venues-replica-1`,
      `${INSTANCE} venues-replica-2`,
      `${PARAMETERS} venues-parameters`,
      `${SUBNETS} venues-subnets`,
      "serverless-tiers:index:LambdaFunction venues-migrate",
    ]);
  });

  it("is encrypted, private, protected, and of a name that its logs have before it", async () => {
    const { made } = await make({ maintenance: { backup: "02:00-02:30", week: "sun:03:00-sun:04:00" }, multiAz: true });
    const instance = the(made, INSTANCE, "venues");
    const { identifier, dbSubnetGroupName, parameterGroupName, vpcSecurityGroupIds, password, ...rest } =
      instance.inputs;
    assert.deepEqual(rest, {
      instanceClass: "db.t4g.medium",
      engine: "postgres",
      engineVersion: "17",
      allowMajorVersionUpgrade: true,
      allocatedStorage: 20,
      storageType: "gp3",
      storageEncrypted: true,
      dbName: "venues",
      username: "postgres",
      iamDatabaseAuthenticationEnabled: true,
      multiAz: true,
      publiclyAccessible: false,
      databaseInsightsMode: "standard",
      performanceInsightsEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      backupRetentionPeriod: 14,
      backupWindow: "02:00-02:30",
      maintenanceWindow: "sun:03:00-sun:04:00",
      copyTagsToSnapshot: true,
      applyImmediately: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `${identifier}-final`,
    });
    assert.match(String(identifier), /^venues-[0-9a-f]{7}$/);
    assert.equal(dbSubnetGroupName, String(identifier).replace("-", "-subnets-"));
    assert.match(String(parameterGroupName), /^venues-parameters-/);
    assert.equal((vpcSecurityGroupIds as unknown[]).length, 1);
    assert.match(String(password), /^[\w-]{32}$/);
    assert.deepEqual([instance.protect, instance.ignoreChanges], [true, ["password", "dbName"]]);
    assert.equal(the(made, LOG, "venues-log").inputs.name, `/aws/rds/instance/${identifier}/postgresql`);
    assert.ok(dependencies(instance).includes(`${LOG} venues-log`));
    assert.deepEqual(the(made, PARAMETERS, "venues-parameters").inputs, {
      family: "postgres17",
      description: "Database venues",
      parameters: [{ name: "rds.force_ssl", value: "1" }],
    });
  });

  it("gives each life of the instance another name, and so its final snapshot", async () => {
    const trigger = async (args: Partial<InstanceDatabaseArgs>) =>
      the((await make(args)).made, SUBNETS, "venues-subnets").replacementTrigger;
    const first = await trigger({});
    assert.equal(await trigger({ multiAz: true }), first);
    assert.notEqual(await trigger({ databaseName: "shop" }), first);
    assert.notEqual(await trigger({ encryption: { kmsKeyArn: "arn:aws:kms:key" } }), first);
  });

  it("has replicas in other zones, which are not kept, and grows where it may", async () => {
    const { made } = await make({}, { replicas: 2, storage: { size: "20 GB", upTo: "100 GB" } });
    const { identifier } = the(made, INSTANCE, "venues").inputs;
    for (const [number, zone] of [
      [1, "eu-west-1b"],
      [2, "eu-west-1a"],
    ] as const) {
      const replica = the(made, INSTANCE, `venues-replica-${number}`);
      const { parameterGroupName: _, vpcSecurityGroupIds: __, ...rest } = replica.inputs;
      assert.deepEqual(rest, {
        identifier: `${identifier}-replica-${number}`,
        replicateSourceDb: identifier,
        instanceClass: "db.t4g.medium",
        maxAllocatedStorage: 100,
        storageType: "gp3",
        storageEncrypted: true,
        iamDatabaseAuthenticationEnabled: true,
        publiclyAccessible: false,
        databaseInsightsMode: "standard",
        performanceInsightsEnabled: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        copyTagsToSnapshot: true,
        applyImmediately: true,
        skipFinalSnapshot: true,
        availabilityZone: zone,
      });
      assert.equal(replica.protect, false);
      assert.ok(dependencies(replica).includes(`${LOG} venues-replica-${number}-log`));
    }
  });

  it("is updated blue/green when asked, with what the copy needs to follow", async () => {
    const { made } = await make({}, { update: "blue/green" });
    assert.deepEqual(the(made, INSTANCE, "venues").inputs.blueGreenUpdate, { enabled: true });
    assert.deepEqual(the(made, PARAMETERS, "venues-parameters").inputs.parameters, [
      { name: "rds.force_ssl", value: "1" },
      { name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" },
    ]);
  });

  it("is monitored with a role that writes its logs and nothing else", async () => {
    const { made } = await make({}, { monitoring: "30 seconds" });
    const { monitoringInterval, monitoringRoleArn } = the(made, INSTANCE, "venues").inputs;
    assert.equal(monitoringInterval, 30);
    assert.match(String(monitoringRoleArn), /:role\/venues-monitoring-role-/);
    const { Statement } = JSON.parse(String(the(made, POLICY, "venues-monitoring-policy").inputs.policy));
    assert.deepEqual(
      Statement.map(({ Resource }: { Resource: string[] }) => Resource),
      [["arn:aws:logs:*:000000000000:log-group:RDS*"], ["arn:aws:logs:*:000000000000:log-group:RDS*:log-stream:*"]],
    );
  });

  it("alarms on what is bounded", async () => {
    const { made } = await make({ alarms: { topicArn: "arn:aws:sns:eu-west-1:000000000000:alarms" } });
    const alarms = made.filter(({ type }) => type === ALARM).map(({ inputs }) => inputs);
    assert.deepEqual(
      alarms.map(({ metricName, comparisonOperator, threshold }) => [metricName, comparisonOperator, threshold]).sort(),
      [
        ["CPUUtilization", "GreaterThanThreshold", 90],
        ["DatabaseConnections", "GreaterThanThreshold", 269],
        ["FreeStorageSpace", "LessThanThreshold", 2 * 1024 ** 3],
        ["FreeableMemory", "LessThanThreshold", Math.floor(0.2 * 1024 ** 3)],
      ],
    );
    const { made: silent } = await make({ alarms: false }, { replicas: 1 });
    assert.deepEqual(
      silent.filter(({ type }) => type === ALARM),
      [],
    );
  });

  it("is migrated by a master who signs in by token, once the first password has let him", async () => {
    const { made, database } = await make();
    const { input, triggers } = the(made, INVOCATION, "venues-migrate").inputs;
    const { password } = the(made, INSTANCE, "venues").inputs;
    assert.deepEqual(JSON.parse(String(input)), {
      writer: "venues_writer",
      reader: "venues_reader",
      idleSessionTimeoutSeconds: 0,
      firstPassword: password,
    });
    assert.deepEqual(Object.keys(triggers as object).sort(), ["files", "instance"]);
    const policy = JSON.parse(String(the(made, POLICY, "venues-migrate-policy").inputs.policy));
    const ofData = policy.Statement.filter(({ Action }: { Action: string[] }) =>
      Action.some((action) => /^(secretsmanager|rds|rds-db|kms):/.test(action)),
    );
    const id = await resolved(database.nodes.instance?.resourceId ?? pulumi.output(""));
    assert.deepEqual(ofData, [
      {
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: [`arn:aws:rds-db:eu-west-1:000000000000:dbuser:${id}/postgres`],
      },
    ]);
    assert.deepEqual(
      made.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint"),
      [],
    );
  });

  it("has links to the instance and to all of its replicas", async () => {
    const { database } = await make({}, { replicas: 2 });
    const { instance, replica, migration } = database.nodes;
    const ids = await Promise.all(
      [instance, ...Object.values(replica)].map((one) => resolved(one?.resourceId ?? pulumi.output(""))),
    );
    const of = async (link: ReturnType<Database["reader"]>) => {
      const { grants, environment, connections } = link;
      const resources = await resolved(pulumi.output(grants.flatMap((grant) => [...grant.resources])));
      const { STORE_HOST, ...rest } = await resolved(pulumi.output(environment("store")));
      return { resources, hosts: String(STORE_HOST).split(","), rest, maxConnections: connections?.of.maxConnections };
    };
    const writer = await of(database.writer());
    const reader = await of(database.reader());
    const arn = (id: string | undefined, user: string) =>
      `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${id}/venues_${user}`;
    assert.deepEqual(writer.resources, [arn(ids[0], "writer")]);
    assert.deepEqual(reader.resources, [arn(ids[1], "reader"), arn(ids[2], "reader")]);
    assert.match(writer.hosts.join(), /^venues-[0-9a-f]{7}\.[a-z0-9]{12}\.eu-west-1\.rds\.amazonaws\.com$/);
    assert.match(reader.hosts.join(), /^venues-[0-9a-f]{7}-replica-1\.[^,]+,venues-[0-9a-f]{7}-replica-2\.[^,]+$/);
    assert.deepEqual(writer.rest, { STORE_PORT: "5432", STORE_DATABASE: "venues", STORE_USER: "venues_writer" });
    assert.equal(writer.maxConnections, 337);
    assert.deepEqual(database.reader().dependsOn, [migration, instance, ...Object.values(replica)]);
  });

  it("reads from itself without a replica", async () => {
    const { database } = await make();
    assert.equal(await resolved(database.readerEndpoint), await resolved(database.endpoint));
  });
});
