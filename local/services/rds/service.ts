import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import type { Pause } from "./pause";
import { type Postgres, prepareTemplate } from "./postgres";
import type { Role } from "./proxy/door";
import { Proxies } from "./rds-proxy/proxies";
import { clusterType } from "./resources/cluster";
import { clusterInstanceType } from "./resources/cluster-instance";
import { instanceType } from "./resources/instance";
import { parameterGroupType } from "./resources/parameter-group";
import { proxyType } from "./resources/proxy";
import { proxyEndpointType } from "./resources/proxy-endpoint";
import { proxyTargetType } from "./resources/proxy-target";
import { proxyTargetGroupType } from "./resources/proxy-target-group";
import { CLUSTER, INSTANCE, type ServerKind } from "./server-kind";
import { Servers } from "./servers";

declare module "../directory" {
  interface Services {
    readonly rds: Service & {
      /** A URL of the master user of a cluster or an instance for psql, through the proxy. */
      adminUrl(kind: ServerKind["name"], identifier: string): string;
      /** What the Data API works with; `undefined` for a cluster that is not there, or has no instance. */
      dataApi(clusterIdentifier: string): DataApiAccess | undefined;
    };
  }
}

export interface DataApiAccess {
  /** `enableHttpEndpoint` of the cluster. */
  readonly enabled: boolean;
  readonly database: string | undefined;
  readonly connection: Postgres["connection"];
  role(user: string): Promise<Role | undefined>;
  readonly pause: Pause;
}

/** Aurora and RDS for PostgreSQL as a real PostgreSQL. */
export const createRdsService = (cloud: Cloud, resumeMs?: number): Services["rds"] => {
  const clusters = new Servers(cloud, CLUSTER, resumeMs);
  const instances = new Servers(cloud, INSTANCE);
  const proxies = new Proxies(cloud, { cluster: clusters, instance: instances });
  const secrets = () => cloud.directory.secretsmanager;
  return {
    name: "rds",
    resources: [
      clusterType(clusters, secrets),
      clusterInstanceType(clusters),
      parameterGroupType("aws:rds/clusterParameterGroup:ClusterParameterGroup", clusters),
      instanceType(instances, secrets),
      parameterGroupType("aws:rds/parameterGroup:ParameterGroup", instances),
      proxyType(proxies),
      proxyTargetGroupType(proxies),
      proxyTargetType(proxies),
      proxyEndpointType(proxies),
    ],
    async start() {
      // Ready before the program has declared its first cluster; should it fail, the cluster will say so.
      void prepareTemplate(cloud.folder, cloud.lifecycle).catch(() => undefined);
      await Promise.all([clusters.start(), instances.start(), proxies.start()]);
    },
    async stop() {
      await proxies.stop();
      await Promise.all([clusters.stop(), instances.stop()]);
    },
    dataApi(identifier) {
      const found = clusters.reached(identifier);
      if (!found || Object.keys(found.record.instances).length === 0) return undefined;
      const { record, running } = found;
      const { connection } = running.server;
      return {
        enabled: record.dataApi === true,
        database: record.database,
        connection,
        role: running.role,
        pause: running.pause,
      };
    },
    adminUrl: (kind, identifier) => (kind === "cluster" ? clusters : instances).adminUrl(identifier),
  };
};
