import { Client } from "pg";
import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import { serverCertificate } from "../../../tls/certificates";
import { ServiceError } from "../../../wire/service-error";
import { type PostgresProxy, startProxy } from "../postgres-proxy";
import { fatal } from "../proxy/protocol";
import type { RunningServer } from "../running-server";
import { nameOf } from "../server-record";
import type { Reached, Servers } from "../servers";
import { Pool } from "./pool";
import { admitToProxy } from "./proxy-door";
import type { ProxyRecord } from "./proxy-record";
import { Session } from "./session";

const PORT = 5432;

/** The RDS Proxies of one local cloud: pooled doors to its clusters and instances. */
export class Proxies {
  private readonly records: Collection<ProxyRecord>;
  /** Of each host name, what listens for it. */
  private readonly running = new Map<string, PostgresProxy>();
  /** Of each host name and the server behind it. */
  private readonly pools = new Map<string, { readonly server: RunningServer; readonly pool: Pool }>();
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly cloud: Cloud,
    readonly targets: { readonly cluster: Servers; readonly instance: Servers },
  ) {
    this.records = cloud.storage.collection("rds/proxies");
  }

  find(name: string): ProxyRecord {
    const record = this.records.get(name);
    if (record) return record;
    // fidelity: observed: DescribeDBProxies
    throw new ServiceError("DBProxyNotFoundFault", `DBProxy ${name} not found.`, 404);
  }

  has(name: string): boolean {
    return this.records.get(name) !== undefined;
  }

  async start(): Promise<void> {
    for (const [, record] of this.records.entries()) await this.run(record);
  }

  async stop(): Promise<void> {
    for (const { pool } of this.pools.values()) pool.close();
    for (const host of [...this.running.keys()]) await this.withdraw(host);
  }

  async put(record: ProxyRecord): Promise<void> {
    await this.records.put(record.name, record);
    await this.run(record);
  }

  async change(name: string, changes: Partial<ProxyRecord>): Promise<ProxyRecord> {
    const before = this.find(name);
    const after = { ...before, ...changes };
    for (const host of hostsOf(before).keys()) if (!hostsOf(after).has(host)) await this.withdraw(host);
    await this.put(after);
    return after;
  }

  async remove(name: string): Promise<void> {
    const record = this.records.get(name);
    if (!record) return;
    for (const host of hostsOf(record).keys()) await this.withdraw(host);
    await this.records.remove(name);
  }

  private async run(record: ProxyRecord): Promise<void> {
    for (const [host, readOnly] of hostsOf(record)) {
      if (this.running.has(host)) continue;
      const { name } = record;
      const certificate = serverCertificate(this.cloud.folder, `rds-proxy-${host}`, [host], this.cloud.clock.now());
      const proxy = await startProxy({
        name: `proxy ${name}`,
        log: this.cloud.log,
        certificate,
        port: 0,
        admit: async (visitor) => {
          const database = this.database(this.find(name), readOnly);
          if (!database) return { code: "08006", message: "Database is not available" };
          return admitToProxy(this.cloud, this.find(name), host, database, visitor);
        },
        serve: (stream, { parameters }) => {
          const { user = "", database = user, options } = parameters;
          if (options !== undefined)
            return void stream.end(
              fatal("0A000", "Feature not supported: RDS Proxy currently doesn't support command-line options"),
            );
          stream.setTimeout(this.find(name).idleClientSeconds * 1000, () => stream.destroy());
          void this.serve(
            host,
            readOnly,
            name,
            (pool, pinned) => new Session(stream, { user, database }, pool, pinned),
          ).then((session) => {
            if (!session) return void stream.end(fatal("08006", "Database is not available"));
            const key = session.key.toString("hex");
            this.sessions.set(key, session);
            stream.once("close", () => this.sessions.delete(key));
            return session.start();
          });
        },
        cancel: (stream, packet) => {
          this.sessions.get(packet.subarray(8, 16).toString("hex"))?.cancel();
          stream.end();
        },
      });
      this.running.set(host, proxy);
      this.cloud.directory.hosts.register(host, PORT, proxy.port);
    }
  }

  private async serve(
    host: string,
    readOnly: boolean,
    name: string,
    make: (pool: Pool, pinned: (why: string) => void) => Session,
  ): Promise<Session | undefined> {
    const database = this.database(this.find(name), readOnly);
    if (!database) return undefined;
    const pool = await this.pool(host, name, database);
    const pinned = (why: string) =>
      this.cloud.log.info("rds", `proxy ${name}: a client keeps its connection to ${nameOf(database.record)} (${why})`);
    return make(pool, pinned);
  }

  /** What the proxy leads to; its readers are those of a cluster that has a second instance. */
  private database({ target }: ProxyRecord, readOnly: boolean): Reached | undefined {
    const found = target && this.targets[target.kind].reached(target.identifier);
    return found && readOnly && Object.keys(found.record.instances).length < 2 ? undefined : found;
  }

  private async pool(host: string, name: string, { running: server }: Reached): Promise<Pool> {
    const known = this.pools.get(host);
    if (known?.server === server) return known.pool;
    known?.pool.close();
    const all = await maxConnections(server);
    const pool = new Pool(
      () => server.socket,
      () => {
        const { maxPercent, maxIdlePercent, borrowTimeoutSeconds } = this.find(name).pool;
        const share = (percent: number) => Math.max(1, Math.floor((all * percent) / 100));
        return { max: share(maxPercent), maxIdle: share(maxIdlePercent), borrowTimeoutMs: borrowTimeoutSeconds * 1000 };
      },
    );
    this.pools.set(host, { server, pool });
    return pool;
  }

  private async withdraw(host: string): Promise<void> {
    this.cloud.directory.hosts.unregister(host, PORT);
    this.pools.get(host)?.pool.close();
    this.pools.delete(host);
    const proxy = this.running.get(host);
    this.running.delete(host);
    await proxy?.close();
  }
}

/** Of each host name, whether it leads to readers. */
const hostsOf = ({ endpoint, endpoints }: ProxyRecord): ReadonlyMap<string, boolean> =>
  new Map([
    [endpoint, false],
    ...Object.values(endpoints).map(({ host, readOnly }): [string, boolean] => [host, readOnly]),
  ]);

const maxConnections = async ({ server }: RunningServer): Promise<number> => {
  const client = new Client(server.connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly all: number }>(
      "SELECT current_setting('max_connections')::int AS all",
    );
    return rows[0]?.all ?? 1;
  } finally {
    await client.end();
  }
};
