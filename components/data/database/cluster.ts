import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../../core/component/naming";
import type { ClusterNodes, MakeDatabaseChild } from "./children";
import type { ClusterPlan } from "./plan";
import { MASTER_USER, type Server } from "./server";

/** PostgreSQL ends idle sessions after this long, where the cluster may pause: it only does without connections. */
export const IDLE_SESSION_SECONDS = 60;

/**
 * The cluster and all that belongs to it. What comes from the component's name and would replace a resource stays as
 * it was made: `ignoreChanges` holds exactly that.
 */
export const createCluster = (make: MakeDatabaseChild, plan: ClusterPlan): ClusterNodes => {
  const { name, network } = plan;
  const description = `Database ${name}`;
  // Without a rule: links add those that let their functions in.
  const securityGroup = make(
    "securityGroup",
    "database",
    { vpcId: network.vpcId, description },
    { ignoreChanges: ["description"] },
  );
  const subnets = make("subnets", "subnets", { subnetIds: network.isolatedSubnetIds, description });
  const parameters = createParameters(make, plan, description);
  const cluster = make("cluster", undefined, clusterArgs(plan, { securityGroup, subnets, parameters }), {
    protect: plan.protected,
    ignoreChanges: ["clusterIdentifierPrefix", ...(plan.databaseNameGiven ? [] : ["databaseName"])],
  });
  // Made before the first instance writes: RDS would make it itself, to be kept for ever.
  const logGroup = make("logGroup", "log", {
    name: pulumi.interpolate`/aws/rds/cluster/${cluster.clusterIdentifier}/postgresql`,
    retentionInDays: plan.logDays,
  });
  const instance = (kind: "writer" | "standby", promotionTier: number) =>
    make(kind, kind, instanceArgs(plan, kind, promotionTier, cluster), {
      dependsOn: [logGroup],
      ignoreChanges: ["identifierPrefix"],
    });
  const writer = instance("writer", 0);
  return {
    cluster,
    writer,
    parameters,
    subnets,
    securityGroup,
    logGroup,
    ...(plan.multiAz && { standby: instance("standby", 1) }),
  };
};

/**
 * Replaced whenever the cluster is, so that its random name is another one for each life of the cluster: the final
 * snapshot is named after it, and AWS refuses a name that a snapshot already has.
 */
const createParameters = (make: MakeDatabaseChild, plan: ClusterPlan, description: string) => {
  const { engineVersion, capacity, databaseName, databaseNameGiven, kmsKeyArn } = plan;
  const idle = { name: "idle_session_timeout", value: String(IDLE_SESSION_SECONDS * 1000) };
  return make(
    "parameters",
    "parameters",
    {
      family: `aurora-postgresql${engineVersion}`,
      description,
      parameters: [{ name: "rds.force_ssl", value: "1" }, ...(capacity.min === 0 ? [idle] : [])],
    },
    {
      ignoreChanges: ["description"],
      replacementTrigger: pulumi.jsonStringify([databaseNameGiven ? databaseName : null, kmsKeyArn ?? null]),
    },
  );
};

const clusterArgs = (
  plan: ClusterPlan,
  { securityGroup, subnets, parameters }: Pick<ClusterNodes, "securityGroup" | "subnets" | "parameters">,
): rds.ClusterArgs => {
  const { capacity, kmsKeyArn } = plan;
  return {
    clusterIdentifierPrefix: `${plan.name}-`,
    engine: "aurora-postgresql",
    engineMode: "provisioned",
    // The provider takes a major version for any minor one of it, so that an upgrade by AWS is no difference.
    engineVersion: plan.engineVersion,
    // The program says the major version, so that another one is meant.
    allowMajorVersionUpgrade: true,
    databaseName: plan.databaseName,
    serverlessv2ScalingConfiguration: {
      minCapacity: capacity.min,
      maxCapacity: capacity.max,
      ...(capacity.pauseAfterSeconds !== undefined && { secondsUntilAutoPause: capacity.pauseAfterSeconds }),
    },
    masterUsername: MASTER_USER,
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    ...(plan.dataApi && { enableHttpEndpoint: true }),
    storageEncrypted: true,
    ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn, masterUserSecretKmsKeyId: kmsKeyArn }),
    dbSubnetGroupName: subnets.name,
    vpcSecurityGroupIds: [securityGroup.id],
    dbClusterParameterGroupName: parameters.name,
    databaseInsightsMode: "standard",
    // Free of charge for the seven days that are the default.
    performanceInsightsEnabled: true,
    enabledCloudwatchLogsExports: ["postgresql"],
    backupRetentionPeriod: plan.backupDays,
    ...(plan.windows.backup !== undefined && { preferredBackupWindow: plan.windows.backup }),
    ...(plan.windows.week !== undefined && { preferredMaintenanceWindow: plan.windows.week }),
    copyTagsToSnapshot: true,
    // What the program says is what there is when the update ends, not after the next maintenance window.
    applyImmediately: true,
    deletionProtection: plan.protected,
    deleteAutomatedBackups: !plan.protected,
    skipFinalSnapshot: !plan.protected,
    ...(plan.protected && { finalSnapshotIdentifier: pulumi.interpolate`${parameters.name}-final` }),
  };
};

const instanceArgs = (
  { name, network }: ClusterPlan,
  role: "writer" | "standby",
  promotionTier: number,
  cluster: rds.Cluster,
): rds.ClusterInstanceArgs => {
  // Zones known by number only are AWS's to choose, which spreads the instances of a cluster.
  const availabilityZone = network.zoneNames?.[promotionTier];
  return {
    identifierPrefix: `${childName(name, role)}-`,
    clusterIdentifier: cluster.id,
    engine: "aurora-postgresql",
    instanceClass: "db.serverless",
    promotionTier,
    publiclyAccessible: false,
    copyTagsToSnapshot: true,
    ...(availabilityZone !== undefined && { availabilityZone }),
  };
};

export const clusterServer = ({ cluster, writer, standby }: ClusterNodes): Server => {
  const { clusterResourceId: resourceId, arn } = cluster;
  return {
    kind: "cluster",
    writer: { host: cluster.endpoint, resourceId, arn },
    // The standby where there is one, otherwise the writer.
    readers: [{ host: cluster.readerEndpoint, resourceId, arn }],
    databaseName: cluster.databaseName,
    instances: [writer, ...(standby ? [standby] : [])],
    master: { secretArn: cluster.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? "") },
  };
};
