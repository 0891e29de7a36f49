import * as aws from "@pulumi/aws";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Link } from "../core/link";
import { childName, componentType } from "../core/naming";
import { transformed } from "../core/transform";
import { maxConnections } from "./connection-limits";
import type { DatabaseArgs, DatabaseTransform } from "./database-args";
import { type ClusterNodes, createCluster } from "./database-cluster";
import { type LinkedDatabase, userLink } from "./database-links";
import { createMigration, type MigrationNodes } from "./database-migration";
import { type DatabaseSettings, databaseSettings } from "./database-settings";
import { rdsCertificates } from "./rds-certificates";

const PORT = 5432;

export interface DatabaseNodes extends ClusterNodes, MigrationNodes {
  readonly capacityAlarm: cloudwatch.MetricAlarm | undefined;
}

/**
 * A PostgreSQL database: Aurora Serverless v2, private, encrypted, TLS only, backed up, its tables kept by SQL files.
 *
 * Nobody has its password: RDS keeps the master's in a secret (and changes it every seven days), functions sign in by
 * IAM token as `<name>_writer`, who may read and write all tables, or `<name>_reader`, who may read them. A function
 * of this component makes both and runs the files of `migrations` at each deployment that brings new ones.
 *
 * @throws {ArgsError} for values that AWS would refuse, before anything is registered.
 * @example
 * const orders = new Database("orders", {
 *   network,
 *   migrations: "migrations/orders",
 *   capacity: { min: 0.5, max: 8 },
 * });
 * new LambdaFunction("get-order", { entry: "handlers/get-order.handler.ts", links: { store: orders.reader() } });
 */
export class Database extends pulumi.ComponentResource {
  /** Host of the instance that writes. */
  readonly endpoint: pulumi.Output<string>;
  /** Host of the standby where there is one, otherwise of the instance that writes. */
  readonly readerEndpoint: pulumi.Output<string>;
  readonly port: number;
  readonly databaseName: pulumi.Output<string>;
  /** Connections that the capacity range gives, AWS's own included; consumers are measured against it. */
  readonly maxConnections: number;
  readonly nodes: DatabaseNodes;

  private readonly linked: LinkedDatabase;
  private readonly settings: DatabaseSettings;

  constructor(name: string, args: DatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const settings = databaseSettings(name, args);
    super(componentType("Database"), name, {}, opts);
    const { network, transform = {} } = args;
    const parent = { parent: this };
    this.settings = settings;
    const nodes = createCluster({ name, network, settings, transform, opts: parent });
    const target = { network, name, securityGroupId: nodes.securityGroup.id, port: PORT };
    this.maxConnections = maxConnections(settings.capacity);
    this.linked = {
      name,
      cluster: nodes.cluster,
      target,
      certificates: rdsCertificates(this.region()),
      maxConnections: this.maxConnections,
    };
    this.nodes = {
      ...nodes,
      ...createMigration(this.linked, settings, nodes.writer, transform.migration, this),
      capacityAlarm: createAlarm(name, nodes, settings, transform.capacityAlarm, parent),
    };
    this.endpoint = nodes.cluster.endpoint;
    this.readerEndpoint = nodes.cluster.readerEndpoint;
    this.port = PORT;
    this.databaseName = nodes.cluster.databaseName;
    this.registerOutputs({
      endpoint: this.endpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      databaseName: this.databaseName,
    });
  }

  /** Read and write all tables, as `<name>_writer`: `STORE_HOST`, `_PORT`, `_DATABASE`, `_USER` under a link `store`. */
  writer(): Link {
    return this.user(this.settings.writer, this.endpoint);
  }

  /** Read all tables, as `<name>_reader`, a moment behind the writer where there is a standby. */
  reader(): Link {
    return this.user(this.settings.reader, this.readerEndpoint);
  }

  private user(user: string, host: pulumi.Output<string>): Link {
    const { migration, writer, standby } = this.nodes;
    return userLink(this.linked, { name: user, host }, [migration, writer, ...(standby ? [standby] : [])]);
  }

  /** Known where the stack's own provider is used; any other provider may be in another region. */
  private region(): string | undefined {
    return this.getProvider("aws:rds/cluster:Cluster") === undefined ? aws.config.region : undefined;
  }
}

/** Goes off when the range has been used up for a quarter of an hour: it is time for a higher maximum. */
const createAlarm = (
  name: string,
  { cluster }: ClusterNodes,
  { alarms, capacity }: DatabaseSettings,
  transform: DatabaseTransform["capacityAlarm"],
  opts: pulumi.CustomResourceOptions,
): cloudwatch.MetricAlarm | undefined => {
  if (alarms === undefined) return undefined;
  const { topicArn } = alarms;
  return new cloudwatch.MetricAlarm(
    childName(name, "capacity-alarm"),
    ...transformed<cloudwatch.MetricAlarmArgs>(
      {
        alarmDescription: `Database ${name} has been using all of its ${capacity.max} ACU for 15 minutes.`,
        namespace: "AWS/RDS",
        metricName: "ACUUtilization",
        dimensions: { DBClusterIdentifier: cluster.clusterIdentifier },
        statistic: "Average",
        period: 300,
        evaluationPeriods: 3,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 95,
        // A paused cluster reports nothing.
        treatMissingData: "notBreaching",
        ...(topicArn === undefined ? {} : { alarmActions: [topicArn], okActions: [topicArn] }),
      },
      opts,
      transform,
    ),
  );
};
