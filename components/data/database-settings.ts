import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../core/args-error";
import { checkArgs } from "../core/check-args";
import { type Duration, toDays, toSeconds } from "../core/duration";
import { programRoot } from "../core/program-root";
import { retentionDays } from "../core/retention";
import { type DatabaseArgs, type DatabaseCapacity, databaseArgs } from "./database-args";
import { type MigrationFiles, migrationFiles } from "./migration-files";

/** Database arguments, checked, in the units of AWS. */
export interface DatabaseSettings {
  readonly databaseName: string;
  readonly writer: string;
  readonly reader: string;
  readonly engineVersion: string;
  readonly capacity: { readonly min: number; readonly max: number; readonly pauseAfterSeconds: number | undefined };
  readonly migrations: MigrationFiles;
  readonly protected: boolean;
  readonly multiAz: boolean;
  readonly backupDays: number;
  /** Of all logs; also in the words of the arguments, for the migration function. */
  readonly retention: Duration | "forever";
  /** 0 for ever, as CloudWatch says it. */
  readonly logDays: number;
  readonly kmsKeyArn: pulumi.Input<string> | undefined;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
}

/** @throws {ArgsError} for a value that AWS would refuse. */
export const databaseSettings = (name: string, args: DatabaseArgs): DatabaseSettings => {
  checkArgs(name, args, databaseArgs);
  checkLength(name);
  const { protection = "protected", encryption = "aws", alarms = {}, retention = "30 days" } = args;
  const identifier = name.replaceAll("-", "_");
  return {
    databaseName: checkedDatabaseName(name, args.databaseName, identifier),
    writer: `${identifier}_writer`,
    reader: `${identifier}_reader`,
    engineVersion: checkedVersion(name, args.engineVersion ?? "17"),
    capacity: checkedCapacity(name, args.capacity),
    migrations: migrationFiles(name, programRoot(), args.migrations),
    protected: protection === "protected",
    multiAz: args.multiAz ?? false,
    backupDays: toDays(
      name,
      "backupRetention",
      args.backupRetention ?? (protection === "protected" ? "14 days" : "1 day"),
      {
        min: "1 day",
        max: "35 days",
      },
    ),
    retention,
    logDays: retention === "forever" ? 0 : retentionDays(name, "retention", retention),
    kmsKeyArn: encryption === "aws" ? undefined : encryption.kmsKeyArn,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
  };
};

/**
 * An identifier of RDS has 63 characters at most. That of an instance is `<name>-standby-` and the 26 characters by which
 * the provider makes it unique (https://github.com/hashicorp/terraform-provider-aws/issues/23685).
 */
const MAX_LENGTH = 63 - "-standby-".length - 26;

const checkLength = (name: string): void => {
  if (name.length > MAX_LENGTH)
    throw new ArgsError(
      name,
      "name",
      `must be at most ${MAX_LENGTH} characters long (it has ${name.length}): from it come the identifiers of the instances, ` +
        `"${name}-standby-" and 26 characters more, of which AWS takes 63; shorten it`,
    );
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html */
const ACU = { step: 0.5, maxAtLeast: 1, maxAtMost: 256 } as const;

/** @throws {ArgsError} for a range that AWS would refuse. */
export const checkedCapacity = (
  name: string,
  { min, max, pauseAfter }: DatabaseCapacity,
): DatabaseSettings["capacity"] => {
  for (const [path, value] of Object.entries({ min, max }))
    if (!Number.isInteger(value / ACU.step) || value < 0)
      throw new ArgsError(name, `capacity.${path}`, `must be a multiple of half an ACU: 0, 0.5, 1 … (it is ${value})`);
  if (max < ACU.maxAtLeast || max > ACU.maxAtMost)
    throw new ArgsError(name, "capacity.max", `must be ${ACU.maxAtLeast} to ${ACU.maxAtMost} ACU (it is ${max})`);
  if (min > max)
    throw new ArgsError(name, "capacity.min", `must not be over capacity.max (it is ${min}, capacity.max is ${max})`);
  if (min === 0)
    return { min, max, pauseAfterSeconds: toSeconds(name, "capacity.pauseAfter", pauseAfter ?? "5 minutes", PAUSE) };
  if (pauseAfter !== undefined)
    throw new ArgsError(
      name,
      "capacity.pauseAfter",
      `must be absent, or capacity.min be 0: only then the cluster pauses (it is "${pauseAfter}", capacity.min is ${min})`,
    );
  return { min, max, pauseAfterSeconds: undefined };
};

const PAUSE = { min: "5 minutes", max: "1 day" } as const;

const RESERVED: ReadonlySet<string> = new Set(["postgres", "rdsadmin", "template0", "template1"]);

const checkedDatabaseName = (name: string, given: string | undefined, derived: string): string => {
  const databaseName = given ?? derived;
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(databaseName) || RESERVED.has(databaseName))
    throw new ArgsError(
      name,
      "databaseName",
      `must be 1 to 63 lower-case letters, digits and underscores, a letter first, and none of PostgreSQL's own (it is ${JSON.stringify(databaseName)}${given === undefined ? ", from the component's name" : ""})`,
    );
  return databaseName;
};

const checkedVersion = (name: string, version: string): string => {
  if (!/^1[3-9]$/.test(version))
    throw new ArgsError(
      name,
      "engineVersion",
      `must be a major version, "17": AWS chooses and upgrades the minor one (it is ${JSON.stringify(version)})`,
    );
  return version;
};
