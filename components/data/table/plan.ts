import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { checkTags, type Tags } from "../../core/args/tags";
import { type Plan, planned } from "../../core/component/plan";
import type { StreamView } from "../../core/stream-source";
import { type TableArgs, tableArgs } from "./args";
import { type Attribute, attributesOf, checkAttributeName, type Key, KeyAttributes } from "./attributes";
import { type CapacitySettings, checkedCapacity, checkedMaxThroughput, type MaxThroughput } from "./capacity";
import type { TableTransform } from "./children";
import {
  checkedIndexes,
  checkedLocalIndexes,
  checkTogether,
  type GlobalIndexSettings,
  type IndexSettings,
} from "./indexes";

interface Settings extends KeySettings {
  readonly key: Key;
  /** Of all keys, each once. */
  readonly attributes: readonly Attribute[];
  readonly indexes: readonly GlobalIndexSettings[];
  readonly localIndexes: readonly IndexSettings[];
  /** `undefined` on demand. */
  readonly capacity: CapacitySettings | undefined;
  readonly maxThroughput: MaxThroughput | undefined;
  readonly timeToLive: string | undefined;
  readonly stream: StreamView | undefined;
  /** `undefined` without point-in-time recovery. */
  readonly backupDays: number | undefined;
  readonly protected: boolean;
  readonly infrequentAccess: boolean;
  readonly tags: Tags;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined; readonly systemErrors: boolean } | undefined;
  readonly transform: TableTransform | undefined;
}

/** A table's arguments, checked and in the units of AWS. */
export type TablePlan = Plan<"Table", Settings>;

/** @throws {ArgsError} for a value that AWS would refuse, and for two that defeat each other. */
export const planTable = (name: string, args: TableArgs | TablePlan): TablePlan =>
  planned("Table", name, args, (given: TableArgs) => settings(name, given));

const settings = (name: string, args: TableArgs): Settings => {
  checkArgs(name, args, tableArgs);
  const { protection = "protected", encryption = "aws", alarms = {}, tags = {}, tableClass = "standard" } = args;
  const { backupRetention = protection === "protected" ? "35 days" : false } = args;
  const shared = sharedCapacity(name, args);
  const attributes = new KeyAttributes(name);
  const key = attributes.addKey("key", args.key);
  const indexes = checkedIndexes(name, args.indexes ?? {}, attributes, shared);
  const localIndexes = checkedLocalIndexes(name, args.localIndexes ?? {}, attributes, key);
  checkTogether(name, indexes, localIndexes);
  checkTimeToLive(name, args.timeToLive, key, attributes.all());
  checkTags(name, tags);
  return {
    ...shared,
    key,
    attributes: attributes.all(),
    indexes,
    localIndexes,
    timeToLive: args.timeToLive,
    stream: args.stream,
    backupDays:
      backupRetention === false
        ? undefined
        : toDays(name, "backupRetention", backupRetention, { min: "1 day", max: "35 days" }),
    ...keySettings(encryption),
    protected: protection === "protected",
    infrequentAccess: tableClass === "infrequent access",
    tags,
    alarms:
      alarms === false
        ? undefined
        : { topicArn: alarms.topicArn, systemErrors: alarms.systemErrors ?? protection === "protected" },
    transform: args.transform,
  };
};

const sharedCapacity = (name: string, { capacity = "on demand", maxThroughput }: TableArgs) => {
  if (capacity === "on demand") {
    const bounded = maxThroughput && checkedMaxThroughput(name, "maxThroughput", maxThroughput);
    return { capacity: undefined, maxThroughput: bounded };
  }
  if (maxThroughput !== undefined)
    throw new ArgsError(
      name,
      "maxThroughput",
      "must be absent: capacity says how much there is; only on demand has a bound",
    );
  return { capacity: checkedCapacity(name, "capacity", capacity), maxThroughput: undefined };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html: what is no number never expires (read 2026-11) */
const checkTimeToLive = (
  name: string,
  attribute: string | undefined,
  key: Key,
  declared: readonly Attribute[],
): void => {
  if (attribute === undefined) return;
  checkAttributeName(name, "timeToLive", attribute);
  if (attributesOf(key).some((part) => part.name === attribute))
    throw new ArgsError(name, "timeToLive", `must be an attribute that is not in the table's key (it is ${attribute})`);
  const type = declared.find((one) => one.name === attribute)?.type ?? "number";
  if (type !== "number")
    throw new ArgsError(
      name,
      "timeToLive",
      `must be a number, in seconds since 1970: no item expires by ${attribute}, which the key of an index has as a ${type}`,
    );
};
