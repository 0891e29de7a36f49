import type { LogGroupArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import type { InvocationArgs } from "@pulumi/aws/lambda";
import type * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSettings, alarmsShape, topicArn } from "../core/alarm-settings";
import { component, duration, encryptionShape, flag, number, object, oneOf, text } from "../core/args-shape";
import type { Duration } from "../core/duration";
import { type Transform, transform } from "../core/transform";
import { Network } from "../network/network";

export interface DatabaseArgs {
  /** Where the database lives: in the isolated subnets, in at least two zones. */
  readonly network: Network;
  /**
   * Folder of SQL files beside Pulumi.yaml, `migrations/orders`. Each deployment runs the files that are new: in
   * order, once, each in a transaction. A file that has run must not change.
   */
  readonly migrations: string;
  readonly capacity: DatabaseCapacity;
  /**
   * `protected`: Pulumi and AWS refuse to delete the cluster, and a deletion after all leaves a final snapshot.
   * `throw-away`: gone with the stack, with its backups.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /** A second instance in another zone, which takes over when the first fails and serves readers till then. @default false */
  readonly multiAz?: boolean;
  /** Major version of PostgreSQL; AWS chooses the minor one and upgrades it. @default "17" */
  readonly engineVersion?: string;
  /** @default the component's name, with underscores for hyphens */
  readonly databaseName?: string;
  /** How long a point in time can be restored, 1 to 35 days. @default "14 days", throw-away: "1 day" */
  readonly backupRetention?: Duration;
  /** How long the logs of PostgreSQL and of the migration function are kept. @default "30 days" */
  readonly retention?: Duration | "forever";
  /** Key of storage and master secret: those of AWS, or a KMS key of one's own (billed). @default "aws" */
  readonly encryption?: "aws" | { readonly kmsKeyArn: pulumi.Input<string> };
  /**
   * An alarm on a capacity range that is used up. Without a topic it only shows in CloudWatch; an `Alarms` component
   * will do.
   *
   * @default {} (the alarm, no topic)
   */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: DatabaseTransform;
}

/** In Aurora capacity units of about 2 GiB of memory each, billed by the second. */
export interface DatabaseCapacity {
  /** 0 to 256 ACU in steps of 0.5. With 0 the cluster pauses; the first connection then waits about 15 seconds. */
  readonly min: number;
  /** 1 to 256 ACU in steps of 0.5. */
  readonly max: number;
  /** Without connections for so long, the cluster pauses: 5 minutes to 1 day, with `min` 0 only. @default "5 minutes" */
  readonly pauseAfter?: Duration;
}

export interface DatabaseTransform {
  readonly cluster?: Transform<rds.ClusterArgs>;
  /** Both instances. */
  readonly instance?: Transform<rds.ClusterInstanceArgs>;
  readonly parameters?: Transform<rds.ClusterParameterGroupArgs>;
  readonly subnets?: Transform<rds.SubnetGroupArgs>;
  readonly securityGroup?: Transform<ec2.SecurityGroupArgs>;
  readonly logGroup?: Transform<LogGroupArgs>;
  readonly capacityAlarm?: Transform<MetricAlarmArgs>;
  readonly migration?: Transform<InvocationArgs>;
}

export const databaseArgs = object<DatabaseArgs>({
  network: component(() => Network, "a Network"),
  migrations: text('a folder of SQL files, "migrations/orders"'),
  capacity: object<DatabaseCapacity>({
    min: number("a number of ACU, such as 0.5"),
    max: number("a number of ACU, such as 8"),
    pauseAfter: duration.optional(),
  }),
  protection: oneOf("protected", "throw-away").optional(),
  multiAz: flag.optional(),
  engineVersion: text('a major version, "17"').optional(),
  databaseName: text().optional(),
  backupRetention: duration.optional(),
  retention: duration.optional(),
  encryption: encryptionShape("aws"),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: object<DatabaseTransform>({
    cluster: transform,
    instance: transform,
    parameters: transform,
    subnets: transform,
    securityGroup: transform,
    logGroup: transform,
    capacityAlarm: transform,
    migration: transform,
  }).optional(),
});
