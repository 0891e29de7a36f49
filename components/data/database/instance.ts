import { ArgsError } from "../../core/args/args-error";
import { either, number, object, oneOf, text } from "../../core/args/args-shape";
import { type Duration, toSeconds } from "../../core/args/duration";
import { type Size, toMb } from "../../core/args/size";
import { wholeNumber } from "../../core/args/whole-number";
import { connectionsOf, memoryGiB } from "../../core/instance-class";

interface AnyInstance {
  /** `db.t4g.medium`: of the families t3, t4g, m, r and x2. Another one later is a downtime of minutes. */
  readonly class: `db.${string}`;
  /** Of type gp3, `"20 GB"` to `"65536 GB"`: it grows in place and never shrinks. */
  readonly storage: Size | DatabaseStorage;
  /**
   * Enhanced monitoring of the system below, each so often: 1, 5, 10, 15, 30 or 60 seconds. Its logs are billed.
   *
   * @default false
   */
  readonly monitoring?: Duration | false;
}

export interface DatabaseStorage {
  readonly size: Size;
  /** RDS grows it up to here when it is nearly full: 10 % over `size` at least. @default `size` (it does not grow) */
  readonly upTo?: Size;
}

interface UpdatedInPlace extends AnyInstance {
  /** Copies of it that serve `reader()`, each a moment behind and billed like it: 0 to 15. @default 0 */
  readonly replicas?: number;
  readonly update?: "in place";
}

interface UpdatedBlueGreen extends AnyInstance {
  readonly replicas?: 0;
  /**
   * `blue/green`: changes that would restart it (version, class, parameters) are made on a copy, which then takes its
   * place within a minute. RDS has it for instances without replicas and without a proxy. The copy is another resource
   * for IAM: new connections are refused until the same update has renewed the rights of all links.
   *
   * @default "in place"
   */
  readonly update: "blue/green";
}

/** A server of RDS for PostgreSQL, billed by the hour. */
export type DatabaseInstance = UpdatedInPlace | UpdatedBlueGreen;

/** As it comes from plain JavaScript. */
interface AnyDatabaseInstance extends AnyInstance {
  readonly replicas?: number;
  readonly update?: "in place" | "blue/green";
}

export const instanceShape = object<AnyDatabaseInstance>({
  class: text('an instance class, such as "db.t4g.medium"'),
  storage: either(
    (value) => typeof value === "string",
    object<DatabaseStorage>(
      { size: text('a size, such as "20 GB"'), upTo: text('a size, such as "100 GB"').optional() },
      'a size, such as "20 GB",',
    ),
  ),
  monitoring: either((value) => value === false, text('an interval, such as "60 seconds", or false')).optional(),
  replicas: number("a number of replicas, such as 1").optional(),
  update: oneOf("in place", "blue/green").optional(),
});

export interface InstanceSettings {
  readonly class: string;
  readonly memoryGiB: number;
  readonly maxConnections: number;
  readonly storageGiB: number;
  /** `undefined`: it does not grow. */
  readonly maxStorageGiB: number | undefined;
  readonly replicas: number;
  readonly blueGreen: boolean;
  /** 0: not at all. */
  readonly monitoringSeconds: number;
}

/** fidelity of both: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html (read 2026-11) */
const STORAGE = { min: "20 GB", max: "65536 GB" } as const;
const MAX_REPLICAS = 15;
const MONITORING_SECONDS = [1, 5, 10, 15, 30, 60];

/** @throws {ArgsError} for what AWS would refuse. */
export const checkedInstance = (name: string, args: DatabaseInstance): InstanceSettings => {
  const { size, upTo } = typeof args.storage === "string" ? { size: args.storage } : args.storage;
  const path = typeof args.storage === "string" ? "instance.storage" : "instance.storage.size";
  const storageGiB = toGiB(name, path, size);
  const memory = memoryGiB(name, "instance.class", args.class);
  const { replicas = 0, update = "in place" } = args;
  if (update === "blue/green" && replicas !== 0)
    throw new ArgsError(
      name,
      "instance.update",
      `must be "in place" with replicas, of which RDS makes no blue/green update (there are ${replicas})`,
    );
  return {
    class: args.class,
    memoryGiB: memory,
    maxConnections: connectionsOf(memory),
    storageGiB,
    maxStorageGiB: upTo === undefined ? undefined : checkedGrowth(name, upTo, storageGiB),
    replicas: wholeNumber(name, "instance.replicas", replicas, 0, MAX_REPLICAS),
    blueGreen: update === "blue/green",
    monitoringSeconds: checkedMonitoring(name, args.monitoring),
  };
};

const toGiB = (name: string, path: string, size: Size): number => {
  const gib = toMb(name, path, size, STORAGE) / 1024;
  if (!Number.isInteger(gib)) throw new ArgsError(name, path, `must be a whole number of GB (it is "${size}")`);
  return gib;
};

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html: at least 10 % more. */
const checkedGrowth = (name: string, upTo: Size, from: number): number => {
  const gib = toGiB(name, "instance.storage.upTo", upTo);
  const least = Math.ceil((from * 11) / 10);
  if (gib >= least) return gib;
  throw new ArgsError(
    name,
    "instance.storage.upTo",
    `must be at least "${least} GB", 10 % over instance.storage.size (it is "${upTo}")`,
  );
};

const checkedMonitoring = (name: string, every: Duration | false | undefined): number => {
  if (every === undefined || every === false) return 0;
  const seconds = toSeconds(name, "instance.monitoring", every);
  if (MONITORING_SECONDS.includes(seconds)) return seconds;
  throw new ArgsError(
    name,
    "instance.monitoring",
    `must be 1, 5, 10, 15, 30 or 60 seconds, or false (it is "${every}")`,
  );
};
