import type { Cloud } from "../../cloud/cloud";
import { dataPath } from "../../data/data-path";
import type { Collection } from "../../data/storage";
import { serverCertificate } from "../../tls/certificates";
import { ServiceError } from "../../wire/service-error";
import type { CacheRecord } from "./cache-record";
import { doorOf } from "./door/door";
import { type Listener, startListener } from "./door/listener";
import { startInstalledServer } from "./server/installed-server";
import { ownServer } from "./server/own-server";
import type { CacheServer } from "./server/server";
import type { Users } from "./users";

interface RunningCache {
  readonly server: CacheServer;
  readonly listeners: readonly { readonly port: number; readonly listener: Listener }[];
}

/** The caches of one local cloud, each a server of keys behind a door. What they hold is gone when the cloud ends. */
export class Caches {
  private readonly records: Collection<CacheRecord>;
  private readonly running = new Map<string, RunningCache>();

  constructor(
    private readonly cloud: Cloud,
    private readonly users: Users,
    /** Path of a server of this machine; `undefined` for the one of the local cloud. */
    private readonly program: string | undefined,
  ) {
    this.records = cloud.storage.collection("elasticache/caches");
  }

  find(arn: string): CacheRecord | undefined {
    return this.records.get(arn);
  }

  /** @throws {ServiceError} while a cache lets its users in */
  checkUnused(group: string): void {
    const user = [...this.records.entries()].find(([, { userGroup }]) => userGroup === group);
    // fidelity: docs: DeleteUserGroup, InvalidUserGroupState; the words are a guess
    if (user) throw new ServiceError("InvalidUserGroupState", `User group ${group} is used by ${user[1].name}.`);
  }

  async start(): Promise<void> {
    await Promise.all([...this.records.entries()].map(([, record]) => this.run(record)));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((arn) => this.halt(arn)));
  }

  /** Makes a cache, or changes it: its keys stay unless its bound is another one. */
  async put(record: CacheRecord): Promise<void> {
    const before = this.records.get(record.arn);
    await this.records.put(record.arn, record);
    if (before && JSON.stringify(before) === JSON.stringify(record) && this.running.has(record.arn)) return;
    await this.halt(record.arn);
    await this.run(record);
  }

  async remove(arn: string): Promise<void> {
    await this.halt(arn);
    await this.records.remove(arn);
  }

  private async run(record: CacheRecord): Promise<void> {
    const { folder, clock, lifecycle } = this.cloud;
    const server = this.program
      ? await startInstalledServer({
          program: this.program,
          folder: dataPath(folder, "caches", record.name),
          mostBytes: record.mostBytes,
          lifecycle,
        })
      : ownServer(clock, () => record.mostBytes);
    const hosts = [record.host, ...record.otherHosts];
    const certificate = record.tls
      ? serverCertificate(folder, `cache-${record.name}`, hosts, clock.now(), "public-ca")
      : undefined;
    const door = doorOf(this.cloud, this.users, record);
    const listeners: { port: number; listener: Listener }[] = [];
    for (const port of [record.port, record.readerPort]) {
      if (port === undefined) continue;
      const readsOnly = port === record.readerPort;
      const listener = await startListener({ door, server, certificate, readsOnly });
      listeners.push({ port, listener });
      for (const host of hosts) this.cloud.directory.hosts.register(host, port, listener.port);
    }
    const running = { server, listeners };
    this.running.set(record.arn, running);
    this.watch(record, running);
  }

  /** A server that ends though nobody asked it to is replaced by an empty one, as AWS replaces a node. */
  private watch(record: CacheRecord, running: RunningCache): void {
    void running.server.exited?.then(async () => {
      if (this.running.get(record.arn) !== running) return;
      this.cloud.log.warn("elasticache", `the server of ${record.name} ended by itself and is started again, empty`);
      await this.halt(record.arn);
      const current = this.records.get(record.arn);
      if (current) await this.run(current).catch((error: unknown) => this.cloud.log.warn("elasticache", String(error)));
    });
  }

  private async halt(arn: string): Promise<void> {
    const running = this.running.get(arn);
    const record = this.records.get(arn);
    this.running.delete(arn);
    for (const { port, listener } of running?.listeners ?? []) {
      for (const host of record ? [record.host, ...record.otherHosts] : [])
        this.cloud.directory.hosts.unregister(host, port);
      await listener.close();
    }
    await running?.server.stop();
  }
}
