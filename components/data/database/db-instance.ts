import { randomBytes } from "node:crypto";
import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { DatabaseNodes, InstanceNodes, MakeDatabaseChild } from "./children";
import type { InstancePlan } from "./plan";
import { MASTER_USER, type Server, type SignInPoint } from "./server";

/**
 * The instance, its replicas and all that belongs to them. All are called after the subnet group, whose random name is
 * another one for each life of the instance: so logs can have their groups before RDS makes them, to be kept for ever,
 * and no final snapshot meets a name that is taken.
 */
export const createInstance = (make: MakeDatabaseChild, plan: InstancePlan): InstanceNodes => {
  const { name, network, instance: settings } = plan;
  const description = `Database ${name}`;
  // Without a rule: links add those that let their functions in.
  const securityGroup = make(
    "securityGroup",
    "database",
    { vpcId: network.vpcId, description },
    { ignoreChanges: ["description"] },
  );
  const subnets = make(
    "subnets",
    "subnets",
    { subnetIds: network.isolatedSubnetIds, description },
    {
      replacementTrigger: pulumi.jsonStringify([
        plan.databaseNameGiven ? plan.databaseName : null,
        plan.kmsKeyArn ?? null,
      ]),
    },
  );
  const identifier = subnets.name.apply((made) => made.replace("-subnets-", "-"));
  const instanceParameters = make("instanceParameters", "parameters", parametersArgs(plan, description), {
    ignoreChanges: ["description"],
  });
  const monitoring = settings.monitoringSeconds > 0 ? createMonitoringRole(make) : undefined;
  const common = {
    instanceClass: settings.class,
    parameterGroupName: instanceParameters.name,
    vpcSecurityGroupIds: [securityGroup.id],
    publiclyAccessible: false,
    iamDatabaseAuthenticationEnabled: true,
    ...(settings.maxStorageGiB !== undefined && { maxAllocatedStorage: settings.maxStorageGiB }),
    storageEncrypted: true,
    databaseInsightsMode: "standard",
    // Free of charge for the seven days that are the default.
    performanceInsightsEnabled: true,
    enabledCloudwatchLogsExports: ["postgresql"],
    copyTagsToSnapshot: true,
    // What the program says is what there is when the update ends, not after the next maintenance window.
    applyImmediately: true,
    ...(plan.windows.week !== undefined && { maintenanceWindow: plan.windows.week }),
    ...(monitoring && {
      monitoringInterval: settings.monitoringSeconds,
      monitoringRoleArn: monitoring.monitoringRole.arn,
    }),
  } satisfies rds.InstanceArgs;
  const logGroup = createLogGroup(make, "log", identifier, plan);
  const instance = make(
    "instance",
    undefined,
    { ...common, ...primaryArgs(plan, identifier), dbSubnetGroupName: subnets.name },
    {
      protect: plan.protected,
      ignoreChanges: ["password", ...(plan.databaseNameGiven ? [] : ["dbName"])],
      dependsOn: [logGroup, ...(monitoring ? [monitoring.monitoringPolicy] : [])],
    },
  );
  const replicaLogGroup = byNumber(settings.replicas, (number) =>
    createLogGroup(make, `replica-${number}-log`, replicaIdentifier(identifier, number), plan),
  );
  const replica = byNumber(settings.replicas, (number) => {
    // Zones known by number only are AWS's to choose.
    const availabilityZone = network.zoneNames?.[number % network.zoneNames.length];
    const args = {
      ...common,
      identifier: replicaIdentifier(identifier, number),
      replicateSourceDb: instance.identifier,
      storageType: "gp3",
      skipFinalSnapshot: true,
      ...(availabilityZone !== undefined && { availabilityZone }),
    };
    return make("replica", `replica-${number}`, args, { dependsOn: [replicaLogGroup[number] ?? logGroup] });
  });
  return {
    instance,
    replica,
    instanceParameters,
    subnets,
    securityGroup,
    logGroup,
    replicaLogGroup,
    ...monitoring,
  };
};

