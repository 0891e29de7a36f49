import { Pool } from "pg";
import type { Cloud } from "../../cloud/cloud";
import { dataPath } from "../../data/data-path";
import { noteMoved } from "../../lifecycle/moved-port";
import { serverCertificate } from "../../tls/certificates";
import type { ClusterRecord } from "./cluster-record";
import { type ParameterValues, readParameters } from "./parameters";
import { type Postgres, startPostgres } from "./postgres";
import { socketPath } from "./postgres/socket-folder";
import { startProxy } from "./postgres-proxy";
import { prepare } from "./preparation";
import type { Door, Role } from "./proxy/door";

export interface RunningCluster {
  /** Where the cluster's own host names lead to, on 127.0.0.1. */
  readonly port: number;
  /** For the developer's tools, on 127.0.0.1: they know no local CA, and some speak no TLS unasked. */
  readonly toolsPort: number;
  /** PostgreSQL's own connection, past the proxy; for the service alone. */
  readonly server: Postgres;
  stop(): Promise<void>;
}

export const dataFolder = (cloud: Pick<Cloud, "folder">, identifier: string): string =>
  dataPath(cloud.folder, "rds", identifier);

const PREFERRED_PORT = 5432;

/** Starts PostgreSQL on the cluster's data and the proxy in front of it. `current` is read at each connection. */
export const runCluster = async (
  cloud: Cloud,
  values: ParameterValues,
  current: () => ClusterRecord,
): Promise<RunningCluster> => {
  const record = current();
  const { identifier } = record;
  const { settings, forceTls } = readParameters(
    identifier,
    values,
    record.major ?? Number.POSITIVE_INFINITY,
    cloud.log,
  );
  const server = await startPostgres({
    folder: cloud.folder,
    data: dataFolder(cloud, identifier),
    lifecycle: cloud.lifecycle,
    log: cloud.log,
    name: `postgres-${identifier}`,
    parameters: settings,
  });
  if (record.major !== undefined && record.major !== server.major) {
    cloud.log.warn("rds", `${identifier} asks for PostgreSQL ${record.major}; the local cloud has ${server.major}`);
  }
  const roles = new Pool({ ...server.connection, max: 2, idleTimeoutMillis: 0, allowExitOnIdle: true });
  // A lost connection is replaced by the pool; without a listener it would end the process.
  roles.on("error", () => {});
  const stop = async () => {
    await roles.end();
    await server.stop();
  };
  try {
    await prepare(server.connection, record);
    const hosts = [
      record.endpoint,
      record.readerEndpoint,
      `*.${record.endpoint
        .split(".")
        .slice(1)
        .join(".")
        .replace(/^cluster-/, "")}`,
    ];
    const { account, partition, region, access, clock, log } = cloud;
    const common = {
      certificate: serverCertificate(cloud.folder, `rds-${identifier}`, hosts, clock.now()),
      socket: socketPath(server.connection.host),
    };
    const door: Door = {
      account,
      partition,
      region,
      access,
      clock,
      log,
      forceTls,
      cluster: identifier,
      resourceId: record.resourceId,
      authorities: () => authorities(current()),
      iamEnabled: () => current().iamEnabled,
      role: (user) => findRole(roles, user),
    };
    const [proxy, tools] = await Promise.all([
      startProxy({ ...common, door, port: 0 }),
      startProxy({
        ...common,
        door: { ...door, forceTls: false },
        port: await toolsPort(cloud, record),
      }),
    ]);
    const stopAll = async () => void (await Promise.all([proxy.close(), tools.close(), stop()]));
    return { port: proxy.port, toolsPort: tools.port, server, stop: stopAll };
  } catch (error) {
    await stop();
    throw error;
  }
};

const toolsPort = async ({ lifecycle, log }: Cloud, { identifier, localPort }: ClusterRecord): Promise<number> => {
  const port = await lifecycle.port(localPort ?? PREFERRED_PORT);
  noteMoved(log, `database ${identifier}`, localPort, port);
  return port;
};

/** Every name under which clients know the cluster. */
export const endpoints = (record: ClusterRecord): readonly string[] => [
  record.endpoint,
  record.readerEndpoint,
  ...Object.values(record.instances),
];

const authorities = (record: ClusterRecord): readonly string[] =>
  endpoints(record).map((host) => `${host}:${record.port}`);

const findRole = async (roles: Pool, user: string): Promise<Role | undefined> => {
  const { rows } = await roles.query<Role>(
    `SELECT rolpassword AS password, pg_has_role(rolname, 'rds_iam', 'usage, set') AS iam
     FROM pg_authid WHERE rolname = $1 AND rolcanlogin`,
    [user],
  );
  return rows[0];
};
