import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Cloud } from "../../cloud/cloud";
import { dataPath, removeData } from "../../data/data-path";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import { percentEncoded } from "../../wire/signatures/percent-encoding";
import type { ClusterRecord } from "./cluster-record";
import type { ParameterValues } from "./parameters";
import { copyPrivate } from "./postgres/data-folder";
import { dataFolder, endpoints, type RunningCluster, runCluster } from "./running-cluster";

/** The clusters of one local cloud: what was declared, and what runs of it. */
export class Clusters {
  private readonly records: Collection<ClusterRecord>;
  private readonly groups: Collection<ParameterValues>;
  private readonly running = new Map<string, RunningCluster>();

  constructor(private readonly cloud: Cloud) {
    this.records = cloud.storage.collection("rds/clusters");
    this.groups = cloud.storage.collection("rds/cluster-parameter-groups");
  }

  find(identifier: string): ClusterRecord {
    const record = this.records.get(identifier);
    if (record) return record;
    throw new ServiceError("DBClusterNotFoundFault", `DBCluster ${identifier} not found.`, 404);
  }

  /** Starts everything that was there when the local cloud ended. */
  async start(): Promise<void> {
    await Promise.all([...this.records.entries()].map(([identifier]) => this.run(identifier)));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((identifier) => this.halt(identifier)));
  }

  /** Creates the cluster, or takes up what an interrupted creation left. */
  async create(record: ClusterRecord): Promise<void> {
    // Names that lead elsewhere leave nothing behind, and no cluster that cannot be deleted.
    dataFolder(this.cloud, record.identifier);
    this.snapshotFolder(record);
    await this.records.put(record.identifier, record);
    await this.run(record.identifier);
  }

  /** Changes the record; the server is started anew when the parameters or the master's password are others. */
  async change(identifier: string, changes: Partial<ClusterRecord>): Promise<ClusterRecord> {
    const before = this.find(identifier);
    const after = { ...before, ...changes };
    this.snapshotFolder(after);
    this.withdraw(before);
    await this.records.put(identifier, after);
    const same = before.parameterGroup === after.parameterGroup && before.master.password === after.master.password;
    if (!same) await this.halt(identifier);
    await this.run(identifier);
    return after;
  }

  /** A cluster parameter group has (other) values; clusters that use it are started anew. */
  async setParameters(group: string, values: ParameterValues): Promise<void> {
    await this.groups.put(group, values);
    for (const [identifier, { parameterGroup }] of this.records.entries()) {
      if (parameterGroup !== group) continue;
      await this.halt(identifier);
      await this.run(identifier);
    }
  }

  async removeParameters(group: string): Promise<void> {
    await this.groups.remove(group);
  }

  /** @throws {ServiceError} while the cluster is protected, or when its final snapshot exists already. */
  async remove(identifier: string): Promise<void> {
    const record = this.records.get(identifier);
    if (!record) return;
    if (record.deletionProtection) {
      throw new ServiceError(
        "InvalidParameterCombination",
        "Cannot delete protected Cluster, please disable deletion protection and try again.",
      );
    }
    const snapshot = this.snapshotFolder(record);
    if (snapshot && existsSync(snapshot)) {
      const message = `Cannot create the cluster snapshot because one with the identifier ${record.finalSnapshot} already exists.`;
      throw new ServiceError("DBClusterSnapshotAlreadyExistsFault", message);
    }
    await this.halt(identifier);
    if (snapshot) copyWhole(dataFolder(this.cloud, identifier), snapshot);
    removeData(this.cloud.folder, "rds", identifier);
    await this.records.remove(identifier);
  }

  /** A URL of the master user for psql on this machine. */
  adminUrl(identifier: string): string {
    const { master, database } = this.find(identifier);
    const port = this.running.get(identifier)?.toolsPort;
    if (port === undefined) throw new Error(`cluster ${identifier} is not running`);
    const [user, password] = [master.user, master.password].map(percentEncoded);
    return `postgres://${user}:${password}@127.0.0.1:${port}/${percentEncoded(database ?? "postgres")}`;
  }

  private snapshotFolder({ finalSnapshot }: ClusterRecord): string | undefined {
    return finalSnapshot === undefined ? undefined : dataPath(this.cloud.folder, "snapshots", finalSnapshot);
  }

  private async run(identifier: string): Promise<void> {
    const record = this.find(identifier);
    let running = this.running.get(identifier);
    if (!running) {
      const values = (record.parameterGroup && this.groups.get(record.parameterGroup)) || {};
      running = await runCluster(this.cloud, values, () => this.find(identifier));
      this.running.set(identifier, running);
      if (record.localPort !== running.toolsPort) {
        await this.records.put(identifier, { ...record, localPort: running.toolsPort });
      }
      this.watch(identifier, running);
    }
    if (Object.keys(record.instances).length === 0) return;
    for (const host of endpoints(record)) this.cloud.directory.hosts.register(host, record.port, running.port);
  }

  /** A server that ends though nobody asked it to is started again, as RDS would. */
  private watch(identifier: string, running: RunningCluster): void {
    void running.server.exited.then(async () => {
      if (this.running.get(identifier) !== running) return;
      this.cloud.log.warn("rds", `PostgreSQL of ${identifier} ended by itself and is started again`);
      await this.halt(identifier);
      await this.run(identifier).catch((error: unknown) => this.cloud.log.warn("rds", String(error)));
    });
  }

  private async halt(identifier: string): Promise<void> {
    this.withdraw(this.find(identifier));
    const running = this.running.get(identifier);
    this.running.delete(identifier);
    await running?.stop();
  }

  private withdraw(record: ClusterRecord): void {
    for (const host of endpoints(record)) this.cloud.directory.hosts.unregister(host, record.port);
  }
}

/** Whole or not at all. */
const copyWhole = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(`${to}.partial`, { recursive: true, force: true });
  copyPrivate(from, `${to}.partial`);
  renameSync(`${to}.partial`, to);
};