/** One for each replica, by its number from 1 on. */
export const byNumber = <T>(count: number, make: (number: number) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), make(index + 1)]));

const replicaIdentifier = (identifier: pulumi.Output<string>, number: number): pulumi.Output<string> =>
  pulumi.interpolate`${identifier}-replica-${number}`;

const createLogGroup = (
  make: MakeDatabaseChild,
  role: string,
  identifier: pulumi.Output<string>,
  { logDays }: InstancePlan,
) =>
  make(role === "log" ? "logGroup" : "replicaLogGroup", role, {
    name: pulumi.interpolate`/aws/rds/instance/${identifier}/postgresql`,
    retentionInDays: logDays,
  });

const parametersArgs = ({ engineVersion, instance }: InstancePlan, description: string): rds.ParameterGroupArgs => ({
  family: `postgres${engineVersion}`,
  description,
  parameters: [
    { name: "rds.force_ssl", value: "1" },
    // Without it the copy could not follow across major versions.
    ...(instance.blueGreen ? [{ name: "rds.logical_replication", value: "1", applyMethod: "pending-reboot" }] : []),
  ],
});

const primaryArgs = (
  plan: InstancePlan,
  identifier: pulumi.Output<string>,
): rds.InstanceArgs & { instanceClass: string } => {
  const { instance, kmsKeyArn, windows } = plan;
  return {
    identifier,
    instanceClass: instance.class,
    engine: "postgres",
    // The provider takes a major version for any minor one of it, so that an upgrade by AWS is no difference.
    engineVersion: plan.engineVersion,
    // The program says the major version, so that another one is meant.
    allowMajorVersionUpgrade: true,
    allocatedStorage: instance.storageGiB,
    storageType: "gp3",
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
    dbName: plan.databaseName,
    username: MASTER_USER,
    // RDS keeps no master password of an instance with replicas or blue/green updates. This one, of which the state
    // holds the first, is good until the first migration, which has the master sign in by IAM token from then on.
    password: pulumi.secret(randomBytes(24).toString("base64url")),
    multiAz: plan.multiAz,
    backupRetentionPeriod: plan.backupDays,
    ...(windows.backup !== undefined && { backupWindow: windows.backup }),
    ...(instance.blueGreen && { blueGreenUpdate: { enabled: true } }),
    deletionProtection: plan.protected,
    deleteAutomatedBackups: !plan.protected,
    skipFinalSnapshot: !plan.protected,
    ...(plan.protected && { finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }),
  };
};

/** What enhanced monitoring may do; the rights of AWS's own AmazonRDSEnhancedMonitoringRole. */
const createMonitoringRole = (
  make: MakeDatabaseChild,
): Required<Pick<DatabaseNodes, "monitoringRole" | "monitoringPolicy">> => {
  const monitoringRole = make("monitoringRole", "monitoring-role", {
    assumeRolePolicy: trustPolicy("monitoring.rds.amazonaws.com"),
  });
  // All instances of an account and region write there.
  const logs = monitoringRole.arn.apply(
    (arn) => `${arn.split(":").slice(0, 2).join(":")}:logs:*:${arn.split(":")[4]}:log-group:RDS*`,
  );
  const monitoringPolicy = make("monitoringPolicy", "monitoring-policy", {
    role: monitoringRole.name,
    policy: policyDocument([
      { actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [logs] },
      {
        actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
        resources: [pulumi.interpolate`${logs}:log-stream:*`],
      },
    ]),
  });
  return { monitoringRole, monitoringPolicy };
};

export const instanceServer = ({ instance, replica }: InstanceNodes): Server => {
  const writer = point(instance);
  const [first, ...more] = Object.values(replica).map(point);
  return {
    kind: "instance",
    writer,
    readers: first ? [first, ...more] : [writer],
    databaseName: instance.dbName,
    instances: [instance, ...Object.values(replica)],
    master: { firstPassword: instance.password.apply((password) => password ?? "") },
  };
};

const point = ({ address: host, resourceId, arn }: rds.Instance): SignInPoint => ({ host, resourceId, arn });
