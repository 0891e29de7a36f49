import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../core/naming";
import { transformed } from "../core/transform";
import type { Network } from "../network/network";
import type { DatabaseTransform } from "./database-args";
import type { DatabaseSettings } from "./database-settings";

export const MASTER_USER = "postgres";

/** PostgreSQL ends idle sessions after this long, where the cluster may pause: it only does without connections. */
export const IDLE_SESSION_SECONDS = 60;

export interface ClusterNodes {
  readonly cluster: rds.Cluster;
  readonly writer: rds.ClusterInstance;
  /** With `multiAz` only. */
  readonly standby: rds.ClusterInstance | undefined;
  readonly parameters: rds.ClusterParameterGroup;
  readonly subnets: rds.SubnetGroup;
  readonly securityGroup: ec2.SecurityGroup;
  readonly logGroup: cloudwatch.LogGroup;
}

/** What the steps below have in common. */
interface Making {
  readonly name: string;
  readonly network: Network;
  readonly settings: DatabaseSettings;
  readonly transform: DatabaseTransform;
  readonly opts: { readonly parent: pulumi.Resource };
}

export const createCluster = (making: Making): ClusterNodes => {
  const securityGroup = createSecurityGroup(making);
  const subnets = createSubnets(making);
  const parameters = createParameters(making);
  const cluster = clusterOf(making, { securityGroup, subnets, parameters });
  const logGroup = createLogGroup(making, cluster);
  const instance = (role: string, promotionTier: number, zone: number) =>
    createInstance(making, { role, promotionTier, zone }, { cluster, logGroup });
  const writer = instance("writer", 0, 0);
  const standby = making.settings.multiAz ? instance("standby", 1, 1) : undefined;
  return { cluster, writer, standby, parameters, subnets, securityGroup, logGroup };
};

/** Without a rule: links add those that let their functions in. */
const createSecurityGroup = ({ name, network, transform, opts }: Making) =>
  new ec2.SecurityGroup(
    childName(name, "database"),
    ...transformed<ec2.SecurityGroupArgs>(
      { vpcId: network.vpcId, description: `Database ${name}` },
      opts,
      transform.securityGroup,
    ),
  );

/**
 * Replaced whenever the cluster is, so that its random name is another one for each life of the cluster: the final
 * snapshot is named after it, and AWS refuses a name that a snapshot already has.
 */
const createSubnets = ({ name, network, settings, transform, opts }: Making) =>
  new rds.SubnetGroup(
    childName(name, "subnets"),
    ...transformed<rds.SubnetGroupArgs>(
      { subnetIds: network.isolatedSubnetIds, description: `Database ${name}` },
      { ...opts, replacementTrigger: pulumi.jsonStringify([settings.databaseName, settings.kmsKeyArn ?? null]) },
      transform.subnets,
    ),
  );

const createParameters = ({ name, settings, transform, opts }: Making) => {
  const idle = { name: "idle_session_timeout", value: String(IDLE_SESSION_SECONDS * 1000) };
  return new rds.ClusterParameterGroup(
    childName(name, "parameters"),
    ...transformed<rds.ClusterParameterGroupArgs>(
      {
        family: `aurora-postgresql${settings.engineVersion}`,
        description: `Database ${name}`,
        parameters: [{ name: "rds.force_ssl", value: "1" }, ...(settings.capacity.min === 0 ? [idle] : [])],
      },
      opts,
      transform.parameters,
    ),
  );
};

const clusterOf = (
  { name, settings, transform, opts }: Making,
  { securityGroup, subnets, parameters }: Pick<ClusterNodes, "securityGroup" | "subnets" | "parameters">,
) => {
  const { capacity, kmsKeyArn } = settings;
  return new rds.Cluster(
    name,
    ...transformed<rds.ClusterArgs>(
      {
        clusterIdentifierPrefix: `${name}-`,
        engine: "aurora-postgresql",
        engineMode: "provisioned",
        // The provider takes a major version for any minor one of it, so that an upgrade by AWS is no difference.
        engineVersion: settings.engineVersion,
        databaseName: settings.databaseName,
        serverlessv2ScalingConfiguration: {
          minCapacity: capacity.min,
          maxCapacity: capacity.max,
          ...(capacity.pauseAfterSeconds === undefined ? {} : { secondsUntilAutoPause: capacity.pauseAfterSeconds }),
        },
        masterUsername: MASTER_USER,
        manageMasterUserPassword: true,
        iamDatabaseAuthenticationEnabled: true,
        storageEncrypted: true,
        ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn, masterUserSecretKmsKeyId: kmsKeyArn }),
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [securityGroup.id],
        dbClusterParameterGroupName: parameters.name,
        databaseInsightsMode: "standard",
        // Free of charge for the seven days that are the default.
        performanceInsightsEnabled: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        backupRetentionPeriod: settings.backupDays,
        copyTagsToSnapshot: true,
        // What the program says is what there is when the update ends, not after the next maintenance window.
        applyImmediately: true,
        ...ending(settings, subnets),
      },
      { ...opts, protect: settings.protected },
      transform.cluster,
    ),
  );
};

const ending = (settings: DatabaseSettings, subnets: rds.SubnetGroup): Partial<rds.ClusterArgs> =>
  settings.protected
    ? {
        deletionProtection: true,
        deleteAutomatedBackups: false,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: pulumi.interpolate`${subnets.name}-final`,
      }
    : { deletionProtection: false, deleteAutomatedBackups: true, skipFinalSnapshot: true };

/** Made before the first instance writes: RDS would make it itself, to be kept for ever. */
const createLogGroup = ({ name, settings, transform, opts }: Making, cluster: rds.Cluster) =>
  new cloudwatch.LogGroup(
    childName(name, "log"),
    ...transformed<cloudwatch.LogGroupArgs>(
      {
        name: pulumi.interpolate`/aws/rds/cluster/${cluster.clusterIdentifier}/postgresql`,
        retentionInDays: settings.logDays,
      },
      opts,
      transform.logGroup,
    ),
  );

const createInstance = (
  { name, network, transform, opts }: Making,
  { role, promotionTier, zone }: { readonly role: string; readonly promotionTier: number; readonly zone: number },
  { cluster, logGroup }: Pick<ClusterNodes, "cluster" | "logGroup">,
) => {
  // Zones known by number only are AWS's to choose, which spreads the instances of a cluster.
  const availabilityZone = network.zoneNames?.[zone];
  return new rds.ClusterInstance(
    childName(name, role),
    ...transformed<rds.ClusterInstanceArgs>(
      {
        identifierPrefix: `${childName(name, role)}-`,
        clusterIdentifier: cluster.id,
        engine: "aurora-postgresql",
        instanceClass: "db.serverless",
        promotionTier,
        publiclyAccessible: false,
        copyTagsToSnapshot: true,
        ...(availabilityZone === undefined ? {} : { availabilityZone }),
      },
      { ...opts, dependsOn: [logGroup] },
      transform.instance,
    ),
  );
};
