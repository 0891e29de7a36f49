import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { component, duration, flag, number, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { functionChildren } from "../../logic/function/children";
import { Network } from "../../network/network";
import type { DatabaseCapacity } from "./capacity";
import {
  clusterChildren,
  databaseChildren,
  type InstanceTransform,
  instanceChildren,
  type ServerlessTransform,
} from "./children";
import { type DatabaseInstance, instanceShape } from "./instance";
import { type DatabasePasswords, passwordsShape } from "./passwords";
import { type DatabaseProxy, proxyShape } from "./proxy";
import { type MaintenanceWindows, windowsShape } from "./windows";

interface AnyDatabase {
  /** Where the database lives: in the isolated subnets, in at least two zones. */
  readonly network: Network;
  /**
   * Folder of SQL files beside Pulumi.yaml, `migrations/orders`. Each deployment runs the files that are new: in
   * order, once, each in a transaction. A file that has run must not change.
   */
  readonly migrations: string;
  /**
   * `protected`: Pulumi and AWS refuse to delete the database, and a deletion after all leaves a final snapshot.
   * `throw-away`: gone with the stack, with its backups.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /**
   * A second instance in another zone, which takes over when the first fails. Of a cluster it serves readers till then,
   * of an instance nobody. @default false
   */
  readonly multiAz?: boolean;
  /**
   * Major version of PostgreSQL, 14 or newer; AWS chooses the minor one and upgrades it. A newer one upgrades the
   * database in place, with a downtime of minutes; there is no way back.
   *
   * @default "17"
   */
  readonly engineVersion?: string;
  /**
   * Another one later replaces the database.
   *
   * @default the component's name, with underscores for hyphens; a database that exists keeps its own
   */
  readonly databaseName?: string;
  /** How long a point in time can be restored, 1 to 35 days. @default "14 days", throw-away: "1 day" */
  readonly backupRetention?: Duration;
  readonly maintenance?: MaintenanceWindows;
  /**
   * RDS Proxy between functions and the database: links lead there, and many clients share few connections. Not for a
   * cluster that pauses, which it would keep awake. Of an instance with replicas, readers go past it.
   *
   * @default false
   */
  readonly proxy?: boolean | DatabaseProxy;
  /**
   * Users who sign in by a password that a secret holds and a function changes, for clients that know no IAM tokens and
   * for the Data API: `passwords: { writer: { every: "30 days" } }`. Links ask for them: `writer({ credentials: "secret" })`.
   *
   * @default {} (nobody has a password)
   */
  readonly passwords?: DatabasePasswords;
  /** How long the logs of PostgreSQL and of the migration function are kept. @default "30 days" */
  readonly retention?: Retention;
  /** Of storage and master secret. Another key later replaces the database. @default "aws" (those of RDS and Secrets Manager) */
  readonly encryption?: Encryption;
  /**
   * Of a cluster an alarm on a capacity range that is used up, of an instance alarms on processor, connections, memory
   * and storage, and on replicas that fall behind. Without a topic it only shows in CloudWatch; an `Alarms` component
   * will do.
   *
   * @default {} (alarms, no topic)
   */
  readonly alarms?: Partial<AlarmSettings> | false;
}

/** Aurora Serverless v2: follows the load, billed by the second. */
export interface ServerlessDatabaseArgs extends AnyDatabase {
  readonly capacity: DatabaseCapacity;
  readonly instance?: never;
  /** Statements over HTTP, without a network path: `dataApi()`. It needs a user with a password. @default false */
  readonly dataApi?: boolean;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: ServerlessTransform;
}

/** RDS for PostgreSQL: a server of one size. */
export interface InstanceDatabaseArgs extends AnyDatabase {
  readonly instance: DatabaseInstance;
  readonly capacity?: never;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: InstanceTransform;
}

/** One of `capacity` and `instance`. */
export type DatabaseArgs = ServerlessDatabaseArgs | InstanceDatabaseArgs;

const COMMON: Shape<AnyDatabase> = {
  network: component(() => Network, "a Network"),
  migrations: text('a folder of SQL files, "migrations/orders"'),
  protection: oneOf("protected", "throw-away").optional(),
  multiAz: flag.optional(),
  engineVersion: text('a major version, "17"').optional(),
  databaseName: text().optional(),
  backupRetention: duration.optional(),
  maintenance: windowsShape.optional(),
  proxy: proxyShape.optional(),
  passwords: passwordsShape.optional(),
  retention: duration.optional(),
  encryption: encryptionShape,
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
};

const capacity = object<DatabaseCapacity>({
  min: number("a number of ACU, such as 0.5"),
  max: number("a number of ACU, such as 8"),
  pauseAfter: duration.optional(),
});

export const serverlessArgs = object<Omit<ServerlessDatabaseArgs, "instance">>({
  ...COMMON,
  capacity,
  dataApi: flag.optional(),
  transform: transformShape(clusterChildren, { migrate: transformShape(functionChildren) }),
});

/** Of a database that is not known to be of either kind, for what there is to say of the rest. */
export const kindlessArgs = object<
  AnyDatabase & { capacity: DatabaseCapacity; dataApi?: boolean; instance?: unknown; transform?: unknown }
>({
  ...COMMON,
  capacity,
  dataApi: flag.optional(),
  instance: instanceShape.optional(),
  transform: transformShape(databaseChildren, { migrate: transformShape(functionChildren) }),
});

export const instanceArgs = object<Omit<InstanceDatabaseArgs, "capacity">>({
  ...COMMON,
  instance: instanceShape,
  transform: transformShape(instanceChildren, { migrate: transformShape(functionChildren) }),
});
