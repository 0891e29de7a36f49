import { recorded } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { Clusters } from "../clusters";

const TYPE = "aws:rds/clusterInstance:ClusterInstance";

/** Instances of a cluster all lead to the one PostgreSQL of it; without any, its endpoints answer nobody. */
export const clusterInstanceType = (clusters: Clusters): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const cluster = clusters.find(String(inputs.clusterIdentifier));
    const { id, outputs } = recorded(TYPE, inputs, context);
    // One account has one such label per region, in the names of its clusters and instances alike.
    const domain = cluster.endpoint.replace(/^[^.]+\.cluster-/, "");
    const endpoint = `${id}.${domain}`;
    const writer = Object.keys(cluster.instances)[0] ?? id;
    await clusters.change(cluster.identifier, { instances: { ...cluster.instances, [id]: endpoint } });
    return { id, outputs: { ...outputs, endpoint, port: cluster.port, writer: writer === id } };
  },
  update: async (_id, inputs, olds) => ({ ...olds.outputs, ...inputs }),
  async delete(id, outputs) {
    const cluster = clusters.find(String(outputs.clusterIdentifier));
    const { [id]: _gone, ...instances } = cluster.instances;
    await clusters.change(cluster.identifier, { instances });
  },
});
