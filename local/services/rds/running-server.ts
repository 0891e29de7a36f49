import { Pool } from "pg";
import type { Cloud } from "../../cloud/cloud";
import { dataPath } from "../../data/data-path";
import { listenFrom } from "../../lifecycle/listen";
import { serverCertificate } from "../../tls/certificates";
import { type ParameterValues, readParameters } from "./parameters";
import { Pause } from "./pause";
import { type Postgres, startPostgres } from "./postgres";
import { socketPath } from "./postgres/socket-folder";
import { spliced, startProxy } from "./postgres-proxy";
import { prepare } from "./preparation";
import type { Door, Role } from "./proxy/door";
import { copyForReplica, FOLLOWED, following, promote } from "./replica";
import type { ServerKind } from "./server-kind";
import { nameOf, type ServerRecord } from "./server-record";

export interface RunningServer {
  /** Where the cluster's own host names lead to, on 127.0.0.1. */
  readonly port: number;
  /** For the developer's tools, on 127.0.0.1: they know no local CA, and some speak no TLS unasked. */
  readonly toolsPort: number;
  /** PostgreSQL's own connection, past the proxy; for the service alone. */
  readonly server: Postgres;
  /** Path of its unix socket. */
  readonly socket: string;
  role(user: string): Promise<Role | undefined>;
  readonly pause: Pause;
  stop(): Promise<void>;
}

export const dataFolder = (cloud: Pick<Cloud, "folder">, { folder }: ServerKind, identifier: string): string =>
  dataPath(cloud.folder, folder, identifier);

const PREFERRED_PORT = 5432;

export interface ToRun {
  readonly values: ParameterValues;
  /** Read at each connection. */
  readonly current: () => ServerRecord;
  /** Of a replica, the server that it follows. */
  readonly source: Postgres | undefined;
  /** How long a paused cluster takes to come back. */
  readonly resumeMs: number;
}

/** Starts PostgreSQL on the data of a cluster or an instance, and the proxy in front of it. */
export const runServer = async (
  cloud: Cloud,
  kind: ServerKind,
  { values, current, source, resumeMs }: ToRun,
): Promise<RunningServer> => {
  const record = current();
  const { identifier } = record;
  const name = nameOf(record);
  const { settings, forceTls } = readParameters(name, values, record.major ?? Number.POSITIVE_INFINITY, cloud.log);
  const data = dataFolder(cloud, kind, identifier);
  if (source) await copyForReplica(source, data);
  else promote(data);
  const server = await startPostgres({
    folder: cloud.folder,
    data,
    lifecycle: cloud.lifecycle,
    log: cloud.log,
    name: `postgres-${name}`,
    parameters: { ...settings, ...(kind.name === "instance" && FOLLOWED), ...(source && following(source, name)) },
  });
  if (record.major !== undefined && record.major !== server.major) {
    cloud.log.warn("rds", `${name} asks for PostgreSQL ${record.major}; the local cloud has ${server.major}`);
  }
  const roles = new Pool({ ...server.connection, max: 2, idleTimeoutMillis: 0, allowExitOnIdle: true });
  // A lost connection is replaced by the pool; without a listener it would end the process.
  roles.on("error", () => {});
  const stop = async () => {
    await roles.end();
    await server.stop();
  };
  try {
    if (!source) await prepare(server.connection, record);
    const [, ...domain] = record.endpoint.split(".");
    const hosts = [
      record.endpoint,
      ...(record.readerEndpoint === undefined ? [] : [record.readerEndpoint]),
      `*.${domain.join(".").replace(/^cluster-/, "")}`,
    ];
    const { account, partition, region, access, clock, log } = cloud;
    const certificate = serverCertificate(cloud.folder, `${kind.folder}-${identifier}`, hosts, clock.now());
    const socket = socketPath(server.connection.host);
    const door: Door = {
      account,
      partition,
      region,
      access,
      clock,
      log,
      forceTls,
      cluster: name,
      resourceId: record.resourceId,
      authorities: () => authorities(current()),
      iamEnabled: () => current().iamEnabled,
      role: (user) => findRole(roles, user),
    };
    const after = () => {
      const { pauseAfterSeconds } = current();
      return pauseAfterSeconds === undefined ? undefined : pauseAfterSeconds * 1000;
    };
    const pause = new Pause(after, clock, resumeMs, () =>
      log.info("rds", `${name} resumes from its pause, which takes ${resumeMs / 1000} seconds`),
    );
    const toolsDoor: Door = {
      ...door,
      forceTls: false,
      role: async (user) => forTools(await door.role(user), user === current().master.user),
    };
    const [proxy, tools] = await Promise.all([
      startProxy({ ...pausing(spliced(door, socket), pause), certificate, port: 0 }),
      listenFrom(cloud, toolsPlace(record), (port) => startProxy({ ...spliced(toolsDoor, socket), certificate, port })),
    ]);
    const stopAll = async () => void (await Promise.all([proxy.close(), tools.close(), stop()]));
    return { port: proxy.port, toolsPort: tools.port, server, socket, role: door.role, pause, stop: stopAll };
  } catch (error) {
    await stop();
    throw error;
  }
};

const toolsPlace = (record: ServerRecord) => ({
  what: `database ${nameOf(record)}`,
  wanted: record.localPort,
  first: PREFERRED_PORT,
});

/** Every name under which clients reach the server; a cluster without an instance answers nobody. */
export const endpoints = ({ endpoint, readerEndpoint, instances }: ServerRecord): readonly string[] => {
  if (readerEndpoint === undefined) return [endpoint];
  const hosts = Object.values(instances);
  return hosts.length === 0 ? [] : [endpoint, readerEndpoint, ...hosts];
};

const authorities = (record: ServerRecord): readonly string[] =>
  endpoints(record).map((host) => `${host}:${record.port}`);

type Visited = ReturnType<typeof spliced>;

/** Whoever comes to a paused cluster waits; tools, which nobody has on AWS, do not. */
const pausing = (served: Visited, pause: Pause): Visited => ({
  ...served,
  async admit(visitor) {
    await pause.awake();
    return served.admit(visitor);
  },
  serve(stream, opening) {
    stream.once("close", pause.opened());
    served.serve(stream, opening);
  },
});

/** Tools sign in as the master by password, also where AWS takes tokens alone. */
const forTools = (role: Role | undefined, master: boolean): Role | undefined =>
  role && { ...role, iam: role.iam && !master };

const findRole = async (roles: Pool, user: string): Promise<Role | undefined> => {
  const { rows } = await roles.query<Role>(
    `SELECT rolpassword AS password, pg_has_role(rolname, 'rds_iam', 'usage, set') AS iam
     FROM pg_authid WHERE rolname = $1 AND rolcanlogin`,
    [user],
  );
  return rows[0];
};
