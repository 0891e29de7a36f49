import { type AwsTypes, CAPITALS, type Change, here, input, LOWER, type Subject, text, uuid } from "../aws-type";
import { dotted, hyphened, type NameRule } from "../name-rule";
import { atLeast, between, like, oneOf, secretLike, type Violation } from "../rule";

const clusterHost = (subject: Subject, kind: string): string =>
  `${subject.name}.${kind}-${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

const instanceHost = (subject: Subject): string =>
  `${subject.name}.${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

/** The secret in which AWS keeps the password of a master. */
const masterUserSecrets = (subject: Subject, kind: "cluster" | "db") =>
  subject.inputs.manageMasterUserPassword
    ? [
        {
          kmsKeyId: `arn:aws:kms:${subject.region}:${subject.account}:key/${uuid(subject)}`,
          secretArn: `arn:aws:secretsmanager:${subject.region}:${subject.account}:secret:rds!${kind}-${uuid(subject)}-${subject.digits(6, LOWER)}`,
          secretStatus: "active",
        },
      ]
    : [];

/** fidelity: docs: Aurora user guide, "Settings for Aurora DB clusters": 8 to 99 for PostgreSQL */
const password = secretLike(
  /^[!#-.0-?A-~]{8,99}$/,
  'a password of 8 to 99 visible ASCII characters without / " @ and spaces',
);

/** fidelity: docs: CreateDBInstance, MasterUserPassword: 8 to 128 for PostgreSQL */
const instancePassword = secretLike(
  /^[!#-.0-?A-~]{8,128}$/,
  'a password of 8 to 128 visible ASCII characters without / " @ and spaces',
);

const masterUser = like(
  /^(?!admin$|rdsadmin$)[A-Za-z]\w{0,62}$/,
  "a name of letters, digits and underscores that is not reserved",
);

const snapshotName = like(
  /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,254}(?<!-)$/,
  "up to 255 letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
);

/** fidelity: docs: RDS user guide, "Increasing DB instance storage capacity": it cannot be reduced; the words are a guess */
const refusedShrinking = ({ olds, news }: Change): readonly Violation[] =>
  Number(news.allocatedStorage) < Number(olds.allocatedStorage)
    ? [
        {
          property: "allocatedStorage",
          reason: `InvalidParameterCombination: Invalid storage size: ${olds.allocatedStorage} GiB cannot become ${news.allocatedStorage} GiB`,
        },
      ]
    : [];

const HEX = "0123456789abcdef";

/** fidelity: docs: CreateDBProxy, DBProxyName */
const proxyName: NameRule = {
  max: 63,
  pattern: /^[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$/,
  allowed: "letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
};

const proxyHost = (subject: Subject, kind: string): string =>
  `${subject.name}.${kind}-${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

/** fidelity: observed: ModifyDBCluster, as in issues 13389 of the Terraform provider and 308 of its Aurora module */
const refusedUpgrade = ({ olds, news }: Change): readonly Violation[] => {
  const [from, to] = [olds.engineVersion, news.engineVersion].map((version) => text(version).split(".").map(Number));
  const differs = from?.findIndex((part, index) => to?.[index] !== undefined && part !== to[index]) ?? -1;
  const [before = 0, after = 0] = [from?.[differs], to?.[differs]];
  if (!olds.engineVersion || !news.engineVersion || differs < 0) return [];
  const refused = (reason: string) => [{ property: "engineVersion", reason: `InvalidParameterCombination: ${reason}` }];
  if (after < before) {
    return refused(`Cannot upgrade ${news.engine} from ${olds.engineVersion} to ${news.engineVersion}`);
  }
  if (differs > 0 || news.allowMajorVersionUpgrade === true) return [];
  return refused("The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.");
};

export const RDS: AwsTypes = {
  "aws:rds/cluster:Cluster": {
    name: { ...hyphened(63), property: "clusterIdentifier" },
    arn: here("rds", "cluster:"),
    outputs: (subject) => ({
      clusterResourceId: `cluster-${subject.digits(26, CAPITALS)}`,
      endpoint: clusterHost(subject, "cluster"),
      readerEndpoint: clusterHost(subject, "cluster-ro"),
      port: 5432,
      engineVersionActual: subject.inputs.engineVersion,
      masterUserSecrets: masterUserSecrets(subject, "cluster"),
    }),
    limits: {
      // fidelity: docs: Aurora release notes, "Aurora PostgreSQL major versions"
      engineVersion: like(/^1[1-8](\.\d+){0,2}$/, "a version of Aurora PostgreSQL from 11 to 18"),
      backupRetentionPeriod: between(1, 35),
      port: between(1_150, 65_535),
      masterUsername: masterUser,
      masterPassword: password,
      masterPasswordWo: password,
      databaseName: like(/^[A-Za-z]\w{0,62}$/, "up to 63 letters, digits and underscores, beginning with a letter"),
      finalSnapshotIdentifier: snapshotName,
    },
    defaults: { engineMode: "provisioned", deleteAutomatedBackups: true, autoMinorVersionUpgrade: true },
    refuses: refusedUpgrade,
    replaceOn: [
      "availabilityZones",
      "clusterScalabilityType",
      "databaseName",
      "dbSubnetGroupName",
      "dbSystemId",
      "engine",
      "engineMode",
      "kmsKeyId",
      "masterUsername",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "sourceRegion",
      "storageEncrypted",
    ],
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    name: { ...hyphened(63), property: "identifier" },
    arn: here("rds", "db:"),
    outputs: (subject) => ({
      endpoint: instanceHost(subject),
      port: 5432,
      dbiResourceId: `db-${subject.digits(26, CAPITALS)}`,
    }),
    limits: {
      promotionTier: between(0, 15),
      instanceClass: like(/^db\./, "an instance class, such as db.serverless"),
    },
    defaults: { autoMinorVersionUpgrade: true },
    replaceOn: ["availabilityZone", "clusterIdentifier", "customIamInstanceProfile", "dbSubnetGroupName", "engine"],
  },
  "aws:rds/instance:Instance": {
    name: { ...hyphened(63), property: "identifier", changeable: true },
    // fidelity: docs: the provider's guide to version 5: the id is the resource id, an import names the identifier
    id: (subject) => `db-${subject.digits(26, CAPITALS)}`,
    importedAs: "{identifier}",
    arn: here("rds", "db:"),
    outputs: (subject, id) => ({
      resourceId: id,
      address: instanceHost(subject),
      endpoint: `${instanceHost(subject)}:${subject.inputs.port ?? 5432}`,
      port: 5432,
      engineVersionActual: subject.inputs.engineVersion,
      status: "available",
      masterUserSecrets: masterUserSecrets(subject, "db"),
    }),
    limits: {
      // fidelity: docs: RDS user guide, "Supported DB engine versions"
      engineVersion: like(/^1[1-8](\.\d+)?$/, "a version of RDS for PostgreSQL from 11 to 18"),
      instanceClass: like(/^db\.(?!serverless$)[a-z0-9.]+$/, "an instance class, such as db.t4g.medium"),
      allocatedStorage: between(5, 65_536),
      maxAllocatedStorage: between(0, 65_536),
      storageType: oneOf("standard", "gp2", "gp3", "io1", "io2"),
      backupRetentionPeriod: between(0, 35),
      monitoringInterval: oneOf(0, 1, 5, 10, 15, 30, 60),
      port: between(1_150, 65_535),
      username: masterUser,
      password: instancePassword,
      passwordWo: instancePassword,
      dbName: like(/^[A-Za-z_]\w{0,62}$/, "up to 63 letters, digits and underscores, not beginning with a digit"),
      finalSnapshotIdentifier: snapshotName,
    },
    defaults: {
      deleteAutomatedBackups: true,
      autoMinorVersionUpgrade: true,
      engineLifecycleSupport: "open-source-rds-extended-support",
    },
    refuses: (change) => [...refusedUpgrade(change), ...refusedShrinking(change)],
    replaceOn: [
      "availabilityZone",
      "backupTarget",
      "characterSetName",
      "customIamInstanceProfile",
      "dbName",
      "engine",
      "kmsKeyId",
      "ncharCharacterSetName",
      "restoreToPointInTime",
      "s3Import",
      "snapshotIdentifier",
      "storageEncrypted",
      "timezone",
      "username",
    ],
    // A replica whose source is no longer said is promoted in place; another source is another replica.
    replacedBy: ({ olds, news }) =>
      olds.replicateSourceDb !== news.replicateSourceDb && news.replicateSourceDb ? ["replicateSourceDb"] : [],
  },
  "aws:rds/subnetGroup:SubnetGroup": {
    name: { ...dotted(255), lower: true },
    arn: here("rds", "subgrp:"),
    limits: { subnetIds: atLeast(2, "subnets, in two zones or more") },
    replaceOn: [],
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    name: hyphened(255),
    arn: here("rds", "cluster-pg:"),
    replaceOn: ["description", "family"],
  },
  "aws:rds/parameterGroup:ParameterGroup": {
    name: hyphened(255),
    arn: here("rds", "pg:"),
    replaceOn: ["description", "family"],
  },
  "aws:rds/proxy:Proxy": {
    name: proxyName,
    // fidelity: observed: `arn:aws:rds:us-east-2:123456789012:db-proxy:prx-0123456789abcdef0`
    arn: ({ region, account, digits }) => `rds:${region}:${account}:db-proxy:prx-${digits(17, HEX)}`,
    outputs: (subject) => ({ endpoint: proxyHost(subject, "proxy") }),
    limits: {
      engineFamily: oneOf("MYSQL", "POSTGRESQL", "SQLSERVER"),
      defaultAuthScheme: oneOf("NONE", "IAM_AUTH"),
      idleClientTimeout: between(1, 28_800),
      vpcSubnetIds: atLeast(2, "subnets, in two zones or more"),
    },
    defaults: { defaultAuthScheme: "NONE", idleClientTimeout: 1_800 },
    replaceOn: ["endpointNetworkType", "engineFamily", "targetConnectionNetworkType", "vpcSubnetIds"],
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    id: input("dbProxyName"),
    importedAs: "{dbProxyName}",
    arn: ({ region, account, digits }) => `rds:${region}:${account}:target-group:prx-tg-${digits(17, HEX)}`,
    outputs: () => ({ name: "default" }),
    replaceOn: ["dbProxyName"],
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    id: ({ inputs }) => {
      const [type, name] = inputs.dbClusterIdentifier
        ? ["TRACKED_CLUSTER", inputs.dbClusterIdentifier]
        : ["RDS_INSTANCE", inputs.dbInstanceIdentifier];
      return `${inputs.dbProxyName}/${inputs.targetGroupName}/${type}/${name}`;
    },
    importedAs: "{dbProxyName}/{targetGroupName}/{type}/{rdsResourceId}",
    outputs: ({ inputs }) => ({
      type: inputs.dbClusterIdentifier ? "TRACKED_CLUSTER" : "RDS_INSTANCE",
      rdsResourceId: inputs.dbClusterIdentifier ?? inputs.dbInstanceIdentifier,
      port: 5432,
    }),
    replaceOn: ["dbClusterIdentifier", "dbInstanceIdentifier", "dbProxyName", "targetGroupName"],
  },
  "aws:rds/proxyEndpoint:ProxyEndpoint": {
    id: ({ inputs }) => `${inputs.dbProxyName}/${inputs.dbProxyEndpointName}`,
    importedAs: "{dbProxyName}/{dbProxyEndpointName}",
    arn: ({ region, account, digits }) => `rds:${region}:${account}:db-proxy-endpoint:prx-endpoint-${digits(17, HEX)}`,
    outputs: (subject) => ({
      endpoint: proxyHost({ ...subject, name: text(subject.inputs.dbProxyEndpointName) }, "endpoint.proxy"),
      isDefault: false,
    }),
    limits: {
      dbProxyEndpointName: like(/^(?!.{64})[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$/, `up to 63 ${proxyName.allowed}`),
      targetRole: oneOf("READ_WRITE", "READ_ONLY"),
      vpcSubnetIds: atLeast(2, "subnets, in two zones or more"),
    },
    defaults: { targetRole: "READ_WRITE" },
    replaceOn: ["dbProxyEndpointName", "dbProxyName", "targetRole", "vpcSubnetIds"],
  },
};
