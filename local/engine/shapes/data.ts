import { byName, CAPITALS, here, LOWER, type Shape, type Subject, uuid } from "./shape";

const clusterHost = (subject: Subject, kind: string): string =>
  `${subject.name}.${kind}-${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`;

export const DATA: Readonly<Record<string, Shape>> = {
  "aws:rds/cluster:Cluster": {
    named: "clusterIdentifier",
    id: byName,
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
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    named: "identifier",
    id: byName,
    arn: here("rds", "db:"),
    outputs: (subject) => ({
      endpoint: `${subject.name}.${subject.digits(12, LOWER)}.${subject.region}.rds.amazonaws.com`,
      port: 5432,
      dbiResourceId: `db-${subject.digits(26, CAPITALS)}`,
    }),
  },
  "aws:rds/subnetGroup:SubnetGroup": { named: "name", id: byName, arn: here("rds", "subgrp:") },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": { named: "name", id: byName, arn: here("rds", "cluster-pg:") },
  "aws:rds/parameterGroup:ParameterGroup": { named: "name", id: byName, arn: here("rds", "pg:") },
  "aws:secretsmanager/secret:Secret": {
    named: "name",
    id: (subject) => `arn:aws:${here("secretsmanager", "secret:")(subject)}-${subject.digits(6, LOWER)}`,
    arn: (subject) => `${here("secretsmanager", "secret:")(subject)}-${subject.digits(6, LOWER)}`,
  },
  "aws:kms/key:Key": {
    id: (subject) => uuid(subject),
    arn: ({ region, account }, id) => `kms:${region}:${account}:key/${id}`,
    outputs: (_, id) => ({ keyId: id }),
  },
};
