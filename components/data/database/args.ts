import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, duration, flag, number, object, oneOf, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { functionChildren } from "../../logic/function/children";
import { Network } from "../../network/network";
import type { DatabaseCapacity } from "./capacity";
import { type DatabaseTransform, databaseChildren } from "./children";

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
  /**
   * Major version of PostgreSQL, 14 or newer; AWS chooses the minor one and upgrades it. A newer one upgrades the cluster
   * in place, with a downtime of minutes; there is no way back.
   *
   * @default "17"
   */
  readonly engineVersion?: string;
  /**
   * Another one later replaces the cluster.
   *
   * @default the component's name, with underscores for hyphens; a database that exists keeps its own
   */
  readonly databaseName?: string;
  /** How long a point in time can be restored, 1 to 35 days. @default "14 days", throw-away: "1 day" */
  readonly backupRetention?: Duration;
  /** How long the logs of PostgreSQL and of the migration function are kept. @default "30 days" */
  readonly retention?: Retention;
  /** Of storage and master secret. Another key later replaces the cluster. @default "aws" (those of RDS and Secrets Manager) */
  readonly encryption?: Encryption;
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
  encryption: encryptionShape,
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(databaseChildren, { migrate: transformShape(functionChildren) }),
});
