import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Clusters } from "./clusters";
import { prepareTemplate } from "./postgres";
import { clusterType } from "./resources/cluster";
import { clusterInstanceType } from "./resources/cluster-instance";
import { clusterParameterGroupType } from "./resources/cluster-parameter-group";

declare module "../directory" {
  interface Services {
    readonly rds: Service & {
      /** A URL of the cluster's master user for psql, through the proxy. */
      adminUrl(clusterIdentifier: string): string;
    };
  }
}

/** Aurora PostgreSQL as a real PostgreSQL. */
export const createRdsService = (cloud: Cloud): Services["rds"] => {
  const clusters = new Clusters(cloud);
  const secrets = () => cloud.directory.secretsmanager;
  return {
    name: "rds",
    resources: [clusterType(clusters, secrets), clusterInstanceType(clusters), clusterParameterGroupType(clusters)],
    async start() {
      // Ready before the program has declared its first cluster; should it fail, the cluster will say so.
      void prepareTemplate(cloud.folder, cloud.lifecycle).catch(() => undefined);
      await clusters.start();
    },
    stop: () => clusters.stop(),
    adminUrl: (identifier) => clusters.adminUrl(identifier),
  };
};
