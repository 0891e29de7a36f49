import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { isData } from "../../core/args/args-shape";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { type Retention, retentionDays } from "../../core/args/retention";
import { type Plan, planned } from "../../core/component/plan";
import { programRoot } from "../../core/program-root";
import type { Network } from "../../network/network";
import { SECRETS_SERVICE } from "../secret/links";
import { type DatabaseArgs, instanceArgs, kindlessArgs, type ServerlessDatabaseArgs, serverlessArgs } from "./args";
import { type CapacitySettings, checkedCapacity } from "./capacity";
import type { DatabaseTransform } from "./children";
import { checkedInstance, type InstanceSettings } from "./instance";
import { type MigrationFiles, migrationFiles } from "./migration-files";
import type { DatabasePasswords } from "./passwords";
import { checkedProxy, checkProxied, type ProxySettings } from "./proxy";
import { checkedWindows, type MaintenanceWindows } from "./windows";

interface CommonSettings extends KeySettings {
  readonly network: Network;
  readonly databaseName: string;
  /** Whether the database's name was given; otherwise it comes from the component's, and a rename must not change it. */
  readonly databaseNameGiven: boolean;
  readonly writer: string;
  readonly reader: string;
  readonly engineVersion: string;
  readonly migrations: MigrationFiles;
  readonly protected: boolean;
  readonly multiAz: boolean;
  readonly backupDays: number;
  readonly windows: MaintenanceWindows;
  readonly proxy: ProxySettings | undefined;
  readonly passwords: DatabasePasswords;
  readonly dataApi: boolean;
  /** Of all logs, in the words of the arguments: for the migration function. */
  readonly retention: Retention | undefined;
  /** 0 for ever, as CloudWatch says it. */
  readonly logDays: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: DatabaseTransform | undefined;
}

interface OfCluster {
  readonly capacity: CapacitySettings;
  readonly instance?: never;
}

interface OfInstance {
  readonly instance: InstanceSettings;
  readonly capacity?: never;
}

type KindSettings = OfCluster | OfInstance;

/** A database's arguments, checked and in the units of AWS. */
export type DatabasePlan = Plan<"Database", CommonSettings & KindSettings>;
export type ClusterPlan = Plan<"Database", CommonSettings & OfCluster>;
export type InstancePlan = Plan<"Database", CommonSettings & OfInstance>;

export const isClusterPlan = (plan: DatabasePlan): plan is ClusterPlan => plan.capacity !== undefined;

/** @throws {ArgsError} for a value that AWS would refuse. */
export const planDatabase = (name: string, args: DatabaseArgs | DatabasePlan): DatabasePlan =>
  planned("Database", name, args, (given: DatabaseArgs) => settings(name, given));

const settings = (name: string, args: DatabaseArgs): CommonSettings & KindSettings => {
  const kind = checkedKind(name, args);
  const proxy = checkedProxy(name, args.proxy ?? false);
  checkProxied(name, { ...kind, proxy });
  checkLength(name);
  if (kind.capacity) checkNetwork(name, args.network);
  const { protection = "protected", encryption = "aws", alarms = {}, engineVersion = "17" } = args;
  const { backupRetention = protection === "protected" ? "14 days" : "1 day" } = args;
  const identifier = name.replaceAll("-", "_");
  return {
    network: args.network,
    databaseName: checkedDatabaseName(name, args.databaseName, identifier),
    databaseNameGiven: args.databaseName !== undefined,
    writer: `${identifier}_writer`,
    reader: `${identifier}_reader`,
    engineVersion: checkedVersion(name, engineVersion),
    ...kind,
    migrations: migrationFiles(name, programRoot(), args.migrations),
    protected: protection === "protected",
    multiAz: args.multiAz ?? false,
    backupDays: toDays(name, "backupRetention", backupRetention, { min: "1 day", max: "35 days" }),
    windows: checkedWindows(name, args.maintenance ?? {}),
    proxy,
    passwords: args.passwords ?? {},
    dataApi: checkedDataApi(name, args),
    retention: args.retention,
    logDays: retentionDays(name, "retention", args.retention),
    ...keySettings(encryption),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform: args.transform,
  };
};

/** The Data API signs in with a secret. */
const checkedDataApi = (
  name: string,
  { capacity, dataApi = false, passwords = {} }: DatabaseArgs & { dataApi?: boolean },
): boolean => {
  if (!dataApi) return false;
  if (capacity !== undefined && Object.keys(passwords).length === 0)
    throw new ArgsError(
      name,
      "dataApi",
      "must be false unless the database keeps a password, with which it signs in: give it passwords: { writer: {} }",
    );
  return true;
};

/** @throws {ArgsError} unless the arguments are those of one kind of database. */
const checkedKind = (name: string, args: DatabaseArgs): KindSettings => {
  const { capacity, instance } = isData(args) ? args : {};
  if (capacity !== undefined && instance !== undefined)
    throw new ArgsError(
      name,
      "instance",
      "must be absent with capacity: a database is Aurora Serverless (capacity) or an instance of RDS (instance)",
    );
  if (instance !== undefined) {
    checkArgs(name, args, instanceArgs);
    return { instance: checkedInstance(name, instance) };
  }
  checkArgs(name, args, capacity === undefined ? kindlessArgs : serverlessArgs);
  return { capacity: checkedCapacity(name, (args as ServerlessDatabaseArgs).capacity) };
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

/** The migration function has to read the master user's password. */
const checkNetwork = (name: string, network: Network): void => {
  const missing = network.missingWay(SECRETS_SERVICE);
  if (missing !== undefined)
    throw new ArgsError(name, "network", `must lead to ${SECRETS_SERVICE}, which the migration needs: ${missing}`);
};

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

/** From 14 on PostgreSQL can end idle sessions, without which a cluster does not pause. */
const checkedVersion = (name: string, version: string): string => {
  if (!/^1[4-9]$/.test(version))
    throw new ArgsError(
      name,
      "engineVersion",
      `must be a major version from 14 on, "17": AWS chooses and upgrades the minor one (it is ${JSON.stringify(version)})`,
    );
  return version;
};
