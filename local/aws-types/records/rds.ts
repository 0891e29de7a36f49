import { type AwsTypes, CAPITALS, here, LOWER, type Subject, uuid } from "../aws-type";
import { dotted, hyphened } from "../name-rule";
import { atLeast, between, like, secretLike } from "../rule";

const clusterHost = (subject: Subject, kind: string): string =>
  `${subject.name}.${kind}-${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

/** fidelity: docs: Aurora user guide, "Settings for Aurora DB clusters": 8 to 99 for PostgreSQL */
const password = secretLike(
  /^[!#-.0-?A-~]{8,99}$/,
  'a password of 8 to 99 visible ASCII characters without / " @ and spaces',
);

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
      masterUserSecrets: subject.inputs.manageMasterUserPassword
        ? [
            {
              kmsKeyId: `arn:aws:kms:${subject.region}:${subject.account}:key/${uuid(subject)}`,
              secretArn: `arn:aws:secretsmanager:${subject.region}:${subject.account}:secret:rds!cluster-${uuid(subject)}-${subject.digits(6, LOWER)}`,
              secretStatus: "active",
            },
          ]
        : [],
    }),
    limits: {
      backupRetentionPeriod: between(1, 35),
      port: between(1_150, 65_535),
      masterUsername: like(
        /^(?!admin$|rdsadmin$)[A-Za-z]\w{0,62}$/,
        "a name of letters, digits and underscores that is not reserved",
      ),
      masterPassword: password,
      masterPasswordWo: password,
      databaseName: like(/^[A-Za-z]\w{0,62}$/, "up to 63 letters, digits and underscores, beginning with a letter"),
      finalSnapshotIdentifier: like(
        /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,254}(?<!-)$/,
        "up to 255 letters, digits and single hyphens, beginning with a letter and not ending with a hyphen",
      ),
    },
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
      endpoint: `${subject.name}.${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`,
      port: 5432,
      dbiResourceId: `db-${subject.digits(26, CAPITALS)}`,
    }),
    limits: {
      promotionTier: between(0, 15),
      instanceClass: like(/^db\./, "an instance class, such as db.serverless"),
    },
    replaceOn: ["availabilityZone", "clusterIdentifier", "customIamInstanceProfile", "dbSubnetGroupName", "engine"],
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
};
