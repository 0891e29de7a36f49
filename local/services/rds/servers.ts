import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Cloud } from "../../cloud/cloud";
import { dataPath, removeData } from "../../data/data-path";
import type { Collection } from "../../data/storage";
import { ServiceError } from "../../wire/service-error";
import { percentEncoded } from "../../wire/signatures/percent-encoding";
import type { ParameterValues } from "./parameters";
import { RESUME_MS } from "./pause";
import type { Postgres } from "./postgres";
import { copyPrivate } from "./postgres/data-folder";
import { dataFolder, endpoints, type RunningServer, runServer } from "./running-server";
import type { ServerKind } from "./server-kind";
import { nameOf, type ServerRecord } from "./server-record";

/** The clusters, or the instances, of one local cloud: what was declared, and what runs of it. */
export class Servers {
  private readonly records: Collection<ServerRecord>;
  private readonly groups: Collection<ParameterValues>;
  private readonly running = new Map<string, RunningServer>();

  constructor(
    private readonly cloud: Cloud,
    readonly kind: ServerKind,
    private readonly resumeMs: number = RESUME_MS,
  ) {
    this.records = cloud.storage.collection(kind.collection);
    this.groups = cloud.storage.collection(kind.parameterGroups);
  }

  find(identifier: string): ServerRecord {
    const record = this.records.get(identifier);
    if (record) return record;
    throw this.kind.notFound(identifier);
  }

  all(): ServerRecord[] {
    return [...this.records.entries()].map(([, record]) => record);
  }

  hasParameters(group: string): boolean {
    return this.groups.get(group) !== undefined;
  }

  /** Starts everything that was there when the local cloud ended. */
  async start(): Promise<void> {
    const [sources, replicas] = [false, true].map((isReplica) =>
      this.all().filter(({ source }) => (source !== undefined) === isReplica),
    );
    for (const group of [sources, replicas])
      await Promise.all((group ?? []).map(({ identifier }) => this.run(identifier)));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((identifier) => this.halt(identifier)));
  }

  /** Creates the server, or takes up what an interrupted creation left. */
  async create(record: ServerRecord): Promise<void> {
    // Names that lead elsewhere leave nothing behind, and nothing that cannot be deleted.
    dataFolder(this.cloud, this.kind, record.identifier);
    this.snapshotFolder(record);
    await this.records.put(record.identifier, record);
    await this.run(record.identifier);
  }

  /**
   * Changes the record; the server is started anew when the parameters, the major version or the master's password are
   * others, and when a replica is promoted.
   */
  async change(identifier: string, changes: Partial<ServerRecord>): Promise<ServerRecord> {
    const before = this.find(identifier);
    const after = { ...before, ...changes };
    this.snapshotFolder(after);
    this.withdraw(before);
    await this.records.put(identifier, after);
    const same =
      before.parameterGroup === after.parameterGroup &&
      before.master.password === after.master.password &&
      before.major === after.major &&
      before.source === after.source;
    if (!same) await this.halt(identifier);
    await this.run(identifier);
    return after;
  }

  /** A parameter group has (other) values; servers that use it are started anew. */
  async setParameters(group: string, values: ParameterValues): Promise<void> {
    await this.groups.put(group, values);
    for (const [identifier, { parameterGroup }] of this.records.entries()) {
      if (parameterGroup !== group) continue;
      await this.halt(identifier);
      await this.run(identifier);
    }
  }

  /** @throws {ServiceError} while a server uses it */
  async removeParameters(group: string): Promise<void> {
    if (this.all().some(({ parameterGroup }) => parameterGroup === group)) throw this.kind.groupInUse(group);
    await this.groups.remove(group);
  }

  /** @throws {ServiceError} while the cluster is protected or has instances, or when its final snapshot exists already. */
  async remove(identifier: string): Promise<void> {
    const record = this.records.get(identifier);
    if (!record) return;
    if (record.deletionProtection) throw this.kind.isProtected();
    // fidelity: observed: DeleteDBCluster
    if (Object.keys(record.instances).length > 0) {
      const message = "Cluster cannot be deleted, it still contains DB instances in non-deleting state.";
      throw new ServiceError("InvalidDBClusterStateFault", message);
    }
    const snapshot = this.snapshotFolder(record);
    if (snapshot && existsSync(snapshot)) throw this.kind.snapshotExists(String(record.finalSnapshot));
    // fidelity: docs: RDS user guide, "Deleting a DB instance": replicas in the region become instances of their own
    for (const replica of this.all().filter(({ source }) => source === identifier))
      await this.change(replica.identifier, { source: undefined });
    await this.halt(identifier);
    if (snapshot) copyWhole(dataFolder(this.cloud, this.kind, identifier), snapshot);
    removeData(this.cloud.folder, this.kind.folder, identifier);
    await this.records.remove(identifier);
  }

  /** What is behind the endpoints of a server, for what else leads there; `undefined` while it does not run. */
  reached(identifier: string): Reached | undefined {
    const [record, running] = [this.records.get(identifier), this.running.get(identifier)];
    return record && running && { record, running };
  }

  /** A URL of the master user for psql on this machine. */
  adminUrl(identifier: string): string {
    const { master, database } = this.find(identifier);
    const port = this.running.get(identifier)?.toolsPort;
    if (port === undefined) throw new Error(`${this.kind.name} ${identifier} is not running`);
    const [user, password] = [master.user, master.password].map(percentEncoded);
    return `postgres://${user}:${password}@127.0.0.1:${port}/${percentEncoded(database ?? "postgres")}`;
  }

  private snapshotFolder({ finalSnapshot }: ServerRecord): string | undefined {
    return finalSnapshot === undefined ? undefined : dataPath(this.cloud.folder, "snapshots", finalSnapshot);
  }

  private async run(identifier: string): Promise<void> {
    const record = this.find(identifier);
    let running = this.running.get(identifier);
    if (!running) {
      const values = (record.parameterGroup && this.groups.get(record.parameterGroup)) || {};
      running = await runServer(this.cloud, this.kind, {
        values,
        current: () => this.find(identifier),
        source: record.source === undefined ? undefined : this.server(record.source),
        resumeMs: this.resumeMs,
      });
      this.running.set(identifier, running);
      if (record.localPort !== running.toolsPort) {
        await this.records.put(identifier, { ...record, localPort: running.toolsPort });
      }
      this.watch(identifier, running);
    }
    for (const host of endpoints(record)) this.cloud.directory.hosts.register(host, record.port, running.port);
  }

  /** The running PostgreSQL of a source. */
  private server(identifier: string): Postgres {
    const running = this.running.get(identifier);
    if (running) return running.server;
    throw this.kind.notFound(identifier);
  }

  /** A server that ends though nobody asked it to is started again, as RDS would. */
  private watch(identifier: string, running: RunningServer): void {
    void running.server.exited.then(async () => {
      if (this.running.get(identifier) !== running) return;
      this.cloud.log.warn("rds", `PostgreSQL of ${nameOf(this.find(identifier))} ended by itself and is started again`);
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

  private withdraw(record: ServerRecord): void {
    for (const host of endpoints(record)) this.cloud.directory.hosts.unregister(host, record.port);
  }
}

export interface Reached {
  readonly record: ServerRecord;
  readonly running: RunningServer;
}

/** Whole or not at all. */
const copyWhole = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(`${to}.partial`, { recursive: true, force: true });
  copyPrivate(from, `${to}.partial`);
  renameSync(`${to}.partial`, to);
};
