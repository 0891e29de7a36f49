import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { either, flag, object, oneOf, record, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import type { StreamView } from "../../core/stream-source";
import { type TableKey, tableKeyShape } from "./attributes";
import { type MaxThroughput, maxThroughputShape, type ProvisionedCapacity, provisionedShape } from "./capacity";
import { type TableTransform, tableChildren } from "./children";
import { indexShape, type LocalIndex, localIndexShape, type TableIndex } from "./indexes";

export interface TableArgs {
  /** `{ partition: "holder", sort: "ticketId" }`, unique for each item. Another key later replaces the table. */
  readonly key: TableKey;
  /** Further ways to find items, by name: 3 to 255 letters, digits and _ . -, 20 at most. @default {} */
  readonly indexes?: Readonly<Record<string, TableIndex>>;
  /** Further orders within a partition, by name, 5 at most. Any change later replaces the table. @default {} */
  readonly localIndexes?: Readonly<Record<string, LocalIndex>>;
  /**
   * `"on demand"` is billed by the request. Provisioned units are billed by the hour, fixed or within a range that AWS
   * moves through with the load. A table that is on demand goes to a range by way of fixed units, in an update of
   * their own.
   *
   * After `pulumi refresh` an update takes the indexes of a range back to its lower end, and the load takes them up
   * again: https://github.com/terraform-aws-modules/terraform-aws-dynamodb-table/pull/72.
   *
   * @default "on demand"
   */
  readonly capacity?: "on demand" | ProvisionedCapacity;
  /** A bound to costs, on demand only: 1 to 40,000 requests a second. @default {} (none) */
  readonly maxThroughput?: MaxThroughput;
  /**
   * The number attribute that says when an item may go, in seconds since 1970. DynamoDB deletes it within days, free of
   * charge; till then readers see it.
   */
  readonly timeToLive?: string;
  /** Records each change for a day, for a `StreamConsumer`: what of the item. Another one later is a new stream. */
  readonly stream?: StreamView;
  /**
   * How long any second can be restored, into a new table: 1 to 35 days (billed by the size of the table). `false` is
   * not at all.
   *
   * @default "35 days", throw-away: false
   */
  readonly backupRetention?: Duration | false;
  /**
   * Functions and the gateway get the rights to a key of one's own. Tables are always encrypted.
   *
   * @default "aws" (that of DynamoDB)
   */
  readonly encryption?: Encryption;
  /**
   * `protected`: Pulumi and AWS refuse to delete the table, and so to replace it. `throw-away`: gone with the stack.
   *
   * @default "protected"
   */
  readonly protection?: "protected" | "throw-away";
  /** The second is for tables whose storage costs more than their requests. Twice in 30 days at most. @default "standard" */
  readonly tableClass?: "standard" | "infrequent access";
  /** Of the table; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /**
   * Alarms on throttled requests, of the table and of each index, and on errors of DynamoDB's own. Without a topic they
   * only show in CloudWatch.
   *
   * @default {} (no topic)
   */
  readonly alarms?: TableAlarms | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: TableTransform;
}

/** An `Alarms` component will do. */
export interface TableAlarms extends Partial<AlarmSettings> {
  /** On errors of DynamoDB itself; billed as ten metrics, one for each of its operations. @default true, throw-away: false */
  readonly systemErrors?: boolean;
}

export const tableArgs = object<TableArgs>({
  key: object<TableKey>(tableKeyShape),
  indexes: record(object(indexShape), 'indexes by name, { "by-city": { partition } }').optional(),
  localIndexes: record(object(localIndexShape), 'local indexes by name, { "by-date": { sort } }').optional(),
  capacity: either((value) => value === "on demand", object(provisionedShape, '"on demand"')).optional(),
  maxThroughput: maxThroughputShape.optional(),
  timeToLive: text("the name of an attribute").optional(),
  stream: oneOf("keys only", "new image", "old image", "both images").optional(),
  backupRetention: either((value) => value === false, text('a number of days, such as "35 days", or false')).optional(),
  encryption: encryptionShape,
  protection: oneOf("protected", "throw-away").optional(),
  tableClass: oneOf("standard", "infrequent access").optional(),
  tags: tagsShape,
  alarms: alarmsShape<TableAlarms>({ topicArn, systemErrors: flag.optional() }),
  transform: transformShape(tableChildren),
});
