import { type CheckedResource, type CheckedStack, ofType, shown, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { Finding, ResourceRule, StackRule } from "../rule";
import { consumedQueues } from "./queues";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const QUEUE = "aws:sqs/queue:Queue";
const TABLE = "aws:dynamodb/table:Table";

export const alarmsInProtectedStacks: StackRule = {
  name: "alarms-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack dead-letter queues, databases and tables have alarms, and alarms tell somebody.",
  checkStack(stack) {
    if (!stack.protected) return [];
    const alarms = ofType(stack, ALARM);
    const watched = new Set(
      alarms.flatMap(({ uses }) => [uses.dimensions, uses.metricQueries].flatMap((urns) => urns ?? [])),
    );
    const silent = alarms.filter((alarm) => isEmpty(valueAt(alarm, "alarmActions")));
    return [
      ...mustBeWatched(stack)
        .filter(({ urn }) => !watched.has(urn))
        .map((resource): Finding => ({ resource, problem: "must have an alarm: the stack is protected" })),
      ...silent.map(
        (resource): Finding => ({ resource, problem: "alarmActions must name a topic: the stack is protected" }),
      ),
    ];
  },
};

const mustBeWatched = (stack: CheckedStack): CheckedResource[] => {
  const deadLetters = consumedQueues(stack).flatMap(({ queue }) => usedBy(stack, queue, "redrivePolicy", QUEUE));
  return [
    ...new Set([...deadLetters, ...ofType(stack, "aws:rds/cluster:Cluster", "aws:rds/instance:Instance", TABLE)]),
  ];
};

const isEmpty = (actions: unknown): boolean =>
  actions === undefined || (Array.isArray(actions) && actions.length === 0);

/** What keeps data where it is, by type: property and the value it must have. */
const KEPT_BY: Readonly<Record<string, readonly (readonly [path: string, value: unknown])[]>> = {
  "aws:rds/cluster:Cluster": [
    ["deletionProtection", true],
    ["skipFinalSnapshot", false],
  ],
  "aws:rds/instance:Instance": [
    ["deletionProtection", true],
    ["skipFinalSnapshot", false],
  ],
  [TABLE]: [["deletionProtectionEnabled", true]],
  "aws:cognito/userPool:UserPool": [["deletionProtection", "ACTIVE"]],
  "aws:s3/bucket:Bucket": [["forceDestroy", false]],
  "aws:s3/bucketV2:BucketV2": [["forceDestroy", false]],
};

/** What AWS and its provider take when nothing is said. */
const DEFAULTS: Properties = { skipFinalSnapshot: false, forceDestroy: false };
type Properties = Readonly<Record<string, unknown>>;

export const deletionProtection: ResourceRule = {
  name: "deletion-protection-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack data survives `pulumi destroy`, a replacement and a slip in the console.",
  types: Object.keys(KEPT_BY),
  check(resource, circumstances) {
    // A replica holds nothing that its source has not.
    if (!circumstances.protected || valueAt(resource, "replicateSourceDb") !== undefined) return [];
    const wrong = (KEPT_BY[resource.type] ?? []).filter(([path, value]) => {
      const found = valueAt(resource, path) ?? DEFAULTS[path];
      return found !== UNKNOWN && found !== value;
    });
    return [
      ...wrong.map(([path, value]) => `${path} must be ${shown(value)} (it is ${shown(valueAt(resource, path))})`),
      ...(resource.protect ? [] : ["must have the resource option protect: the stack is protected"]),
    ];
  },
};

export const tablesAreBackedUp: ResourceRule = {
  name: "point-in-time-recovery-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack a table can be taken back to any second of the last days, whatever was written.",
  types: [TABLE],
  check(table, circumstances) {
    const enabled = valueAt(table, "pointInTimeRecovery.enabled");
    if (!circumstances.protected || enabled === true || enabled === UNKNOWN) return [];
    return [`pointInTimeRecovery.enabled must be true (it is ${shown(enabled)}): the stack is protected`];
  },
};

const KEY = "aws:kms/key:Key";
const MOST_DAYS_OF_A_KEY = 30;

/** Without its key nothing that it encrypted can be read, backups neither. */
export const keysLast: ResourceRule = {
  name: "keys-in-protected-stacks",
  level: "mandatory",
  description:
    "In a protected stack a key of one's own is protected like the data that it opens, can be had back for 30 days, and rotates.",
  types: [KEY],
  check(key, circumstances) {
    if (!circumstances.protected) return [];
    const [days, rotates] = [valueAt(key, "deletionWindowInDays"), valueAt(key, "enableKeyRotation")];
    // AWS takes the longest window when nothing is said. Only symmetric keys that AWS made rotate by themselves.
    const spec = valueAt(key, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
    return [
      ...(days === undefined || days === UNKNOWN || days === MOST_DAYS_OF_A_KEY
        ? []
        : [`deletionWindowInDays must be ${MOST_DAYS_OF_A_KEY} (it is ${shown(days)}): the stack is protected`]),
      ...(spec !== "SYMMETRIC_DEFAULT" || rotates === true || rotates === UNKNOWN
        ? []
        : [`enableKeyRotation must be true (it is ${shown(rotates)}): the stack is protected`]),
      ...(key.protect ? [] : ["must have the resource option protect: the stack is protected"]),
    ];
  },
};

export const databasesAreBackedUp: ResourceRule = {
  name: "backups-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack a database can be taken back to any second of the last seven days at least.",
  types: ["aws:rds/cluster:Cluster", "aws:rds/instance:Instance"],
  check(database, circumstances) {
    // A replica, and an instance of a cluster, has the backups of what it follows.
    if (!circumstances.protected || valueAt(database, "replicateSourceDb") !== undefined) return [];
    const days = valueAt(database, "backupRetentionPeriod");
    if (days === UNKNOWN || (typeof days === "number" && days >= LEAST_BACKUP_DAYS)) return [];
    return [
      `backupRetentionPeriod must be at least ${LEAST_BACKUP_DAYS} (it is ${shown(days)}): the stack is protected`,
    ];
  },
};

const LEAST_BACKUP_DAYS = 7;

export const secretsCanBeHadBack: ResourceRule = {
  name: "secret-recovery-in-protected-stacks",
  level: "mandatory",
  description: "In a protected stack a secret that was deleted by a slip can be had back.",
  types: ["aws:secretsmanager/secret:Secret"],
  check: (secret, circumstances) =>
    circumstances.protected && valueAt(secret, "recoveryWindowInDays") === 0
      ? ["recoveryWindowInDays must be 7 to 30 (it is 0): the stack is protected"]
      : [],
};
